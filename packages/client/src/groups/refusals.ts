import { groupErrors } from '@yanshu/protocol/errors/group'
import { ChatError, failure, sdkErrors } from '../errors.ts'

const texts: ReadonlyMap<number, string> = new Map(
  Object.values(groupErrors).map(({ code, info }) => [code, info]),
)

/** What a code of groups means. */
export function textOf(code: number): string {
  return texts.get(code) ?? 'it could not be done'
}

/** The failure of one group, or one member, of several. */
export function refused(code: number): ChatError {
  return new ChatError(code, textOf(code))
}

/** @throws {ChatError} 2602 for what is no id of a group. */
export function assertGroupId(groupID: unknown): asserts groupID is string {
  if (typeof groupID !== 'string' || groupID === '') throw failure(sdkErrors.badGroupId)
}
