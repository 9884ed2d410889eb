import { archiveErrors, ImError } from '@yanshu/protocol'
import type { BlobBody, BlobStore, ByteRange } from '../../blobs/blob-store.ts'
import type { Clock } from '../../clock.ts'
import { FileFault } from '../media/service.ts'
import type { Links } from '../media/service.ts'
import {
  archiveKey,
  archiveName,
  archivePath,
  isArchiveKind,
  isOver,
  parseArchivePath,
  parseHour,
} from './rules.ts'
import type { ArchiveRow, ArchiveStore } from './store.ts'

export { archiveJob } from './builder.ts'
export { hourOf } from './rules.ts'
export { createArchiveStore } from './store.ts'

export interface ArchiveDeps {
  readonly store: ArchiveStore
  readonly blobs: BlobStore
  readonly links: Links
  readonly now: Clock
}

/** Milliseconds that a link to a file holds. */
const LINK_TIME = 3_600_000

const ARCHIVE = 'archive'

export interface ArchiveLink {
  readonly row: ArchiveRow
  readonly path: string
  /** Unix milliseconds. */
  readonly expiresAt: number
}

export interface ArchiveContent {
  readonly name: string
  readonly size: number
  readonly md5: string
  read(range?: ByteRange): Promise<BlobBody | undefined>
}

/** The files of the message archive. */
export class ArchiveService {
  readonly #deps: ArchiveDeps

  constructor(deps: ArchiveDeps) {
    this.#deps = deps
  }

  /** @throws {ImError} for what is no hour, is over, or has no file. */
  async link(appId: number, chatType: string, msgTime: string): Promise<ArchiveLink> {
    const { store, links, now } = this.#deps
    if (!isArchiveKind(chatType)) {
      throw new ImError(archiveErrors.badParameter, 'ChatType is C2C or Group')
    }
    const hour = parseHour(msgTime)
    if (hour === undefined) throw new ImError(archiveErrors.badParameter, 'MsgTime is yyyymmddHH')
    if (isOver(hour, now())) throw new ImError(archiveErrors.expired)
    const id = { appId, kind: chatType, hour }
    const row = await store.find(id)
    if (!row) throw new ImError(archiveErrors.notReady)
    const expiresAt = now() + LINK_TIME
    const access = links.sign(ARCHIVE, id, expiresAt)
    return { row, expiresAt, path: `${archivePath(id)}?access=${access}` }
  }

  /**
   * The file behind the path of a link; undefined for what is no such path.
   *
   * @throws {FileFault} where the link is not signed or over.
   */
  async open(path: string, access: string): Promise<ArchiveContent | undefined> {
    const { store, blobs, links } = this.#deps
    const asked = parseArchivePath(path)
    if (!asked) return undefined
    const granted = links.open(ARCHIVE, access) as typeof asked | undefined
    if (!granted || archiveKey(granted) !== archiveKey(asked)) {
      throw new FileFault(403, 'the link is not signed, or it has expired')
    }
    const row = await store.find(asked)
    if (!row) return undefined
    const key = archiveKey(asked)
    return {
      name: archiveName(asked),
      size: row.gzip_size,
      md5: row.gzip_md5,
      read: (range) => blobs.read(key, range),
    }
  }
}
