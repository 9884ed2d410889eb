/** The body is larger than the door takes. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'

  constructor(most: number) {
    super(`the body is larger than ${most} bytes`)
  }
}

/**
 * Reads a body of at most so many bytes of UTF-8.
 *
 * @throws {BodyTooLarge}
 * @throws {TypeError} where it is not UTF-8.
 */
export async function readText(request: Request, most: number): Promise<string> {
  const declared = request.headers.get('content-length')
  // A declared length need not be read to be refused.
  if (Number(declared ?? 0) > most) throw new BodyTooLarge(most)
  const bytes =
    declared === null ? await readUpTo(request, most) : new Uint8Array(await request.arrayBuffer())
  if (bytes.byteLength > most) throw new BodyTooLarge(most)
  return decoder.decode(bytes)
}

/** A body of undeclared length, given up as soon as it is too long: the server's own limit is that of files. */
async function readUpTo(request: Request, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > most) throw new BodyTooLarge(most)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}

const decoder = new TextDecoder('utf-8', { fatal: true })
