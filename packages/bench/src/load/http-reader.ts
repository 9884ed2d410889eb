export interface HttpAnswer {
  readonly status: number
  readonly body: string
}

/**
 * Cuts a byte stream into HTTP/1.1 answers that carry `Content-Length`, in any number of pieces. An
 * answer of another framing throws: the servers under load do not send it.
 */
export class HttpReader {
  readonly #onAnswer: (answer: HttpAnswer) => void
  #rest: Buffer | undefined

  constructor(onAnswer: (answer: HttpAnswer) => void) {
    this.#onAnswer = onAnswer
  }

  read(chunk: Buffer): void {
    let bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk])
    for (;;) {
      const headEnd = bytes.indexOf('\r\n\r\n')
      if (headEnd === -1) break
      const head = bytes.toString('latin1', 0, headEnd)
      const start = headEnd + 4
      const end = start + contentLength(head)
      if (end > bytes.length) break
      this.#onAnswer({ status: statusOf(head), body: bytes.toString('utf8', start, end) })
      bytes = bytes.subarray(end)
    }
    // A copy, because the runtime uses the chunk's memory again after this call.
    this.#rest = bytes.length > 0 ? Buffer.from(bytes) : undefined
  }
}

function contentLength(head: string): number {
  const found = /^content-length:\s*(\d+)\s*$/im.exec(head)
  if (found === null) throw new Error(`an answer without Content-Length: ${head}`)
  return Number(found[1])
}

function statusOf(head: string): number {
  const found = /^HTTP\/1\.1 (\d{3})/.exec(head)
  if (found === null) throw new Error(`not an HTTP answer: ${head}`)
  return Number(found[1])
}
