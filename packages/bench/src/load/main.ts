import type { Order, Pause, Word } from './jobs.ts'
import { jobs } from './jobs.ts'

// A generator process: takes one order over the channel to its parent, answers and ends.

const goOn = 'go on'
let resume: () => void = () => {}

function say(word: Word): void {
  process.send?.(word)
}

const pause: Pause = async () => {
  const told = Promise.withResolvers<void>()
  resume = told.resolve
  say({ say: 'paused' })
  await told.promise
}

async function work({ name, options }: Order): Promise<void> {
  const job = jobs[name] as (options: unknown, pause: Pause) => Promise<unknown>
  try {
    say({ say: 'done', result: await job(options, pause) })
  } catch (error) {
    say({ say: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
  process.disconnect?.()
}

process.on('message', (message: Order | typeof goOn) => {
  if (message === goOn) resume()
  else void work(message)
})
// The parent's end is ours, also when it was killed in the middle of a run.
process.on('disconnect', () => process.exit())
say({ say: 'ready' })
