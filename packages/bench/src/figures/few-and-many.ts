import type { Growth } from '../load/compare.ts'
import type { Measurement } from '../report.ts'
import type { Bench } from './figure.ts'

export interface Compared extends Growth {
  readonly figure: string
  readonly title: string
  /** What the server of the floor's column and the one of Yanshu's column hold. */
  readonly little: string
  readonly much: string
}

/** Yanshu against itself: the floor is what the same costs where there is little. */
export function fewAndMany({ figure, title, little, much, ...growth }: Compared): Measurement {
  return {
    figure,
    title,
    unit: 'µs',
    digits: 1,
    floor: growth.small,
    yanshu: growth.large,
    goal: { atMost: 1.3 },
    faults: growth.faults,
    note: `${figure}: the column of the floor is Yanshu with ${little}, the column of Yanshu is Yanshu with ${much}`,
  }
}

/** So many short rounds for every second of the other figures; three at least. */
export function roundsFor({ seconds, rounds }: Bench, perSecond: number): number {
  return Math.max(3, Math.round(seconds * rounds * perSecond))
}
