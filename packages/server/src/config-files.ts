import { join } from 'node:path'
import type { BlobTarget } from './blobs/blob-store.ts'
import { ConfigError } from './config-error.ts'
import type { FileSettings } from './im/open-files.ts'

const MB = 1024 * 1024

/** Reads one variable; undefined where it is not set. */
type Read = (variable: string) => string | undefined

/**
 * Where files are kept, how large they may be, and how their addresses begin.
 *
 * @param dataFolder - undefined for a server that keeps nothing.
 */
export function readFileSettings(
  read: Read,
  dataFolder: string | undefined,
): { readonly blobs: BlobTarget; readonly files: FileSettings } {
  const folder: BlobTarget =
    dataFolder === undefined
      ? { kind: 'memory' }
      : { kind: 'folder', folder: join(dataFolder, 'files') }
  return {
    blobs: readS3(read) ?? folder,
    files: {
      limits: {
        picture: readMegabytes('YANSHU_MAX_IMAGE_MB', read) ?? 28 * MB,
        file: readMegabytes('YANSHU_MAX_FILE_MB', read) ?? 100 * MB,
      },
      publicUrl: readPublicUrl(read('YANSHU_PUBLIC_URL')),
    },
  }
}

function readS3(read: Read): BlobTarget | undefined {
  const endpoint = read('YANSHU_S3_ENDPOINT')
  if (endpoint === undefined) return undefined
  if (!/^https?:\/\/[^/\s]+/.test(endpoint)) {
    throw new ConfigError('YANSHU_S3_ENDPOINT must be an http:// or https:// URL')
  }
  const wanted = (variable: string) => {
    const value = read(variable)
    if (value !== undefined) return value
    throw new ConfigError(`${variable} is needed beside YANSHU_S3_ENDPOINT`)
  }
  return {
    kind: 's3',
    endpoint: endpoint.replace(/\/+$/, ''),
    bucket: wanted('YANSHU_S3_BUCKET'),
    region: read('YANSHU_S3_REGION') ?? 'us-east-1',
    accessKey: wanted('YANSHU_S3_ACCESS_KEY'),
    secretKey: wanted('YANSHU_S3_SECRET_KEY'),
  }
}

function readMegabytes(variable: string, read: Read): number | undefined {
  const text = read(variable)
  if (text === undefined) return undefined
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (value >= 1 && value <= 2048) return value * MB
  throw new ConfigError(`${variable} must be a number from 1 to 2048, not "${text}"`)
}

function readPublicUrl(text: string | undefined): string {
  if (text === undefined) return ''
  if (/^https?:\/\/[^/?#\s]+(\/[^?#\s]*)?$/.test(text)) return text.replace(/\/+$/, '')
  throw new ConfigError('YANSHU_PUBLIC_URL must be an http:// or https:// URL without a query')
}
