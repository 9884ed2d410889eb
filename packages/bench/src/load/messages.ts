import { dueAt, dueBy } from './pacing.ts'
import { percentile } from './percentiles.ts'
import { RingClients } from './ring-clients.ts'
import type { Target } from './session.ts'
import { userName } from './session.ts'

export interface MessageLoadOptions {
  readonly target: Target
  readonly senders: number
  /** The number of the first sender; a load that comes again needs others, or it would repeat itself. */
  readonly firstSender?: number
  readonly warmupSeconds: number
  readonly seconds: number
  /** How long to wait at the end for what is on its way. */
  readonly drainSeconds?: number
}

/** Acknowledged messages a second, each sender keeping `window` messages on their way. */
export async function closedLoad(options: MessageLoadOptions & { readonly window: number }) {
  const clients = await openRing(options)
  clients.fill(options.window)
  await Bun.sleep(options.warmupSeconds * 1000)
  const [before, start] = [clients.ring.acknowledged, performance.now()]
  await Bun.sleep(options.seconds * 1000)
  const done = clients.ring.acknowledged - before
  const perSecond = (done * 1000) / (performance.now() - start)
  await clients.drain(options.drainSeconds)
  clients.close()
  return { faults: clients.ring.verdict(), perSecond }
}

/** Milliseconds from the time a message was due to its arrival, at an even rate. */
export async function pacedLoad(options: MessageLoadOptions & { readonly perSecond: number }) {
  const clients = await openRing(options)
  const times = await pace(clients, options)
  await clients.drain(options.drainSeconds)
  clients.close()
  const sorted = times().sort()
  return {
    faults: clients.ring.verdict(),
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  }
}

/**
 * Sends in time whatever the server does. The clock of a message starts when it was due, not when it
 * left: a late generator or a blocked socket may not hide a slow server.
 */
async function pace(
  clients: RingClients,
  options: MessageLoadOptions & { readonly perSecond: number },
): Promise<() => Float64Array> {
  const { seconds, warmupSeconds, perSecond } = options
  const total = Math.floor((seconds + warmupSeconds) * perSecond)
  const skipped = Math.floor(warmupSeconds * perSecond)
  const indexes = new Map<number, number>()
  const times = new Float64Array(total - skipped)
  let arrived = 0
  const start = performance.now()
  clients.arrived = (random) => {
    const index = indexes.get(random)
    indexes.delete(random)
    if (index === undefined || index < skipped) return
    times[arrived++] = performance.now() - start - dueAt(index, perSecond)
  }
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, dueBy(performance.now() - start, perSecond))
    for (; sent < due; sent++) indexes.set(clients.send(sent % clients.size), sent)
    clients.flush()
    await Bun.sleep(1)
  }
  return () => times.subarray(0, arrived)
}

function openRing({ target, senders, firstSender = 0 }: MessageLoadOptions): Promise<RingClients> {
  const users = Array.from({ length: senders }, (_, index) => userName(firstSender + index))
  return RingClients.open(target, users)
}
