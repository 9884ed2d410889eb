import type { BlobStore, BlobTarget } from './blob-store.ts'
import { createFolderBlobs } from './folder-blobs.ts'
import { createMemoryBlobs } from './memory-blobs.ts'
import { createS3Blobs } from './s3-blobs.ts'

/** A store of blobs and how it is left. */
export type OpenBlobs = BlobStore & { close(): Promise<void> }

export async function openBlobs(target: BlobTarget): Promise<OpenBlobs> {
  if (target.kind === 's3') return createS3Blobs(target)
  const blobs =
    target.kind === 'memory' ? createMemoryBlobs() : await createFolderBlobs(target.folder)
  return { ...blobs, close: async () => {} }
}
