import { groupErrors, recallGroupMessages } from '@yanshu/protocol'
import type { ActionHandler } from '../../../calls/action-call.ts'
import { handleAction } from '../../../calls/action-call.ts'
import { BUILT_IN } from '../../app/service.ts'
import type { GroupRecalls } from '../changes/recalls.ts'
import type { GroupCore } from '../service.ts'
import { asGroupCloudError, rowDone } from './cloud-errors.ts'
import { findPlaceOfMessages } from './find-place.ts'

interface RecallActionDeps extends Pick<GroupCore, 'apps' | 'directory'> {
  readonly recalls: GroupRecalls
}

const reasons = new Map<number, string>(
  Object.values(groupErrors).map(({ code, info }) => [code, info]),
)

/** The action that takes messages of groups and topics back. */
export function recallActions(deps: RecallActionDeps): readonly ActionHandler[] {
  return [
    handleAction(recallGroupMessages, async ({ body }) => {
      const place = await findPlaceOfMessages(deps, body.SDKAppID, body.GroupId)
      const seqs = [...new Set(body.MsgSeqs)]
      const codes = await deps.recalls
        .recallAsApp(place, seqs, { by: BUILT_IN, reason: '' })
        .catch(asGroupCloudError)
      return {
        ResultItem: seqs.map((MsgSeq) => ({ MsgSeq, ...resultOf(codes.get(MsgSeq) ?? 0) })),
      }
    }),
  ]
}

function resultOf(code: number) {
  return code === 0 ? rowDone : { ResultCode: code, ResultInfo: reasons.get(code) ?? '' }
}
