import type { Growth } from './compare.ts'
import { alternate, timed } from './compare.ts'
import { pickUsers } from './pick-users.ts'
import { RingClients } from './ring-clients.ts'
import type { Population } from './population.ts'

export interface SendLoadOptions {
  readonly small: Population
  readonly large: Population
  readonly senders: number
  readonly window: number
  /** Messages of one round. */
  readonly messages: number
  readonly rounds: number
}

/** Microseconds a message costs in a closed loop, for rings of accounts out of a few and out of many. */
export async function sendLoad(options: SendLoadOptions): Promise<Growth> {
  const open = ({ target, accounts }: Population) =>
    RingClients.open(target, pickUsers(options.senders, accounts))
  const small = await open(options.small)
  const large = await open(options.large)
  const costs = await alternate(
    options.rounds,
    () => burst(small, options),
    () => burst(large, options),
  )
  small.close()
  large.close()
  return { faults: [...small.ring.verdict(), ...large.ring.verdict()], ...costs }
}

async function burst(clients: RingClients, options: SendLoadOptions): Promise<number> {
  const until = clients.ring.acknowledged + options.messages
  const took = await timed(async () => {
    const reached = Promise.withResolvers<void>()
    clients.fill(options.window)
    clients.answered = (sender) => {
      if (clients.ring.acknowledged >= until) reached.resolve()
      clients.send(sender)
    }
    const lost = setTimeout(
      () => reached.reject(new Error(`${options.messages} messages take over 30 s`)),
      30_000,
    )
    await reached.promise
    clearTimeout(lost)
  })
  await clients.drain()
  return (took * 1000) / options.messages
}
