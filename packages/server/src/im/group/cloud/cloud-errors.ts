import type { CloudErrorCode } from '@yanshu/protocol'
import { CloudError, groupErrors, ImError } from '@yanshu/protocol'

/** What failures of groups are called in the cloud API; every other one is a wrong value. */
const codes = new Map<number, CloudErrorCode>([
  [groupErrors.noGroup.code, 'ResourceNotFound'],
  [groupErrors.noTopic.code, 'ResourceNotFound'],
  [groupErrors.unknownAccount.code, 'ResourceNotFound.Account'],
  [groupErrors.idTaken.code, 'ResourceInUse'],
  [groupErrors.idIsOwn.code, 'ResourceInUse'],
  [groupErrors.tooFrequent.code, 'LimitExceeded'],
  [groupErrors.groupFull.code, 'LimitExceeded'],
  [groupErrors.tooManyLiveRooms.code, 'LimitExceeded'],
  [groupErrors.tooManyGroupsOfUser.code, 'LimitExceeded'],
  [groupErrors.tooManyMembers.code, 'LimitExceeded'],
  [groupErrors.trialGroups.code, 'LimitExceeded'],
  [groupErrors.noPermission.code, 'OperationDenied'],
  [groupErrors.illegalRequest.code, 'OperationDenied'],
  [groupErrors.needsPremium.code, 'OperationDenied'],
  [groupErrors.communityOff.code, 'OperationDenied'],
  [groupErrors.recallDisabled.code, 'OperationDenied'],
])

/** Fails an action with what a service of groups threw. */
export function asGroupCloudError(error: unknown): never {
  if (!(error instanceof ImError)) throw error
  const code = codes.get(error.row.code) ?? 'InvalidParameterValue'
  throw new CloudError(code, error.message, { cause: error })
}

/** What became of one row of an action on many. */
export interface RowResult {
  readonly ResultCode: number
  readonly ResultInfo: string
}

export const rowDone: RowResult = { ResultCode: 0, ResultInfo: '' }

/**
 * Does one row of an action on many: what a service refuses becomes its result and hinders no other.
 *
 * @throws what is no refusal.
 */
export async function rowResult(work: () => Promise<unknown>): Promise<RowResult> {
  try {
    await work()
    return rowDone
  } catch (error) {
    if (!(error instanceof ImError)) throw error
    return { ResultCode: error.row.code, ResultInfo: error.message }
  }
}
