import { groupErrors, groupLimits, ImError, topicId } from '@yanshu/protocol'
import type { AppConf } from '@yanshu/protocol'
import { TOPIC_MARK } from '../../group/service.ts'

/** What is said of a topic. */
export interface TopicTexts {
  readonly name: string
  readonly introduction: string
  readonly notification: string
  readonly faceUrl: string
  readonly custom: string
}

export type SomeTexts = { readonly [Name in keyof TopicTexts]?: TopicTexts[Name] | undefined }

/** Whether an id has the form of a topic of a community. */
export function isTopicId(groupId: string, id: string): boolean {
  return topicId.safeParse(id).success && restOf(groupId, id) !== undefined
}

/** Whether a new topic may be called so: what the server makes up itself, nobody may choose. */
export function mayBeTopicId(groupId: string, id: string): boolean {
  const rest = restOf(groupId, id)
  return rest !== undefined && isTopicId(groupId, id) && !rest.startsWith(TOPIC_MARK)
}

/** What follows the part that every topic of a community has. */
function restOf(groupId: string, id: string): string | undefined {
  const lead = `${groupId}${TOPIC_MARK}`
  return id.startsWith(lead) && id.length > lead.length ? id.slice(lead.length) : undefined
}

/**
 * Refuses texts that are longer than topics, or the settings of the app, allow.
 *
 * @throws {ImError} 10004.
 */
export function checkTopicTexts(conf: AppConf, texts: SomeTexts): void {
  const most: Readonly<Record<keyof TopicTexts, number>> = {
    name: groupLimits.topicNameBytes,
    introduction: conf.GroupIntroductionBytes,
    notification: conf.GroupNotificationBytes,
    faceUrl: conf.GroupFaceUrlBytes,
    custom: groupLimits.topicCustomBytes,
  }
  for (const name of Object.keys(most) as (keyof TopicTexts)[]) {
    if (Buffer.byteLength(texts[name] ?? '') > most[name]) {
      throw new ImError(groupErrors.badParameter, `${name}: more than ${most[name]} bytes`)
    }
  }
}
