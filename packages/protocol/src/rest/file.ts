import { z } from 'zod'
import { fileErrors } from '../errors/file.ts'
import { textUpTo } from '../fields.ts'
import { defineCommand } from './command.ts'

const rawUrl = textUpTo(2048)
const invalid = fileErrors.badFormat

export const forbidIllegalObject = defineCommand({
  service: 'im_cos_msg',
  name: 'forbid_illegal_object',
  summary: 'Ban a media file',
  ratePerSecond: 200,
  request: z.object({ RawURL: rawUrl }),
  response: z.object({}),
  invalid,
  errors: [fileErrors.badFormat, fileErrors.notFound],
})

export const allowBannedObject = defineCommand({
  service: 'im_cos_msg',
  name: 'allow_banned_object',
  summary: 'Lift the ban of a media file',
  ratePerSecond: 200,
  request: z.object({ RawURL: rawUrl }),
  response: z.object({}),
  invalid,
  errors: [fileErrors.badFormat, fileErrors.notFound],
})

export const getCosSig = defineCommand({
  service: 'im_cos_msg',
  name: 'get_cos_sig',
  summary: 'Get links to media files that open banned ones too',
  ratePerSecond: 200,
  request: z.object({
    RawURLs: z
      .array(z.object({ ResourceID: z.number().int(), RawURL: rawUrl }))
      .min(1)
      .max(100),
  }),
  response: z.object({
    PreSigURLs: z.array(
      z.object({
        ResourceID: z.number(),
        Code: z.number(),
        Desc: z.string(),
        PreSigURL: z.string(),
        /** 0 normal, 1 banned, 2 missing. */
        Status: z.union([z.literal(0), z.literal(1), z.literal(2)]),
      }),
    ),
  }),
  invalid,
  errors: [fileErrors.badFormat],
})

export const fileCommands = [forbidIllegalObject, allowBannedObject, getCosSig]
