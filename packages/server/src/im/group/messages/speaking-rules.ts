import { AT_ALL, groupErrors, groupLimits, ImError } from '@yanshu/protocol'
import { hasGroupReceipts } from '../../app/service.ts'
import { rulesOf } from '../group.ts'
import type { Voice } from './voices.ts'

/** Members of a group whose messages may still ask for receipts (群消息已读回执). */
export const MOST_FOR_RECEIPTS = 200

/** What a message asks for beside being delivered. */
export interface Wishes {
  readonly at?: readonly string[] | undefined
  readonly receivers?: readonly string[] | undefined
  readonly onlineOnly?: boolean | undefined
  readonly needReadReceipt?: boolean | undefined
  readonly supportExtension?: boolean | undefined
}

/**
 * Refuses who is no member, and what a community with topics gets itself.
 *
 * @throws {ImError} 10007.
 */
export function requireMember({ place, standing, rights }: Voice): void {
  if (!standing || (rights && !rights.send)) {
    throw new ImError(groupErrors.noPermission, place.id)
  }
}

/**
 * Refuses messages to a community whose messages are in its topics.
 *
 * @throws {ImError} 10007.
 */
export function requireOpenPlace({ place: { group, topic } }: Pick<Voice, 'place'>): void {
  if (group.support_topic === 1 && !topic) {
    throw new ImError(groupErrors.noPermission, `${group.group_id} has messages in topics only`)
  }
}

/**
 * Refuses who is muted: everywhere, in the group, or with all its ordinary members. Administrators of
 * the app may always speak.
 *
 * @throws {ImError} 10017.
 */
export function requireUnmuted(voice: Voice, now: number): void {
  const { from, place, standing } = voice
  if (from.type === 'administrator') return
  const isMuted =
    from.groupMutedUntil > now ||
    (standing?.mutedUntil ?? 0) > now ||
    voice.topicMutedUntil > now ||
    (isMutedForAll(place) && (standing?.role ?? 'Member') === 'Member')
  if (isMuted) throw new ImError(groupErrors.muted, place.id)
}

function isMutedForAll({ group, topic }: Voice['place']): boolean {
  return group.mute_all === 1 || topic?.mute_all === 1
}

/**
 * Refuses what the type of the group, the plan or the switches of the app do not have.
 *
 * @throws {ImError} 10004, 10007, 10053, 10059, 10060, 10061.
 */
export function checkWishes(voice: Voice, wishes: Wishes): void {
  if (wishes.at) checkMentions(voice, wishes.at)
  if (wishes.receivers) checkTargets(voice, wishes)
  if (wishes.needReadReceipt) checkReceipts(voice, wishes)
  if (wishes.supportExtension) {
    requireFeature(voice, 'messageExtensions')
    requireRule(voice, rulesOf(voice.place.group).hasExtensions)
  }
}

function checkMentions(voice: Voice, at: readonly string[]): void {
  const { place, rights } = voice
  if (at.length > groupLimits.mentions) throw new ImError(groupErrors.tooManyMentions)
  const rules = rulesOf(place.group)
  requireRule(voice, rules.storesMessages)
  if (!at.includes(AT_ALL)) return
  requireRule(voice, rights ? rights.atAll : rules.hasAtAll || place.topic !== undefined)
}

function checkTargets(voice: Voice, { at }: Wishes): void {
  requireFeature(voice, 'targetedMessages')
  requireRule(voice, rulesOf(voice.place.group).hasTargetedMessages)
  if (at) throw new ImError(groupErrors.badParameter, 'a targeted message mentions nobody')
}

function checkReceipts(voice: Voice, { onlineOnly }: Wishes): void {
  const { app, place, roster } = voice
  requireFeature(voice, 'readReceipts')
  requireRule(voice, hasGroupReceipts(app, place.group.type))
  if (onlineOnly) throw new ImError(groupErrors.receiptOnline)
  if ((roster?.size ?? 0) > MOST_FOR_RECEIPTS) throw new ImError(groupErrors.receiptTooLarge)
}

function requireFeature(
  { app }: Voice,
  feature: 'messageExtensions' | 'targetedMessages' | 'readReceipts',
): void {
  // What an app switched off is without effect; what its plan lacks is refused.
  if (!app.plan.features.has(feature)) throw new ImError(groupErrors.needsPremium, feature)
}

function requireRule({ place: { group } }: Voice, has: boolean): void {
  if (!has) throw new ImError(groupErrors.noPermission, `not in a ${group.type} group`)
}
