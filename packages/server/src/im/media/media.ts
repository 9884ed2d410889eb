import type { Selectable } from 'kysely'
import type { FileKind } from '@yanshu/protocol'
import type { FileTable } from '../../store/schema-file.ts'

export type FileRow = Selectable<FileTable>

/** The sizes that a picture can be read in. */
export type Variant = 'original' | 'large' | 'thumbnail'

/** Bytes that a file of a kind may have. */
export interface FileLimits {
  readonly picture: number
  readonly file: number
}

/** What a signed upload address allows, once and as it is written. */
export interface UploadGrant {
  readonly appId: number
  readonly id: string
  readonly owner: string
  readonly kind: FileKind
  readonly name: string
  readonly type: string
  readonly size: number
  readonly md5?: string
}

/** Why a file is not taken or not given, with the status that HTTP has for it. */
export class FileFault extends Error {
  override readonly name = 'FileFault'
  readonly status: 400 | 403 | 404 | 410 | 413

  constructor(status: FileFault['status'], message: string) {
    super(message)
    this.status = status
  }
}
