import { generate } from '../generate.ts'
import type { Measurement } from '../report.ts'
import type { Bench, Figure } from './figure.ts'
import { inTurn, medians } from './figure.ts'

/** Accounts the messages go between. */
export const REST_ACCOUNTS = 200

export const rest: Figure = {
  name: 'rest',
  summary: 'openim/sendmsg calls a second over keep-alive HTTP',
  // 64 connections mostly wait for the disk; 256 show what a call costs.
  run: async (bench) => [await row(bench, 64), await row(bench, 256)],
}

async function row(bench: Bench, connections: number): Promise<Measurement> {
  const title = `REST sendmsg, ${connections} connections`
  const rounds = await inTurn(bench, title, async (side) => {
    await using server = await bench.start(side, 'rest')
    const { faults, perSecond } = await generate('rest', {
      target: server.target,
      identifier: 'administrator',
      accounts: REST_ACCOUNTS,
      connections,
      seconds: bench.seconds,
      warmupSeconds: bench.warmupSeconds,
    })
    return { faults, value: perSecond }
  })
  return {
    figure: 'rest',
    title,
    unit: 'calls/s',
    digits: 0,
    ...medians(rounds, (perSecond) => perSecond),
    goal: { atLeast: 0.5 },
  }
}
