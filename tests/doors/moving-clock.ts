/** A clock that stands still until a test moves it. */
export interface MovingClock {
  readonly now: () => number
  /** Moves it forward by milliseconds. */
  pass(milliseconds: number): void
  /** The present second, for UserSigs. */
  readonly seconds: () => number
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const DAY = 1440 * MINUTE

/** Starts at the next whole second of the real time, so that UserSigs signed by either hold. */
export function createMovingClock(): MovingClock {
  return movingClockAt(Math.ceil(Date.now() / SECOND) * SECOND)
}

/** Starts at a time in Unix milliseconds; UserSigs must be signed by its seconds. */
export function movingClockAt(start: number): MovingClock {
  let time = start
  return {
    now: () => time,
    pass: (milliseconds) => void (time += milliseconds),
    seconds: () => Math.floor(time / SECOND),
  }
}
