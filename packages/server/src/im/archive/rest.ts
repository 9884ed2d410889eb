import { getHistory } from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import { formatTime } from './rules.ts'
import type { ArchiveService } from './service.ts'

/** The command that gives the files of the archive. */
export function archiveRest(archive: ArchiveService, publicUrl: string): readonly RestHandler[] {
  return [
    handleRest(getHistory, async ({ appId, origin, body }) => {
      const { row, path, expiresAt } = await archive.link(appId, body.ChatType, body.MsgTime)
      const file = {
        URL: `${publicUrl === '' ? origin : publicUrl}${path}`,
        ExpireTime: formatTime(expiresAt),
        FileSize: row.size,
        FileMD5: row.md5,
        GzipSize: row.gzip_size,
        GzipMD5: row.gzip_md5,
      }
      return { File: [file] }
    }),
  ]
}
