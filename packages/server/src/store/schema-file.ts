import type { Generated } from 'kysely'

/** Media files, and the files of the message archive. */
export interface FileTables {
  file: FileTable
  archive_hour: ArchiveHourTable
  archive_file: ArchiveFileTable
}

/** A media file that an account uploaded; the bytes are a blob. */
export interface FileTable {
  app_id: number
  id: string
  owner: string
  kind: 'image' | 'sound' | 'video' | 'file'
  name: string
  /** Media type, as told by the owner; of pictures, as found. */
  type: string
  size: number
  created_at: number
  /** 0 while it arrives. */
  ready: Generated<number>
  banned: Generated<number>
  /** Of pictures, 0 of others. */
  width: Generated<number>
  height: Generated<number>
  /** Bytes of the smaller pictures; 0 where the original stands for one. */
  large_size: Generated<number>
  thumbnail_size: Generated<number>
}

/** Where in the log an hour begins; the newest row is the hour that is archived next. */
export interface ArchiveHourTable {
  /** Hours since 1970. */
  hour: number
  log_id: number
}

/** The file of the one-to-one or the group messages of one hour of one app. */
export interface ArchiveFileTable {
  app_id: number
  kind: 'C2C' | 'Group'
  hour: number
  size: number
  md5: string
  gzip_size: number
  gzip_md5: string
}
