import type { Measurement } from '../report.ts'
import type { Side, StartServer } from '../side.ts'
import { median } from '../load/percentiles.ts'

/** What a figure gets to work with. */
export interface Bench {
  readonly seconds: number
  readonly warmupSeconds: number
  readonly rounds: number
  readonly subject: Side
  /** How many messages are to expire while it is measured. */
  readonly expire: number | undefined
  /** The folder that servers may fill. */
  readonly dataRoot: string
  readonly start: StartServer
  /** Says in a line what is going on. */
  progress(text: string): void
}

export interface Figure {
  readonly name: string
  readonly summary: string
  run(bench: Bench): Promise<readonly Measurement[]>
}

/** What one round gives. */
export interface Round<Value> {
  readonly faults: readonly string[]
  readonly value: Value
}

export interface Rounds<Value> {
  readonly faults: readonly string[]
  readonly floor: readonly Value[]
  readonly yanshu: readonly Value[]
}

/** Rounds of floor and Yanshu in turn, so that a slow minute of the machine meets both. */
export async function inTurn<Value>(
  bench: Bench,
  name: string,
  round: (side: Side) => Promise<Round<Value>>,
): Promise<Rounds<Value>> {
  const values: { floor: Value[]; yanshu: Value[] } = { floor: [], yanshu: [] }
  const faults: string[] = []
  for (let at = 1; at <= bench.rounds; at++) {
    for (const place of ['floor', 'yanshu'] as const) {
      const side = place === 'floor' ? 'floor' : bench.subject
      const { value, faults: found } = await round(side)
      values[place].push(value)
      faults.push(...found.map((fault) => `${place}: ${fault}`))
      bench.progress(`${name}, round ${at} of ${bench.rounds}, ${place}: ${show(value)}`)
    }
  }
  return { faults, ...values }
}

/** The medians of one value over the rounds. */
export function medians<Value>(
  rounds: Rounds<Value>,
  of: (value: Value) => number,
): { floor: number; yanshu: number; faults: readonly string[] } {
  return {
    floor: median(rounds.floor.map(of)),
    yanshu: median(rounds.yanshu.map(of)),
    faults: rounds.faults,
  }
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'number' ? Number(inner.toPrecision(4)) : inner,
  )
}
