import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BlobStore, ByteRange } from './blob-store.ts'
import { checkedFolder, checkedKey } from './blob-store.ts'
import { openSpool } from './spool.ts'

/** Blobs in a folder of this machine; `.drafts` in it holds what is being written. */
export async function createFolderBlobs(folder: string): Promise<BlobStore> {
  const drafts = join(folder, '.drafts')
  // Left behind by a process that died.
  await rm(drafts, { recursive: true, force: true })
  const pathOf = (key: string) => join(folder, checkedKey(key))
  return {
    draft: () => openSpool(drafts, (path, key) => settle(path, pathOf(key))),
    read: async (key, range) => read(pathOf(key), range),
    async remove(keys) {
      await Promise.all(keys.map(pathOf).map((path) => rm(path, { force: true })))
    },
    async removeFolder(name) {
      await rm(join(folder, checkedFolder(name)), { recursive: true, force: true })
    },
  }
}

async function settle(from: string, to: string): Promise<void> {
  const parent = dirname(to)
  const created = await mkdir(parent, { recursive: true, mode: 0o700 })
  await rename(from, to)
  // A name is durable when the folder that holds it is: the file's, and those of the new folders.
  const top = created === undefined ? parent : dirname(created)
  for (let held = parent; ; held = dirname(held)) {
    await synced(held)
    if (held === top || held === dirname(held)) return
  }
}

async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function read(path: string, range: ByteRange | undefined): Promise<Blob | undefined> {
  const file = Bun.file(path)
  if (!(await file.exists())) return undefined
  return range ? file.slice(range.start, range.end) : file
}
