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
 * What a call is about, and so what a policy has to name. `at` is where the request tells it: members
 * joined by dots, arrays walked (`Info.GroupId`).
 *
 * - `none`: an action at operation level; only statements about `*` cover it.
 * - `apps`: `sdkappid/*`, for creating. `app`: the app in `SDKAppID`.
 * - `visibleApps`: what concerns whichever apps the caller may see; lists leave out the others. Refused
 *   only to who may see none whatever its tags.
 * - `user`: uins; the caller's own where the request names none. `userName`: a user by its name.
 * - `policy`: ids of policies; where there are none, the name of one that `name` tells.
 * - `tagged`: six-segment names, or ids beside `ServiceType` and `ResourcePrefix`.
 */
export type ActionResource =
  | 'none'
  | 'apps'
  | 'app'
  | 'visibleApps'
  | { readonly kind: 'user' | 'userName' | 'group' | 'tagged'; readonly at: string }
  | { readonly kind: 'policy'; readonly at: string; readonly name?: string }

/**
 * One cloud action as data. Its permission name is `service:name`.
 * Source: 支持 CAM 的业务接口, 资源描述方式.
 */
export interface CloudAction<Req extends z.ZodType = z.ZodType, Res extends z.ZodType = z.ZodType> {
  readonly service: CloudService
  readonly name: string
  readonly summary: string
  readonly resource: ActionResource
  /** False for actions that change nothing; those that do leave an audit trail. */
  readonly writes: boolean
  /** True where the answer lets the caller act as somebody else: not part of read-only access. */
  readonly reveals?: boolean
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
