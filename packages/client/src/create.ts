import { type ChatSDK, createChat } from './chat.ts'
import { timing } from './connection/timing.ts'
import { failure, sdkErrors } from './errors.ts'
import type { CreateOptions } from './options.ts'

const instances = new Map<number, ChatSDK>()

/**
 * Creates the instance of an app, or answers the one there is until it is destroyed.
 *
 * @throws {ChatError} with code 2000 without an SDKAppID, 2503 with an address that is none.
 *
 * @example
 * ```ts
 * const chat = create({ SDKAppID: 1400000000, proxyServer: 'wss://im.example.com' })
 * ```
 */
export function create(options: CreateOptions): ChatSDK {
  const id = options?.SDKAppID
  if (typeof id !== 'number' || Number.isNaN(id)) throw failure(sdkErrors.noSdkAppId)
  const present = instances.get(id)
  if (present) return present
  const chat = createChat(options, timing, () => instances.delete(id))
  instances.set(id, chat)
  return chat
}
