import { z } from 'zod'
import { archiveErrors } from '../errors/archive.ts'
import { defineCommand } from './command.ts'

export const getHistory = defineCommand({
  service: 'open_msg_svc',
  name: 'get_history',
  summary: 'Get the file of all messages of one hour',
  ratePerSecond: 10,
  // Values are checked by the handler, which knows the time.
  request: z.object({ ChatType: z.string(), MsgTime: z.string() }),
  response: z.object({
    File: z.array(
      z.object({
        URL: z.string(),
        ExpireTime: z.string(),
        FileSize: z.number(),
        FileMD5: z.string(),
        GzipSize: z.number(),
        GzipMD5: z.string(),
      }),
    ),
  }),
  invalid: archiveErrors.badRequest,
  errors: [
    archiveErrors.badRequest,
    archiveErrors.badParameter,
    archiveErrors.notReady,
    archiveErrors.expired,
  ],
})

export const archiveCommands = [getHistory]
