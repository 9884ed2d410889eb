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
  // Bun has bounded the body by the server's limit; a declared length need not be read to be refused.
  if (Number(request.headers.get('content-length') ?? 0) > most) throw new BodyTooLarge(most)
  const bytes = await request.arrayBuffer()
  if (bytes.byteLength > most) throw new BodyTooLarge(most)
  return decoder.decode(bytes)
}

const decoder = new TextDecoder('utf-8', { fatal: true })
