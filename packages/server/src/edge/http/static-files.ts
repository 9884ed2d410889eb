import { securityHeaders } from '../console/security-headers.ts'

export interface StaticFile {
  readonly type: string
  readonly body: Uint8Array
  /** Its name changes with its content, so it may be kept for ever. */
  readonly immutable: boolean
}

/** The console's files; every other path that wants a page gets the page, which routes itself. */
export class StaticFiles {
  readonly #load: () => Promise<ReadonlyMap<string, StaticFile>>
  #files: Promise<ReadonlyMap<string, StaticFile>> | undefined
  readonly #packed = new Map<string, Uint8Array<ArrayBuffer>>()

  constructor(load: () => Promise<ReadonlyMap<string, StaticFile>>) {
    this.#load = load
  }

  /** Makes the files before the first one is asked for. */
  async warm(): Promise<void> {
    this.#files ??= this.#load()
    await this.#files
  }

  async answer(request: Request, path: string): Promise<Response> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('not found', { status: 404 })
    }
    this.#files ??= this.#load()
    const files = await this.#files
    const file = files.get(path)
    if (file) return this.#serve(request, path, file)
    const page = files.get('/')
    if (!page || !wantsPage(request, path)) return new Response('not found', { status: 404 })
    return this.#serve(request, '/', page)
  }

  #serve(request: Request, path: string, file: StaticFile): Response {
    const packed = acceptsGzip(request) && /text|javascript|json|svg/.test(file.type)
    const headers = {
      ...securityHeaders(),
      'content-type': file.type,
      'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(packed ? { 'content-encoding': 'gzip' } : {}),
    }
    return new Response(packed ? this.#pack(path, file) : new Uint8Array(file.body), { headers })
  }

  #pack(path: string, file: StaticFile): Uint8Array<ArrayBuffer> {
    const packed = this.#packed.get(path) ?? Bun.gzipSync(new Uint8Array(file.body))
    this.#packed.set(path, packed)
    return packed
  }
}

function acceptsGzip(request: Request): boolean {
  return (request.headers.get('accept-encoding') ?? '').includes('gzip')
}

function wantsPage(request: Request, path: string): boolean {
  const lastPart = path.slice(path.lastIndexOf('/'))
  return !lastPart.includes('.') && (request.headers.get('accept') ?? '').includes('text/html')
}
