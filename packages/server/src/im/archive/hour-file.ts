import type { Hash } from 'node:crypto'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Gzip } from 'node:zlib'
import { createGzip } from 'node:zlib'
import type { BlobDraft } from '../../blobs/blob-store.ts'
import type { ArchiveId } from './rules.ts'
import { archiveKey, formatHour } from './rules.ts'
import type { ArchiveRow } from './store.ts'

/** Counts and hashes what passes. */
class Measure {
  size = 0
  readonly #hash: Hash = createHash('md5')

  add(bytes: Uint8Array): void {
    this.size += bytes.length
    this.#hash.update(bytes)
  }

  md5(): string {
    return this.#hash.digest('hex')
  }
}

/**
 * A file of one hour of one app while it is written: packed on the way, never whole in memory. Its
 * layout is documented by line: the head, a message on each line with a comma behind, the end.
 */
export class HourFile {
  readonly #id: ArchiveId
  readonly #draft: BlobDraft
  readonly #plain = new Measure()
  readonly #packed = new Measure()
  readonly #gzip: Gzip = createGzip()
  readonly #stored: Promise<void>

  constructor(id: ArchiveId, draft: BlobDraft) {
    this.#id = id
    this.#draft = draft
    this.#stored = this.#store()
    // Whoever writes or finishes is told; nobody else waits for it.
    this.#stored.catch((error: Error) => this.#gzip.destroy(error))
  }

  head(): string {
    const { appId, kind, hour } = this.#id
    const head = { SdkAppId: appId, ChatType: kind, MsgTime: formatHour(hour) }
    return `${JSON.stringify(head).slice(0, -1)},"MsgList":[\n`
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text)
    this.#plain.add(bytes)
    if (!this.#gzip.write(bytes)) await once(this.#gzip, 'drain')
  }

  /** Ends the file and gives it its key. */
  async finish(): Promise<ArchiveRow> {
    await this.write(']}')
    this.#gzip.end()
    await this.#stored
    await this.#draft.keep(archiveKey(this.#id))
    return {
      app_id: this.#id.appId,
      kind: this.#id.kind,
      hour: this.#id.hour,
      size: this.#plain.size,
      md5: this.#plain.md5(),
      gzip_size: this.#packed.size,
      gzip_md5: this.#packed.md5(),
    }
  }

  async drop(): Promise<void> {
    this.#gzip.destroy()
    await this.#stored.catch(() => undefined)
    await this.#draft.drop()
  }

  async #store(): Promise<void> {
    for await (const chunk of this.#gzip as AsyncIterable<Uint8Array>) {
      this.#packed.add(chunk)
      await this.#draft.write(chunk)
    }
  }
}
