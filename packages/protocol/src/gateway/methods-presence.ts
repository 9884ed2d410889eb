import { z } from 'zod'
import { accountErrors } from '../errors/account.ts'
import { gatewayErrors } from '../errors/gateway.ts'
import { textUpTo, userId } from '../fields.ts'
import { defineMethod } from './method.ts'

/** Accounts that one connection can subscribe to; the earliest leave for later ones. */
export const MOST_SUBSCRIPTIONS = 1000

/** The state of one account, over all its devices. */
export interface WireStatus {
  readonly userId: string
  readonly status: 'Online' | 'PushOnline' | 'Offline'
  /** Empty where the account set none, or is offline. */
  readonly customStatus: string
}

export interface PresenceResult {
  readonly statuses: readonly WireStatus[]
  /** UserIDs that are not imported. */
  readonly unknown: readonly string[]
}

export const presenceGet = defineMethod<PresenceResult>()({
  name: 'presence.get',
  summary: 'Online state of up to 500 accounts; of others only where the app has the feature on',
  params: z.object({ userIds: z.array(userId).min(1).max(500) }),
  errors: [gatewayErrors.tooFast, accountErrors.statusOff],
})

export const presenceSubscribe = defineMethod<PresenceResult>()({
  name: 'presence.subscribe',
  summary: 'Be told of changes of up to 100 accounts, on this connection; answers how they are now',
  params: z.object({ userIds: z.array(userId).min(1).max(100) }),
  errors: [gatewayErrors.badParameter, gatewayErrors.tooFast, accountErrors.statusOff],
})

export const presenceUnsubscribe = defineMethod<Record<string, never>>()({
  name: 'presence.unsubscribe',
  summary: 'Be told of these no longer; an empty list means all',
  params: z.object({ userIds: z.array(userId).max(100).default([]) }),
  errors: [gatewayErrors.tooFast, accountErrors.statusOff],
})

export const presenceSetSelf = defineMethod<WireStatus>()({
  name: 'presence.setSelf',
  summary: 'Set the own custom status; an empty one clears it, and so does going offline',
  params: z.object({ customStatus: textUpTo(100) }),
  errors: [],
})

export const presenceMethods = [
  presenceGet,
  presenceSubscribe,
  presenceUnsubscribe,
  presenceSetSelf,
] as const
