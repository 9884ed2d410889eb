import type { AppConf } from '@yanshu/protocol'
import type { Plan } from './plans.ts'

export interface AppKey {
  readonly algorithm: 'HMAC-SHA256' | 'ECDSA-SHA256'
  /** The key itself, or the public key as PEM. */
  readonly secret: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** One application as the doors need it. */
export interface App {
  readonly appId: number
  readonly name: string
  readonly type: string
  readonly introduction: string
  readonly plan: Plan
  readonly disabled: boolean
  readonly createdAt: number
  readonly updatedAt: number
  readonly expiresAt: number | undefined
  readonly conf: AppConf
  readonly keys: readonly AppKey[]
}

/** The administrator every app is born with. */
export const BUILT_IN = 'administrator'

export type AppStatus = 'enabled' | 'disabled' | 'expired'

export function appStatus(app: Pick<App, 'disabled' | 'expiresAt'>, now: number): AppStatus {
  if (app.disabled) return 'disabled'
  return app.expiresAt !== undefined && app.expiresAt <= now ? 'expired' : 'enabled'
}
