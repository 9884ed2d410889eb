import { createHash } from 'node:crypto'
import type { BlobDraft, BlobStore } from '../../blobs/blob-store.ts'
import type { Clock } from '../../clock.ts'
import type { FileRow, UploadGrant } from './media.ts'
import { FileFault } from './media.ts'
import type { Size } from './rules.ts'
import { blobKey, blobKeys, newRow, sizeAs } from './rules.ts'
import type { FileStore, PictureColumns } from './store.ts'

/** What looks at pictures and makes smaller ones. */
export interface PictureWork {
  look(source: string | Uint8Array): Promise<(Size & { readonly format: string }) | undefined>
  scale(source: string | Uint8Array, size: Size): Promise<Uint8Array | undefined>
}

export interface UploadDeps {
  readonly store: FileStore
  readonly blobs: BlobStore
  readonly pictures: PictureWork
  readonly now: Clock
}

/** Takes bodies in: the row first, then the bytes, then the row says that they are there. */
export class Uploads {
  readonly #deps: UploadDeps

  constructor(deps: UploadDeps) {
    this.#deps = deps
  }

  /** @throws {FileFault} where the body is not what was announced. */
  async take(grant: UploadGrant, body: AsyncIterable<Uint8Array>): Promise<FileRow> {
    const { store, blobs, now } = this.#deps
    const row = newRow(grant, now())
    const draft = await blobs.draft()
    try {
      await receive(grant, body, draft)
      // A row without bytes is found and removed some day; bytes without a row would stay for ever.
      await store.begin(row)
      const picture = grant.kind === 'image' ? await this.#paint(row, draft) : {}
      await draft.keep(blobKey(row, 'original'))
      const done = await store.finish(grant, picture)
      if (done) return done
      await blobs.remove(blobKeys(row))
      throw new FileFault(404, 'the app is being deleted')
    } finally {
      await draft.drop()
    }
  }

  /** What a picture is, and its smaller sizes. What cannot be decoded is stored as it came. */
  async #paint(row: FileRow, draft: BlobDraft): Promise<PictureColumns> {
    const { pictures } = this.#deps
    const source = await draft.source()
    const facts = await pictures.look(source)
    if (!facts) return {}
    const { width, height, format } = facts
    // A moving picture would stop moving.
    const large = format === 'gif' ? 0 : await this.#scale(row, 'large', source, facts)
    const thumbnail = await this.#scale(row, 'thumbnail', source, facts)
    const type = `image/${format}`
    return { type, width, height, large_size: large, thumbnail_size: thumbnail }
  }

  /** Bytes of a smaller picture; 0 where the original stands for it. */
  async #scale(
    row: FileRow,
    variant: 'large' | 'thumbnail',
    source: string | Uint8Array,
    facts: Size,
  ): Promise<number> {
    const size = sizeAs(variant, facts)
    if (size.width === facts.width) return 0
    const bytes = await this.#deps.pictures.scale(source, size)
    if (!bytes) return 0
    const draft = await this.#deps.blobs.draft()
    try {
      await draft.write(bytes)
      await draft.keep(blobKey(row, variant))
      return bytes.length
    } finally {
      await draft.drop()
    }
  }
}

async function receive(
  { size, md5 }: UploadGrant,
  body: AsyncIterable<Uint8Array>,
  draft: BlobDraft,
): Promise<void> {
  const hash = createHash('md5')
  let received = 0
  for await (const chunk of body) {
    received += chunk.length
    if (received > size)
      throw new FileFault(413, `the file is larger than the ${size} bytes signed`)
    hash.update(chunk)
    await draft.write(chunk)
  }
  if (received < size) throw new FileFault(400, `${received} of ${size} bytes arrived`)
  if (md5 !== undefined && hash.digest('hex') !== md5.toLowerCase()) {
    throw new FileFault(400, 'the MD5 differs from the one signed')
  }
}
