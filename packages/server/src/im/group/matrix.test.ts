import { expect, test } from 'bun:test'
import type { GroupType } from '@yanshu/protocol'
import type { GroupRules, Power } from './matrix.ts'
import { groupRules, hasPower, outranks } from './matrix.ts'

const types: readonly GroupType[] = ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community']

/** The table of 群组系统, a row a feature: Work, Public, Meeting, live room, community. */
const table: { readonly [Rule in keyof GroupRules]: readonly GroupRules[Rule][] } = {
  storesMembers: [true, true, true, false, true],
  storesMessages: [true, true, true, false, true],
  countsUnread: [true, true, false, false, true],
  needsActivation: [true, false, false, false, false],
  hasAdmins: [false, true, true, true, true],
  applyDefault: ['DisableApply', 'NeedPermission', 'FreeAccess', 'FreeAccess', 'FreeAccess'],
  appliesByChoice: [true, true, true, false, true],
  inviteDefault: ['FreeAccess', 'DisableInvite', 'DisableInvite', 'DisableInvite', 'FreeAccess'],
  takesInvited: [true, true, true, false, true],
  ownerMayQuit: [true, false, false, false, false],
  editsProfile: ['member', 'admin', 'admin', 'owner', 'admin'],
  editsOptions: ['owner', 'admin', 'admin', 'owner', 'admin'],
  dismisses: ['nobody', 'owner', 'owner', 'owner', 'owner'],
  transfers: ['owner', 'owner', 'owner', 'nobody', 'owner'],
  kicks: ['owner', 'admin', 'admin', 'admin', 'admin'],
  mutesMembers: ['nobody', 'admin', 'admin', 'admin', 'admin'],
  mutesAll: ['owner', 'admin', 'admin', 'admin', 'admin'],
  marksMembers: ['nobody', 'nobody', 'nobody', 'owner', 'owner'],
  bans: ['owner', 'admin', 'admin', 'admin', 'admin'],
  canImport: [true, true, true, false, true],
  canRecall: [true, true, true, true, true],
  canModifyMessages: [true, true, true, false, true],
  hasReceipts: [true, true, true, false, false],
  hasExtensions: [true, true, true, false, true],
  hasTargetedMessages: [true, true, true, false, false],
  hasAtAll: [true, true, true, false, false],
  hasCounters: [true, true, true, true, false],
  listsMembers: ['offset', 'offset', 'offset', 'online', 'cursor'],
  historyBeforeJoin: [false, false, true, false, true],
  historyByChoice: [true, true, true, false, false],
  isFound: [false, true, true, true, true],
  takesTopics: [false, false, false, false, true],
  msgFlagDefault: [0, 0, 1, 1, 0],
  feature: [undefined, undefined, undefined, undefined, 'community'],
}

const cells = Object.entries(table).flatMap(([rule, row]) =>
  types.map((type, at) => [type, rule as keyof GroupRules, row[at]] as const),
)

test.each(cells)('%s: %s is %s', (type, rule, expected) => {
  expect(groupRules[type][rule]).toBe(expected)
})

test('the table has every rule', () => {
  expect(Object.keys(table).toSorted()).toEqual(Object.keys(groupRules.Private).toSorted())
})

test('powers rise with roles', () => {
  const powers: readonly Power[] = ['member', 'admin', 'owner', 'nobody']
  const held = (['Member', 'Admin', 'Owner', undefined] as const).map((role) =>
    powers.filter((power) => hasPower(role, power)),
  )

  expect(held).toEqual([['member'], ['member', 'admin'], ['member', 'admin', 'owner'], []])
})

test('each role stands above those below it', () => {
  const roles = ['Owner', 'Admin', 'Member'] as const
  const below = roles.map((role) => roles.filter((other) => outranks(role, other)))

  expect(below).toEqual([['Admin', 'Member'], ['Member'], []])
  expect(outranks(undefined, 'Member')).toBe(false)
})
