import { z } from 'zod'
import { userId } from '../fields.ts'
import { appId, defineAction, unixSeconds } from './action.ts'

/** 50 years, the longest life a UserSig may have (生成 UserSig). */
const MAX_SECONDS = 50 * 365 * 86_400

export const createSecretUserSig = defineAction({
  service: 'im',
  name: 'CreateSecretUserSig',
  summary: 'Sign a UserSig with the key of the application, for demos and debugging',
  resource: 'app',
  writes: false,
  reveals: true,
  request: z.object({
    SDKAppID: appId,
    UserID: userId,
    /** 180 days where absent. */
    ExpireSeconds: z.coerce.number().int().min(1).max(MAX_SECONDS).default(15_552_000),
  }),
  response: z.object({ UserSig: z.string(), ExpireTime: unixSeconds }),
  errors: ['InvalidParameterValue', 'ResourceNotFound.App'],
})

/** Why a UserSig does not verify; the console has a text and a remedy for each. */
export const userSigFaults = [
  'empty',
  'notBase64',
  'notCompressed',
  'notJson',
  'otherUser',
  'otherApp',
  'mismatch',
  'expired',
  'revoked',
] as const

export const verifySecretUserSig = defineAction({
  service: 'im',
  name: 'VerifySecretUserSig',
  summary: 'Check a UserSig as a login would, and show what is signed in it',
  resource: 'app',
  writes: false,
  request: z.object({ SDKAppID: appId, UserID: userId, UserSig: z.string().max(4096) }),
  response: z.object({
    Valid: z.boolean(),
    /** 0, or the public code a login would answer. */
    Code: z.number(),
    Fault: z.enum(userSigFaults).optional(),
    /** What is signed, where it could be read. */
    Signed: z
      .object({
        SDKAppID: z.number(),
        UserID: z.string(),
        IssueTime: unixSeconds,
        ExpireSeconds: z.number(),
        ExpireTime: unixSeconds,
      })
      .optional(),
  }),
  errors: ['InvalidParameterValue', 'ResourceNotFound.App'],
})
