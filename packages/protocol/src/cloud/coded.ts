import type { CloudErrorCode } from './errors.ts'

/**
 * What refuses a value with a documented code of its own instead of `InvalidParameterValue`; for
 * `refine` of a request's field.
 */
export function coded(code: CloudErrorCode, error: string) {
  return { error, params: { code } }
}

/** The same for a field of several actions whose codes differ: the first that the action lists is told. */
export function codedByAction(error: string, ...codes: readonly CloudErrorCode[]) {
  return { error, params: { codes } }
}
