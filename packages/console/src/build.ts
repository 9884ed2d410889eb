import { fileURLToPath } from 'node:url'

export interface ConsoleAsset {
  /** The value of `Content-Type`. */
  readonly type: string
  readonly body: Uint8Array
  /** True where the path carries a hash of the content, so that it may be cached for ever. */
  readonly immutable: boolean
}

/** The files of the console by URL path, the page itself (`/` and `/index.html`) first. */
export type ConsoleAssets = ReadonlyMap<string, ConsoleAsset>

const folder = fileURLToPath(new URL('..', import.meta.url))

const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Bundles the console in memory. The server answers these files, and the page for every other path. */
export async function buildConsole(options: { minify?: boolean } = {}): Promise<ConsoleAssets> {
  const result = await Bun.build({
    entrypoints: [`${folder}src/early.ts`, `${folder}src/main.tsx`],
    target: 'browser',
    splitting: true,
    minify: options.minify ?? true,
    publicPath: '/',
    define: { 'process.env.NODE_ENV': '"production"' },
    naming: {
      entry: 'assets/[name]-[hash].[ext]',
      chunk: 'assets/part-[hash].[ext]',
      asset: 'assets/[name]-[hash].[ext]',
    },
  })
  const files = await Promise.all(result.outputs.map(readOutput))
  const icon = await readIcon()
  const page = await renderPage([...files.map(([path]) => path), icon[0]])
  return new Map([['/', page], ['/index.html', page], icon, ...files])
}

async function readOutput(output: Bun.BuildArtifact): Promise<[string, ConsoleAsset]> {
  const path = output.path.replace(/^\.?\/?/, '/')
  const body = new Uint8Array(await output.arrayBuffer())
  return [path, { type: contentTypeOf(path), body, immutable: true }]
}

async function readIcon(): Promise<[string, ConsoleAsset]> {
  const body = await Bun.file(`${folder}src/design/mark.svg`).bytes()
  const path = `/assets/mark-${Bun.hash(body).toString(36)}.svg`
  return [path, { type: contentTypeOf(path), body, immutable: true }]
}

async function renderPage(paths: readonly string[]): Promise<ConsoleAsset> {
  const find = (pattern: RegExp) => {
    const path = paths.find((candidate) => pattern.test(candidate))
    if (path === undefined) throw new Error(`the console's bundle has no ${pattern.source}`)
    return path
  }
  const template = await Bun.file(`${folder}index.html`).text()
  const html = template
    .replace('%icon%', find(/\/mark-\w+\.svg$/))
    .replace('%styles%', find(/\/main-\w+\.css$/))
    .replace('%early%', find(/\/early-\w+\.js$/))
    .replace('%main%', find(/\/main-\w+\.js$/))
  return {
    type: 'text/html; charset=utf-8',
    body: new TextEncoder().encode(html),
    immutable: false,
  }
}

function contentTypeOf(path: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1)
  return contentTypes[extension] ?? 'application/octet-stream'
}
