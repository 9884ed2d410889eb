import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BunPlugin } from 'bun'
import { buildConsole, type ConsoleAssets } from '@yanshu/console/build'

/** The module that bundles the console when the server runs from its sources. */
const FROM_SOURCES = /packages[/\\]server[/\\]src[/\\]edge[/\\]console[/\\]assets\.ts$/

/**
 * Puts the finished console into the executable, in place of the module that bundles it. The folder
 * has to stay until the executable is built.
 */
export async function embedConsole(folder: string): Promise<BunPlugin> {
  // Not within onLoad: there the bundler would wait for itself.
  const contents = await writeModule(await buildConsole(), folder)
  return {
    name: 'embed-console',
    setup(build) {
      build.onLoad({ filter: FROM_SOURCES }, () => ({ contents, loader: 'ts' }))
    },
  }
}

/** Writes the files where the bundler can pick them up, and answers a module that hands them out. */
async function writeModule(assets: ConsoleAssets, folder: string): Promise<string> {
  const imports: string[] = []
  const entries: string[] = []
  for (const [index, [path, { type, body, immutable }]] of [...assets].entries()) {
    // A name of no known kind: the bundler would work on scripts and styles.
    const file = join(folder, `${index}.asset`)
    await writeFile(file, body)
    imports.push(`import file${index} from ${JSON.stringify(file)} with { type: 'file' }`)
    entries.push(`[${JSON.stringify(path)}, file${index}, ${JSON.stringify({ type, immutable })}],`)
  }
  return `${imports.join('\n')}
const files = [
${entries.join('\n')}
] as const
export async function loadConsoleAssets() {
  const load = files.map(async ([path, file, about]) =>
    [path, { ...about, body: await Bun.file(file).bytes() }] as const)
  return new Map(await Promise.all(load))
}
`
}
