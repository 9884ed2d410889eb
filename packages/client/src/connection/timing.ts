/** Milliseconds; a parameter so that tests need not wait. */
export interface Timing {
  /** How long a request may stay without an answer, over reconnections. */
  readonly request: number
  /** How long one attempt to connect and sign in may take. */
  readonly dial: number
  /** How long a ping may stay without an answer before the connection counts as dead. */
  readonly ping: number
  /** How long a connection must have held before the next wait starts small again. */
  readonly stable: number
  /** How long a missing message is waited for before it is asked for. */
  readonly grace: number
  /** Least time between two events that carry a whole list. */
  readonly spacing: number
}

export const timing: Timing = {
  request: 15_000,
  dial: 10_000,
  ping: 10_000,
  stable: 5_000,
  grace: 100,
  spacing: 50,
}
