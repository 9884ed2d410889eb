import { CloudError } from '@yanshu/protocol'

/** Reads a body and gives up as soon as it is longer than `max` bytes, whatever its length header says. */
export async function readBody(request: Request, max: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > max) throw tooLarge(max)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of received(request)) {
    length += chunk.length
    if (length > max) throw tooLarge(max)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function* received(request: Request): AsyncGenerator<Uint8Array> {
  try {
    // Leaving this loop early cancels the stream.
    for await (const chunk of request.body ?? []) yield chunk as Uint8Array
  } catch (error) {
    throw new CloudError('InvalidRequest', 'The body ended early.', { cause: error })
  }
}

function tooLarge(max: number): CloudError {
  return new CloudError('RequestSizeLimitExceeded', `The body is longer than ${max} bytes.`)
}
