import { randomBytes } from 'node:crypto'
import type { FileTicket, ParamsOf, UploadedFile, WirePicture, fileSign } from '@yanshu/protocol'
import { fileErrors, ImError } from '@yanshu/protocol'
import type { BlobBody, BlobStore, ByteRange } from '../../blobs/blob-store.ts'
import type { Clock } from '../../clock.ts'
import { toSeconds } from '../../clock.ts'
import type { AppService } from '../app/service.ts'
import { historyStart } from '../app/service.ts'
import type { Links } from './links.ts'
import type { FileLimits, FileRow, UploadGrant, Variant } from './media.ts'
import { FileFault } from './media.ts'
import type { FileAddress, Size } from './rules.ts'
import { blobKey, fitsKind, limitOf, pathOf, sizeAs, typeOf } from './rules.ts'
import type { FileStore } from './store.ts'
import type { Uploads } from './uploads.ts'

export { Links } from './links.ts'
export type { FileLimits, FileRow, Variant } from './media.ts'
export { FileFault } from './media.ts'
export { isShown, parsePath, servedType } from './rules.ts'

export interface MediaDeps {
  readonly store: FileStore
  readonly blobs: BlobStore
  readonly apps: AppService
  readonly uploads: Uploads
  readonly links: Links
  readonly limits: FileLimits
  /** What addresses begin with; empty where the server does not know it. */
  readonly publicUrl: string
  readonly now: Clock
}

/** Milliseconds within which a signed upload must begin. */
const UPLOAD_TIME = 15 * 60_000

/** Milliseconds that a link of an administrator opens a file for (文件签名). */
const ACCESS_TIME = 15 * 60_000

const UPLOAD = 'upload'
const ACCESS = 'access'

/** A file that may be read. */
export interface FoundFile {
  readonly row: FileRow
  readonly size: number
  /** Undefined where the bytes are gone. */
  read(range?: ByteRange): Promise<BlobBody | undefined>
}

/** Media files: who may upload what, who may read it. */
export class MediaService {
  readonly #deps: MediaDeps

  constructor(deps: MediaDeps) {
    this.#deps = deps
  }

  /** @throws {ImError} for a file that is too large or does not fit its kind. */
  sign(appId: number, owner: string, asked: ParamsOf<typeof fileSign>): FileTicket {
    const { limits, links, now } = this.#deps
    const { kind, name, size, md5 } = asked
    const type = typeOf(asked.type)
    if (!fitsKind(kind, type)) throw new ImError(fileErrors.badType, type)
    const most = limitOf(kind, limits)
    if (size > most) throw new ImError(fileErrors.tooLarge, `${kind}: at most ${most} bytes`)
    const id = randomBytes(16).toString('hex')
    const grant: UploadGrant = { appId, id, owner, kind, name, type, size, ...(md5 && { md5 }) }
    const expiresAt = now() + UPLOAD_TIME
    const url = this.#url(pathOf(appId, id))
    const token = links.sign(UPLOAD, grant, expiresAt)
    return { id, url, uploadUrl: `${url}?upload=${token}`, expiresAt: toSeconds(expiresAt) }
  }

  /** @throws {FileFault} */
  grantOf(token: string, { appId, id }: FileAddress): UploadGrant {
    const grant = this.#deps.links.open(UPLOAD, token) as UploadGrant | undefined
    if (grant?.appId === appId && grant.id === id) return grant
    throw new FileFault(403, 'the upload address is not signed, or it has expired')
  }

  /**
   * Takes what a grant allows; a second upload of the same file is answered as the first.
   *
   * @throws {FileFault}
   */
  async upload(grant: UploadGrant, body: AsyncIterable<Uint8Array>): Promise<UploadedFile> {
    const { apps, store, uploads } = this.#deps
    if (!(await apps.find(grant.appId))) throw new FileFault(404, 'no such app')
    const known = await store.find(grant)
    return this.#uploaded(known?.ready ? known : await uploads.take(grant, body))
  }

  /**
   * @param access - the signature of a link that opens banned files too.
   * @throws {FileFault}
   */
  async find(address: FileAddress, access: string | null): Promise<FoundFile> {
    const { store, apps, now, blobs } = this.#deps
    const row = await store.find(address)
    const app = row?.ready ? await apps.find(address.appId) : undefined
    if (!row || !app) throw new FileFault(404, 'no such file')
    // Files go with the messages they were sent in.
    if (row.created_at < historyStart(app, now())) {
      throw new FileFault(410, 'the file has expired')
    }
    if (row.banned && !this.#opens(access, address)) throw new FileFault(403, 'the file is banned')
    const { variant, size } = standIn(row, address.variant)
    return { row, size, read: (range) => blobs.read(blobKey(row, variant), range) }
  }

  async setBanned(address: FileAddress, banned: boolean): Promise<boolean> {
    return this.#deps.store.setBanned(address, banned)
  }

  statesOf(appId: number, ids: readonly string[]): Promise<ReadonlyMap<string, FileRow>> {
    return this.#deps.store.findMany(appId, ids)
  }

  /** The path of a link that opens a file for a while, whether or not it is banned. */
  accessPath({ appId, id, variant }: FileAddress): string {
    const token = this.#deps.links.sign(ACCESS, { appId, id }, this.#deps.now() + ACCESS_TIME)
    return `${pathOf(appId, id, variant)}?access=${token}`
  }

  #opens(access: string | null, { appId, id }: FileAddress): boolean {
    if (access === null) return false
    const grant = this.#deps.links.open(ACCESS, access) as FileAddress | undefined
    return grant?.appId === appId && grant.id === id
  }

  #uploaded(row: FileRow): UploadedFile {
    const { id, size, width, height } = row
    const url = this.#url(pathOf(row.app_id, id))
    if (width === 0) return { id, url, size }
    const format = row.type.slice('image/'.length)
    const picture = {
      format,
      width,
      height,
      large: this.#picture(row, 'large'),
      thumbnail: this.#picture(row, 'thumbnail'),
    }
    return { id, url, size, picture }
  }

  #picture(row: FileRow, asked: Variant): WirePicture {
    const { variant, size } = standIn(row, asked)
    const sides: Size = sizeAs(variant, row)
    return { url: this.#url(pathOf(row.app_id, row.id, asked)), ...sides, size }
  }

  #url(path: string): string {
    return `${this.#deps.publicUrl}${path}`
  }
}

/** The variant that is there for one that is asked for. */
function standIn(row: FileRow, asked: Variant): { variant: Variant; size: number } {
  const sizes = { original: row.size, large: row.large_size, thumbnail: row.thumbnail_size }
  const variant = sizes[asked] > 0 ? asked : 'original'
  return { variant, size: sizes[variant] }
}
