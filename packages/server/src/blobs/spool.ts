import { randomBytes } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobDraft } from './blob-store.ts'

/**
 * A draft in a temporary file: large bodies are never whole in memory, and what breaks off half way
 * never has a key.
 *
 * @param settle - moves the finished file, which is on the disk by then, to where a key belongs.
 */
export async function openSpool(
  folder: string,
  settle: (path: string, key: string) => Promise<void>,
): Promise<BlobDraft> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomBytes(16).toString('hex'))
  const file = await open(path, 'wx', 0o600)
  let isOpen = true
  const close = async () => {
    if (isOpen) await file.close()
    isOpen = false
  }
  return {
    async write(chunk) {
      let at = 0
      while (at < chunk.length) at += (await file.write(chunk, at)).bytesWritten
    },
    source: async () => path,
    async keep(key) {
      await file.datasync()
      await close()
      await settle(path, key)
    },
    async drop() {
      await close()
      await rm(path, { force: true })
    },
  }
}
