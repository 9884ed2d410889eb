import {
  allowBannedObject,
  fileErrors,
  forbidIllegalObject,
  getCosSig,
  ImError,
} from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { FileRow } from './media.ts'
import type { FileAddress } from './rules.ts'
import { parseUrl } from './rules.ts'
import type { MediaService } from './service.ts'

export interface MediaRest {
  readonly media: MediaService
  /** What addresses begin with; empty where the caller's own way to the server is taken. */
  readonly publicUrl: string
}

interface AboutFile {
  readonly appId: number
  readonly body: { readonly RawURL: string }
}

/** The commands about media files. */
export function mediaRest({ media, publicUrl }: MediaRest): readonly RestHandler[] {
  const setBanned = async (appId: number, rawUrl: string, banned: boolean) => {
    const address = ownAddress(appId, rawUrl)
    const done = address !== undefined && (await media.setBanned(address, banned))
    if (!done) throw new ImError(fileErrors.notFound)
    return {}
  }
  const bannedOf = async ({ appId, body: { RawURL } }: AboutFile) => {
    const id = ownAddress(appId, RawURL)?.id
    const row = id === undefined ? undefined : (await media.statesOf(appId, [id])).get(id)
    return row && { [row.id]: { Banned: row.banned } }
  }
  return [
    handleRest(forbidIllegalObject, ({ appId, body }) => setBanned(appId, body.RawURL, true), {
      snapshot: bannedOf,
    }),
    handleRest(allowBannedObject, ({ appId, body }) => setBanned(appId, body.RawURL, false), {
      snapshot: bannedOf,
    }),
    handleRest(getCosSig, async ({ appId, origin, body: { RawURLs: asked } }) => {
      const addresses = asked.map(({ RawURL: rawUrl }) => ownAddress(appId, rawUrl))
      const ids = addresses.flatMap((address) => (address ? [address.id] : []))
      const rows = await media.statesOf(appId, [...new Set(ids)])
      const links = asked.map(({ ResourceID: id }, at) => {
        const address = addresses[at]
        const row = address && rows.get(address.id)
        const path = row?.ready ? media.accessPath(address as FileAddress) : ''
        return {
          ResourceID: id,
          ...(path === ''
            ? { Code: fileErrors.notFound.code, Desc: fileErrors.notFound.info }
            : OK),
          PreSigURL: path === '' ? '' : `${publicUrl === '' ? origin : publicUrl}${path}`,
          Status: statusOf(row),
        }
      })
      return { PreSigURLs: links }
    }),
  ]
}

const OK = { Code: 0, Desc: '' } as const

function ownAddress(appId: number, rawUrl: string): FileAddress | undefined {
  const address = parseUrl(rawUrl)
  return address?.appId === appId ? address : undefined
}

function statusOf(row: FileRow | undefined): 0 | 1 | 2 {
  if (!row?.ready) return 2
  return row.banned ? 1 : 0
}
