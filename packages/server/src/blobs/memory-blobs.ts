import type { BlobStore } from './blob-store.ts'
import { checkedFolder, checkedKey } from './blob-store.ts'

/** Blobs of a server that keeps nothing. */
export function createMemoryBlobs(): BlobStore {
  const blobs = new Map<string, Uint8Array<ArrayBuffer>>()
  return {
    async draft() {
      const chunks: Uint8Array[] = []
      return {
        async write(chunk) {
          // The chunk may be the caller's to reuse.
          chunks.push(Uint8Array.from(chunk))
        },
        source: async () => Buffer.concat(chunks),
        async keep(key) {
          blobs.set(checkedKey(key), Uint8Array.from(Buffer.concat(chunks)))
        },
        async drop() {},
      }
    },
    async read(key, range) {
      const bytes = blobs.get(checkedKey(key))
      if (!bytes) return undefined
      return new Blob([range ? bytes.subarray(range.start, range.end) : bytes])
    },
    async remove(keys) {
      for (const key of keys) blobs.delete(checkedKey(key))
    },
    async removeFolder(folder) {
      const prefix = checkedFolder(folder)
      for (const key of blobs.keys()) if (key.startsWith(prefix)) blobs.delete(key)
    },
  }
}
