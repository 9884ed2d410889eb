import {
  groupGetKeyValues,
  groupSetKeyValues,
  ImError,
  messageExtensionErrors,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import { hasFeature } from '../../app/service.ts'
import type { Subject } from '../../message/service.ts'
import { gatherListeners } from '../roster/gather.ts'
import type { ChangesDoor } from './gateway.ts'
import { groupSubject } from './subject.ts'

/** `OperateType` by number. */
const operations = { 1: 'set', 2: 'delete', 3: 'clear' } as const

/** The commands about keys and values on group messages; administrators overwrite whatever there is. */
export function groupExtensionsRest(door: ChangesDoor): readonly RestHandler[] {
  return [
    handleRest(groupSetKeyValues, async ({ appId, body }) => {
      const { OperateType, ExtensionList } = body
      const operate = operations[OperateType]
      if (operate !== 'clear' && ExtensionList === undefined) {
        throw new ImError(messageExtensionErrors.badParameter, 'ExtensionList')
      }
      const items = (ExtensionList ?? []).map(({ Key, Value = '', Seq = 0 }) => ({
        key: Key,
        value: Value,
        seq: Seq,
      }))
      const subject = await subjectOf(door, appId, body)
      const results = await door.extensions.change(subject, { operate, items, checked: false })
      return {
        ExtensionList: results.map(({ code, ...one }) => ({
          ErrorCode: code,
          Extension: toItem(one),
        })),
      }
    }),
    handleRest(groupGetKeyValues, async ({ appId, body }) => {
      const subject = await subjectOf(door, appId, body)
      const page = await door.extensions.read(subject, body.StartSeq ?? 0)
      return {
        ExtensionList: page.extensions.map(toItem),
        CompleteFlag: page.complete ? (1 as const) : (0 as const),
        LatestSeq: page.latestSeq,
        ClearSeq: page.clearSeq,
      }
    }),
  ]
}

/** @throws {ImError} 10008 where plan or switch lack extensions. */
async function subjectOf(
  door: ChangesDoor,
  appId: number,
  { GroupId, MsgSeq }: { readonly GroupId: string; readonly MsgSeq: number },
): Promise<Subject | undefined> {
  if (!hasFeature(await door.apps.get(appId), 'messageExtensions')) {
    throw new ImError(messageExtensionErrors.notInPlan)
  }
  const place = await door.directory.findPlace(appId, GroupId)
  if (!place) return undefined
  const start = await door.apps.historyStart(appId)
  const row = await door.db
    .selectFrom('message')
    .selectAll()
    .where('app_id', '=', appId)
    .where('conversation', '=', place.conversation)
    .where('seq', '=', MsgSeq)
    .where('time', '>=', start)
    .executeTakeFirst()
  if (!row) return undefined
  await gatherListeners(door.rosters, place.group)
  return groupSubject(door, place, row)
}

function toItem({ key, value, seq }: { key: string; value: string; seq: number }) {
  return { Key: key, Value: value, Seq: seq }
}
