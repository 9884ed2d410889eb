import type { CloudErrorCode } from './errors.ts'

/**
 * What refuses a value with a documented code of its own instead of `InvalidParameterValue`; for
 * `refine` of a request's field.
 */
export function coded(code: CloudErrorCode, error: string) {
  return { error, params: { code } }
}
