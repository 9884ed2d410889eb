import { type ChatError, failure, sdkErrors } from './errors.ts'

/** Methods of the Web SDK that this platform does not have. Each exists and rejects. */
export const unavailableMethods = [
  'accept',
  'cancel',
  'convertVoiceToText',
  'invite',
  'inviteInGroup',
  'modifyInvitation',
  'reject',
  'searchCloudGroupMembers',
  'searchCloudGroups',
  'searchCloudMessages',
  'searchCloudUsers',
  'translateText',
] as const

type Rejecting = (...args: unknown[]) => Promise<never>
type Failed = (error: ChatError) => void

export type UnavailableMethods = Record<(typeof unavailableMethods)[number], Rejecting> & {
  addSignalingListener(...args: unknown[]): void
  removeSignalingListener(...args: unknown[]): void
  inviteSync(options: unknown, succeeded?: unknown, failed?: Failed): void
  inviteInGroupSync(options: unknown, succeeded?: unknown, failed?: Failed): void
  /** No message is a call invitation here. */
  getSignalingInfo(message: unknown): null
}

/** Builds the methods that only say that they are not available. */
export function createUnavailable(): UnavailableMethods {
  const rejecting = Object.fromEntries(
    unavailableMethods.map((name) => [
      name,
      () => Promise.reject(failure(sdkErrors.notAvailable, name)),
    ]),
  ) as Record<(typeof unavailableMethods)[number], Rejecting>
  return {
    ...rejecting,
    addSignalingListener() {},
    removeSignalingListener() {},
    inviteSync: (_options, _succeeded, failed) => failLater('inviteSync', failed),
    inviteInGroupSync: (_options, _succeeded, failed) => failLater('inviteInGroupSync', failed),
    getSignalingInfo: () => null,
  }
}

function failLater(name: string, failed: Failed | undefined): void {
  queueMicrotask(() => failed?.(failure(sdkErrors.notAvailable, name)))
}
