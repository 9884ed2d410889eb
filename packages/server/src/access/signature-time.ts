import { CloudError } from '@yanshu/protocol'
import { toSeconds } from '../clock.ts'

/** How far a client's clock may be off. */
const WINDOW_SECONDS = 300

/** Reads a timestamp in Unix seconds and refuses one too far from `now`, in milliseconds. */
export function freshTimestamp(name: string, text: string | undefined, now: number): number {
  if (text === undefined || text === '') {
    throw new CloudError('MissingParameter', `The request is missing the parameter \`${name}\`.`)
  }
  if (!/^\d{1,12}$/.test(text)) {
    throw new CloudError('InvalidParameterValue', `The parameter \`${name}\` must be Unix seconds.`)
  }
  const timestamp = Number(text)
  if (Math.abs(toSeconds(now) - timestamp) <= WINDOW_SECONDS) return timestamp
  throw new CloudError(
    'AuthFailure.SignatureExpire',
    `The signature expired: \`${name}\` is more than ${WINDOW_SECONDS} seconds from the server's time.`,
  )
}
