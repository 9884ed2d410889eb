import type { GroupChanges, GroupNotice } from '@yanshu/protocol'
import { tipTypes } from '@yanshu/protocol'
import type { App } from '../../app/app.ts'
import { groupNotice } from '../../app/service.ts'
import type { TopicRow } from '../../group/service.ts'

type Draft = { -readonly [Name in keyof GroupChanges]: GroupChanges[Name] }

/** What a tip says of a changed topic, by the switch of the app that decides whether it is told. */
const told: readonly (readonly [GroupNotice, (row: TopicRow) => GroupChanges])[] = [
  ['Name', ({ name }) => ({ topicName: name })],
  ['Introduction', ({ introduction }) => ({ introduction })],
  ['Notification', ({ notification }) => ({ notification })],
  ['FaceUrl', ({ face_url: faceUrl }) => ({ faceUrl })],
  ['MuteAll', ({ mute_all: muteAll }) => ({ muteAll: muteAll === 1 })],
]

/**
 * The tip that tells members of a changed topic; undefined where nothing is to be told. It is kept
 * where the app keeps one of the changes in it.
 */
export function topicTip(app: App, before: TopicRow, after: TopicRow) {
  const changes: Draft = {}
  let item: GroupNotice | undefined
  for (const [name, pick] of told) {
    const now = pick(after)
    if (JSON.stringify(now) === JSON.stringify(pick(before))) continue
    const { send, store } = groupNotice(app, 'Community', name)
    if (!send) continue
    Object.assign(changes, now)
    if (item === undefined || store) item = name
  }
  return item === undefined ? undefined : { type: tipTypes.topicInfo, item, more: { changes } }
}
