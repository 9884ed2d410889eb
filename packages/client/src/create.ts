import { type ChatSDK, createChat } from './chat.ts'
import { timing } from './connection/timing.ts'
import { failure, sdkErrors } from './errors.ts'
import type { CreateOptions } from './options.ts'

const instances = new Map<string, ChatSDK>()

/**
 * Creates the instance of an app, or answers the one there is until it is destroyed. An app that
 * needs several accounts in one place gives each of its instances an `instanceKey`.
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
  const key = `${id}/${options.instanceKey ?? ''}`
  const present = instances.get(key)
  if (present) return present
  const chat = createChat(options, timing, () => instances.delete(key))
  instances.set(key, chat)
  return chat
}
