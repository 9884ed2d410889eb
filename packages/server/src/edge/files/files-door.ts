import type { UploadedFile } from '@yanshu/protocol'
import type { BlobBody, ByteRange } from '../../blobs/blob-store.ts'
import type { ArchiveService } from '../../im/archive/service.ts'
import type { MediaService } from '../../im/media/service.ts'
import { FileFault, isShown, parsePath, servedType } from '../../im/media/service.ts'
import type { Logger } from '../../log.ts'
import { rangeOf } from './range.ts'

export interface FilesDeps {
  readonly media: MediaService
  readonly archive: ArchiveService
  readonly log: Logger
}

/** What a page of any origin may do; there is no cookie that could be abused. */
const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Content-Length, Content-Range, ETag, Content-Disposition',
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

const preflight = {
  ...cors,
  'Access-Control-Allow-Methods': 'GET, HEAD, PUT, POST',
  'Access-Control-Allow-Headers': 'Content-Type, Range, If-None-Match, If-Range',
  'Access-Control-Max-Age': '86400',
}

/** What somebody uploaded must never run as a page of ours. */
const harmless = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
}

/** `/files/…`: takes uploads that are signed, gives files to whoever knows their address. */
export class FilesDoor {
  readonly #deps: FilesDeps

  constructor(deps: FilesDeps) {
    this.#deps = deps
  }

  async answer(request: Request, path: string, query: URLSearchParams): Promise<Response> {
    try {
      return await this.#answer(request, path, query)
    } catch (error) {
      if (error instanceof FileFault) return refusal(error.status, error.message)
      this.#deps.log.error('files.failed', { method: request.method, error })
      return refusal(500, 'internal error')
    }
  }

  async #answer(request: Request, path: string, query: URLSearchParams): Promise<Response> {
    switch (request.method) {
      case 'OPTIONS':
        return new Response(null, { status: 204, headers: preflight })
      case 'PUT':
      case 'POST':
        return this.#upload(request, path, query)
      case 'GET':
      case 'HEAD':
        return this.#download(request, path, query)
      default:
        return refusal(405, 'not a method of files')
    }
  }

  async #upload(request: Request, path: string, query: URLSearchParams): Promise<Response> {
    const address = parsePath(path)
    if (address?.variant !== 'original') throw new FileFault(404, 'no such file')
    const grant = this.#deps.media.grantOf(query.get('upload') ?? '', address)
    const declared = Number(request.headers.get('content-length') ?? grant.size)
    if (declared > grant.size) throw new FileFault(413, 'the body is larger than signed')
    const done: UploadedFile = await this.#deps.media.upload(grant, request.body ?? nothing())
    return Response.json(done, { headers: { ...cors, ...harmless } })
  }

  async #download(request: Request, path: string, query: URLSearchParams): Promise<Response> {
    const address = parsePath(path)
    if (!address) return this.#archive(request, path, query)
    const file = await this.#deps.media.find(address, query.get('access'))
    const { row, size } = file
    return send(request, {
      size,
      // The bytes of an address never change; its variants differ in size.
      etag: `"${row.id}-${size}"`,
      headers: {
        'Content-Type': servedType(row),
        'Content-Disposition': disposition(row.name, isShown(row)),
        // Asked again after a while, so that a ban takes effect.
        'Cache-Control': 'private, max-age=3600',
      },
      read: (range) => file.read(range),
    })
  }

  async #archive(request: Request, path: string, query: URLSearchParams): Promise<Response> {
    const file = await this.#deps.archive.open(path, query.get('access') ?? '')
    if (!file) throw new FileFault(404, 'no such file')
    return send(request, {
      size: file.size,
      etag: `"${file.md5}"`,
      headers: {
        'Content-Type': 'application/gzip',
        'Content-Disposition': disposition(file.name, false),
        'Cache-Control': 'private, no-store',
      },
      read: (range) => file.read(range),
    })
  }
}

interface Sendable {
  readonly size: number
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
  read(range?: ByteRange): Promise<BlobBody | undefined>
}

async function send(request: Request, file: Sendable): Promise<Response> {
  const headers = {
    ...cors,
    ...harmless,
    ...file.headers,
    ETag: file.etag,
    'Accept-Ranges': 'bytes',
  }
  const asked = request.headers
  if (asked.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers })
  const sameStill = (asked.get('if-range') ?? file.etag) === file.etag
  const range = sameStill ? rangeOf(asked.get('range'), file.size) : undefined
  if (range === 'unsatisfiable') {
    const unsatisfied = { ...headers, 'Content-Range': `bytes */${file.size}` }
    return new Response(null, { status: 416, headers: unsatisfied })
  }
  if (request.method === 'HEAD') {
    return new Response(null, { headers: { ...headers, 'Content-Length': String(file.size) } })
  }
  const body = await file.read(range)
  if (!body) throw new FileFault(404, 'no such file')
  if (!range) return new Response(body, { headers })
  const span = `bytes ${range.start}-${range.end - 1}/${file.size}`
  return new Response(body, { status: 206, headers: { ...headers, 'Content-Range': span } })
}

/** The name as RFC 6266 has it, for browsers of every age. */
function disposition(name: string, isInline: boolean): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  // What encodeURIComponent leaves and RFC 5987 does not.
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const kind = isInline ? 'inline' : 'attachment'
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

function refusal(status: number, message: string): Response {
  return Response.json({ error: message }, { status, headers: { ...cors, ...harmless } })
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
