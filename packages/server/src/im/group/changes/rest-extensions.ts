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
import { extensionChangeOf, toChangeAnswer, toPageAnswer } from '../../message/service.ts'
import { keptRows } from '../messages/kept-rows.ts'
import { gatherListeners } from '../roster/gather.ts'
import type { ChangesDoor } from './gateway.ts'
import { groupSubject } from './subject.ts'

/** The commands about keys and values on group messages; administrators overwrite whatever there is. */
export function groupExtensionsRest(door: ChangesDoor): readonly RestHandler[] {
  return [
    handleRest(groupSetKeyValues, async ({ appId, body }) => {
      const change = extensionChangeOf(body)
      const subject = await subjectOf(door, appId, body)
      return toChangeAnswer(await door.extensions.change(subject, change))
    }),
    handleRest(groupGetKeyValues, async ({ appId, body }) => {
      const subject = await subjectOf(door, appId, body)
      return toPageAnswer(await door.extensions.read(subject, body.StartSeq ?? 0))
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
  const [row] = await keptRows(door, place, (rows) => rows.where('seq', '=', MsgSeq))
  if (!row) return undefined
  await gatherListeners(door.rosters, place.group)
  return groupSubject(door, place, row)
}
