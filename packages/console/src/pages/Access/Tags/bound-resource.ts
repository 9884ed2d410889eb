import type { describeResourcesByTags } from '@yanshu/protocol'
import type { ActionResult } from '../../../api/action-types.ts'

/** What carries a tag: an application or a custom policy. */
export type BoundResource = ActionResult<typeof describeResourcesByTags>['Rows'][number]

/** The six-segment name; the empty account is the own root account. */
export function nameOfBound({ ServiceType, ResourcePrefix, ResourceId }: BoundResource): string {
  return `qcs::${ServiceType}::uin/:${ResourcePrefix}/${ResourceId}`
}

export function isBoundPolicy({ ServiceType, ResourcePrefix }: BoundResource): boolean {
  return ServiceType === 'cam' && ResourcePrefix === 'policyid'
}
