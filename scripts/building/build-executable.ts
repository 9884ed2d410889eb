import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embedConsole } from './embed-console.ts'

export interface ExecutableOptions {
  /** The root of the repository. */
  readonly root: string
  readonly outfile: string
}

/** Builds the server with its workers and the console into one file that needs nothing beside it. */
export async function buildExecutable({ root, outfile }: ExecutableOptions): Promise<void> {
  const source = join(root, 'packages/server/src')
  const workers = await Array.fromAsync(new Bun.Glob('**/*-worker.ts').scan(source))
  const folder = await mkdtemp(join(tmpdir(), 'yanshu-build-'))
  try {
    const { outputs } = await Bun.build({
      entrypoints: ['main.ts', ...workers].map((path) => join(source, path)),
      target: 'bun',
      compile: {
        outfile,
        // What lies in the folder it is started from must not change how it runs.
        autoloadBunfig: false,
        autoloadDotenv: false,
      },
      // All modules end up side by side, and a worker keeps the name it has in the sources: so
      // `new Worker(new URL('x-worker.ts', import.meta.url))` finds it here as it does there.
      naming: { entry: '[name].ts' },
      // Names stay, for stack traces.
      minify: { whitespace: true, syntax: true, identifiers: false },
      sourcemap: 'inline',
      plugins: [await embedConsole(folder)],
    })
    // The maps are inside as well; the bundler leaves a copy of each beside the executable.
    const maps = outputs.filter(({ path }) => path.endsWith('.map'))
    await Promise.all(maps.map(({ path }) => rm(path)))
  } finally {
    await rm(folder, { recursive: true })
  }
}
