// No UserID holds control characters, and who writes one between them names a receiver himself.
const OPEN = '\u0001'
const CLOSE = '\u0002'

/** The receivers of a targeted message as its stored body names them. */
export function joinReceivers(receivers: readonly string[]): string {
  return receivers.map((account) => `${OPEN}${account}${CLOSE}`).join('')
}

export function splitReceivers(joined: string): readonly string[] {
  return joined
    .split(CLOSE)
    .map((part) => part.slice(OPEN.length))
    .filter((account) => account !== '')
}

/** A receiver as it stands in an encoded body. */
export function receiverToken(account: string): string {
  return JSON.stringify(`${OPEN}${account}${CLOSE}`).slice(1, -1)
}
