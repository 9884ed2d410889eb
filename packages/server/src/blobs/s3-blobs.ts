import { tmpdir } from 'node:os'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobStore, ByteRange, S3Settings } from './blob-store.ts'
import { checkedFolder, checkedKey } from './blob-store.ts'
import { openSpool } from './spool.ts'

/** Removals that run together. */
const TOGETHER = 16

/** Seconds that a link of our own to a blob is used within. */
const LINK = 300

/**
 * Blobs in a store with the S3 interface. Signing, parts and retries are Bun's own client: it is there
 * already, signs what the store wants and sends a file in parts without reading it whole.
 */
export function createS3Blobs(settings: S3Settings): BlobStore & { close(): Promise<void> } {
  const client = new Bun.S3Client({
    endpoint: settings.endpoint,
    bucket: settings.bucket,
    region: settings.region,
    accessKeyId: settings.accessKey,
    secretAccessKey: settings.secretKey,
  })
  const spool = mkdtemp(join(tmpdir(), 'yanshu-uploads-'))
  const remove = async (given: readonly string[]) => {
    const keys = given.map(checkedKey)
    for (let at = 0; at < keys.length; at += TOGETHER) {
      await Promise.all(keys.slice(at, at + TOGETHER).map((key) => client.delete(key)))
    }
  }
  return {
    draft: async () =>
      openSpool(await spool, async (path, key) => {
        await client.write(checkedKey(key), Bun.file(path))
        await rm(path, { force: true })
      }),
    read: async (key, range) => read(client.presign(checkedKey(key), { expiresIn: LINK }), range),
    remove,
    removeFolder: async (folder) => removeFolder(client, checkedFolder(folder), remove),
    close: async () => rm(await spool, { recursive: true, force: true }),
  }
}

/** By a signed link and not the client's stream: only so is a missing blob known before the first byte. */
async function read(
  link: string,
  range: ByteRange | undefined,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const headers = range ? { range: `bytes=${range.start}-${range.end - 1}` } : undefined
  const init = { ...(headers ? { headers } : {}), decompress: false }
  const response = await fetch(link, init).catch((error: unknown) => {
    // The error names the link, which opens the file to whoever reads it in a log.
    const { code } = error as { readonly code?: unknown }
    throw new Error(`the file store cannot be reached: ${String(code ?? 'no answer')}`)
  })
  if (response.ok && response.body) return response.body
  await response.body?.cancel()
  if (response.status === 404) return undefined
  throw new Error(`the file store answered ${response.status}`)
}

async function removeFolder(
  client: Bun.S3Client,
  folder: string,
  remove: (keys: readonly string[]) => Promise<void>,
): Promise<void> {
  for (;;) {
    // What was listed is gone afterwards, so the first page is always the next one.
    const { contents = [] } = await client.list({ prefix: folder, maxKeys: 1000 })
    if (contents.length === 0) return
    await remove(contents.map(({ key }) => key))
  }
}
