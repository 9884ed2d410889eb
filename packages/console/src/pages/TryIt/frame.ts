/** One frame of the gateway, for people to read. */
export interface Frame {
  readonly id: number
  /** Unix milliseconds. */
  readonly at: number
  readonly direction: 'in' | 'out'
  readonly kind: 'request' | 'answer' | 'error' | 'event' | 'unknown'
  /** The method or the event. */
  readonly name: string
  /** Indented JSON; the text as it is where it is none. */
  readonly text: string
  readonly bytes: number
}

interface RawFrame {
  readonly id: number
  readonly at: number
  readonly direction: 'in' | 'out'
  readonly text: string
}

/** How much of a UserSig is shown: enough to tell two apart, too little to sign in with. */
const SIG_SHOWN = 12

/**
 * Reads a frame. `requests` remembers the method of each request by its id, because an answer does not
 * name it.
 */
export function describeFrame(raw: RawFrame, requests: Map<number, string>): Frame {
  const { text, ...rest } = raw
  const bytes = new TextEncoder().encode(text).length
  const frame = parse(text)
  if (frame === undefined) return { ...rest, bytes, kind: 'unknown', name: '', text }
  return {
    ...rest,
    bytes,
    ...nameOf(frame, requests),
    text: JSON.stringify(hideUserSig(frame), null, 2),
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function nameOf(
  frame: Record<string, unknown>,
  requests: Map<number, string>,
): Pick<Frame, 'kind' | 'name'> {
  if (typeof frame['event'] === 'string') return { kind: 'event', name: frame['event'] }
  const id = Number(frame['id'])
  if (typeof frame['method'] === 'string') {
    requests.set(id, frame['method'])
    return { kind: 'request', name: frame['method'] }
  }
  const name = requests.get(id) ?? `#${id}`
  requests.delete(id)
  return { kind: 'error' in frame ? 'error' : 'answer', name }
}

function hideUserSig(frame: Record<string, unknown>): Record<string, unknown> {
  const { params } = frame
  if (typeof params !== 'object' || params === null || !('userSig' in params)) return frame
  const shown = String(params.userSig).slice(0, SIG_SHOWN)
  return { ...frame, params: { ...params, userSig: `${shown}…` } }
}
