import { z } from 'zod'
import { sdkAppId } from '../fields.ts'
import type { CloudErrorCode } from './errors.ts'

export type CloudService = 'im' | 'cam' | 'tag'

/** The API version of each service; a call is routed by version and action. */
export const cloudVersions: Readonly<Record<CloudService, string>> = {
  im: '2024-03-06',
  cam: '2019-01-16',
  tag: '2018-08-13',
}

/**
 * One cloud action as data. Its permission name is `service:name`; its resource is the app that the
 * request names in `SDKAppID`, every app (`sdkappid/*`), or none at all (`*`).
 */
export interface CloudAction<Req extends z.ZodType = z.ZodType, Res extends z.ZodType = z.ZodType> {
  readonly service: CloudService
  readonly name: string
  readonly summary: string
  readonly resource: 'app' | 'apps' | 'none'
  /** False for actions that change nothing; those that do leave an audit trail. */
  readonly writes: boolean
  readonly request: Req
  readonly response: Res
  readonly errors: readonly CloudErrorCode[]
}

export function defineAction<Req extends z.ZodType, Res extends z.ZodType>(
  action: CloudAction<Req, Res>,
): CloudAction<Req, Res> {
  return action
}

/** The numbers arrive as text where a client signs with v1 or sends GET. */
export const appId = z.coerce.number().pipe(sdkAppId)
export const offset = z.coerce.number().int().min(0).max(1_000_000).default(0)
export const limit = z.coerce.number().int().min(1).max(100).default(20)
export const unixSeconds = z.number().int()
export const nothing = z.object({})
