import type { S3Settings } from '../blob-store.ts'
import { faultOfSignature } from './aws-signature.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A store with the S3 interface, in memory. It answers nobody whose signature it cannot compute again. */
export class FakeS3 {
  readonly settings: S3Settings
  readonly objects = new Map<string, Bytes>()
  /** `PUT`, `PUT part`, `GET range` and so on, in the order they came. */
  readonly calls: string[] = []
  /** Refuses parts of uploads from this number on. */
  brokenFrom = Infinity
  readonly #uploads = new Map<string, Map<number, Bytes>>()
  readonly #server: Bun.Server<undefined>

  constructor() {
    this.#server = Bun.serve({
      port: 0,
      hostname: '127.0.0.1',
      fetch: (request) => this.#answer(request),
    })
    this.settings = {
      endpoint: `http://127.0.0.1:${this.#server.port}`,
      bucket: 'chat',
      region: 'us-east-1',
      accessKey: 'AKIDfakestore0001',
      secretKey: 'fakeStoreSecretKey/0001+x',
    }
  }

  /** Uploads in parts that have neither been finished nor given up. */
  get openUploads(): number {
    return this.#uploads.size
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop(true)
  }

  async #answer(request: Request): Promise<Response> {
    const body = await request.bytes()
    const fault = faultOfSignature(request, body, this.settings)
    if (fault) return failure(403, fault)
    const { pathname, searchParams: query } = new URL(request.url)
    const [, bucket, ...rest] = decodeURIComponent(pathname).split('/')
    const key = rest.join('/')
    if (bucket !== this.settings.bucket) return failure(404, 'NoSuchBucket')
    if (key === '') return this.#list(query)
    if (query.has('uploads') || query.has('uploadId')) {
      return this.#inParts({ method: request.method, key, query, body })
    }
    return this.#whole(request, key, body)
  }

  #whole({ method, headers }: Request, key: string, body: Bytes): Response {
    const range = headers.get('range')
    this.calls.push(range ? `${method} range` : method)
    if (method === 'PUT') {
      this.objects.set(key, body)
      return new Response(null, { headers: { etag: '"whole"' } })
    }
    if (method === 'DELETE') {
      this.objects.delete(key)
      return new Response(null, { status: 204 })
    }
    const bytes = this.objects.get(key)
    if (!bytes) return failure(404, 'NoSuchKey')
    return range ? partOf(bytes, range) : new Response(bytes)
  }

  #inParts({ method, key, query, body }: PartCall): Response {
    this.calls.push(query.has('uploads') ? 'begin' : `${method} part`)
    if (query.has('uploads')) {
      const id = crypto.randomUUID()
      this.#uploads.set(id, new Map())
      const text = `<Bucket>${this.settings.bucket}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId>`
      return xml(`<InitiateMultipartUploadResult>${text}</InitiateMultipartUploadResult>`)
    }
    const id = query.get('uploadId') ?? ''
    const parts = this.#uploads.get(id)
    if (!parts) return failure(404, 'NoSuchUpload')
    if (method === 'PUT') return this.#part(parts, Number(query.get('partNumber')), body)
    this.#uploads.delete(id)
    if (method === 'DELETE') return new Response(null, { status: 204 })
    const named = new TextDecoder().decode(body)
    const numbers = [...named.matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, n]) =>
      Number(n),
    )
    const chunks = numbers.map((number) => parts.get(number) ?? new Uint8Array())
    this.objects.set(key, Uint8Array.from(Buffer.concat(chunks)))
    return xml(
      `<CompleteMultipartUploadResult><Key>${key}</Key><ETag>"parts"</ETag></CompleteMultipartUploadResult>`,
    )
  }

  #part(parts: Map<number, Bytes>, number: number, body: Bytes): Response {
    if (number >= this.brokenFrom) return failure(403, 'AccessDenied')
    parts.set(number, body)
    return new Response(null, { headers: { etag: `"part-${number}"` } })
  }

  #list(query: URLSearchParams): Response {
    this.calls.push('list')
    const prefix = query.get('prefix') ?? ''
    const most = Number(query.get('max-keys') ?? 1000)
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort()
    const contents = keys.slice(0, most).map((key) => `<Contents><Key>${key}</Key></Contents>`)
    const isCut = `<IsTruncated>${keys.length > most}</IsTruncated>`
    return xml(`<ListBucketResult>${isCut}${contents.join('')}</ListBucketResult>`)
  }
}

interface PartCall {
  readonly method: string
  readonly key: string
  readonly query: URLSearchParams
  readonly body: Bytes
}

function partOf(bytes: Bytes, range: string): Response {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? []
  const [start, end] = [Number(from), Math.min(Number(to) + 1, bytes.length)]
  if (!(start < end)) return failure(416, 'InvalidRange')
  const headers = { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` }
  return new Response(bytes.slice(start, end), { status: 206, headers })
}

function failure(status: number, code: string): Response {
  return xml(`<Error><Code>${code}</Code><Message>refused: ${code}</Message></Error>`, status)
}

function xml(text: string, status = 200): Response {
  const head = '<?xml version="1.0" encoding="UTF-8"?>'
  return new Response(head + text, { status, headers: { 'content-type': 'application/xml' } })
}
