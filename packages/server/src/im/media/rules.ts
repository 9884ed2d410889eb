import type { FileKind } from '@yanshu/protocol'
import type { FileLimits, FileRow, UploadGrant, Variant } from './media.ts'

const OTHER = 'application/octet-stream'

/** Media types that browsers may show in place; everything else is only ever saved to a disk. */
const shown: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/bmp',
  'image/webp',
  'audio/mpeg',
  'audio/mp4',
  'audio/aac',
  'audio/x-m4a',
  'audio/wav',
  'audio/x-wav',
  'audio/ogg',
  'audio/webm',
  'audio/amr',
  'video/mp4',
  'video/webm',
  'video/quicktime',
])

/** The media type of a file in answers: what is not known as harmless has none. */
export function servedType({ kind, type }: Pick<FileRow, 'kind' | 'type'>): string {
  return isShown({ kind, type }) ? type : OTHER
}

export function isShown({ kind, type }: Pick<FileRow, 'kind' | 'type'>): boolean {
  return kind !== 'file' && shown.has(type)
}

const kindOfType: Readonly<Record<FileKind, RegExp>> = {
  image: /^image\//,
  sound: /^(audio\/|video\/(mp4|webm|ogg)$)/,
  video: /^video\//,
  file: /^/,
}

/** Whether a media type may be sent as a kind; recorders call sound `video/webm` too. */
export function fitsKind(kind: FileKind, type: string): boolean {
  return type === OTHER || kindOfType[kind].test(type)
}

export function limitOf(kind: FileKind, limits: FileLimits): number {
  return kind === 'image' || kind === 'sound' ? limits.picture : limits.file
}

export function typeOf(given: string | undefined): string {
  return given?.toLowerCase() ?? OTHER
}

/** Pixels of the short side (消息格式描述: 大图 720, 缩略图 198). */
const shortSides = { large: 720, thumbnail: 198 } as const

export interface Size {
  readonly width: number
  readonly height: number
}

/** The size of a picture as a variant; smaller originals are not enlarged. */
export function sizeAs(variant: Variant, { width, height }: Size): Size {
  const most = variant === 'original' ? Infinity : shortSides[variant]
  const short = Math.min(width, height)
  if (short <= most) return { width, height }
  const scaled = (side: number) => Math.max(1, Math.round((side * most) / short))
  return { width: scaled(width), height: scaled(height) }
}

/** Where the bytes are. Two letters of the id are a folder, so that none grows without end. */
export function blobKey({ app_id: appId, id }: Pick<FileRow, 'app_id' | 'id'>, variant: Variant) {
  const key = `${appId}/${id.slice(0, 2)}/${id}`
  return variant === 'original' ? key : `${key}.${variant}`
}

/** Every key that a file may have. */
export function blobKeys(row: Pick<FileRow, 'app_id' | 'id' | 'kind'>): readonly string[] {
  const original = blobKey(row, 'original')
  if (row.kind !== 'image') return [original]
  // An upload that broke off may have left smaller pictures that its row does not tell of.
  return [original, blobKey(row, 'large'), blobKey(row, 'thumbnail')]
}

export function pathOf(appId: number, id: string, variant: Variant = 'original'): string {
  const path = `/files/${appId}/${id}`
  return variant === 'original' ? path : `${path}/${variant}`
}

export interface FileAddress {
  readonly appId: number
  readonly id: string
  readonly variant: Variant
}

const PATH = /^\/files\/(\d{1,10})\/([0-9a-f]{32})(?:\/(large|thumbnail))?$/

export function parsePath(path: string): FileAddress | undefined {
  const [, appId, id, variant] = PATH.exec(path) ?? []
  if (appId === undefined || id === undefined) return undefined
  return { appId: Number(appId), id, variant: (variant as Variant | undefined) ?? 'original' }
}

/** The file behind an address as it stands in messages. */
export function parseUrl(url: string): FileAddress | undefined {
  const [, path] = /^(?:https?:\/\/[^/?#]+)?(\/[^?#]*)(?:[?#].*)?$/i.exec(url) ?? []
  return path === undefined ? undefined : parsePath(path.replace(/^.*(?=\/files\/)/, ''))
}

/** The row of a file that begins to arrive. */
export function newRow(grant: UploadGrant, now: number): FileRow {
  return {
    app_id: grant.appId,
    id: grant.id,
    owner: grant.owner,
    kind: grant.kind,
    name: grant.name,
    type: grant.type,
    size: grant.size,
    created_at: now,
    ready: 0,
    banned: 0,
    width: 0,
    height: 0,
    large_size: 0,
    thumbnail_size: 0,
  }
}
