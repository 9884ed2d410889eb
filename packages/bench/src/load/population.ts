import type { Target } from './session.ts'

/** An app with this many accounts, named `userName(0)` and up. */
export interface Population {
  readonly target: Target
  readonly accounts: number
}
