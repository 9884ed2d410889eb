import { join } from 'node:path'
import type { JobName, OptionsOf, ResultOf, Word } from './load/jobs.ts'

const program = join(import.meta.dir, 'load', 'main.ts')

/**
 * Runs one job in a generator process of its own. `paused` runs while the job waits with its load
 * standing, for measurements from outside.
 */
export async function generate<Name extends JobName>(
  name: Name,
  options: OptionsOf<Name>,
  paused: () => Promise<void> = async () => {},
): Promise<ResultOf<Name>> {
  const done = Promise.withResolvers<ResultOf<Name>>()
  const generator = Bun.spawn([process.execPath, program], {
    stdio: ['ignore', 'inherit', 'inherit'],
    serialization: 'advanced',
    ipc(word: Word, generator) {
      if (word.say === 'ready') generator.send({ name, options })
      else if (word.say === 'done') done.resolve(word.result as ResultOf<Name>)
      else if (word.say === 'failed') done.reject(new Error(`${name}: ${word.reason}`))
      else void paused().then(() => generator.send('go on'), done.reject)
    },
  })
  void generator.exited.then((code) =>
    done.reject(new Error(`the generator of ${name} ended with ${code}`)),
  )
  try {
    return await done.promise
  } finally {
    generator.kill('SIGKILL')
    await generator.exited
  }
}
