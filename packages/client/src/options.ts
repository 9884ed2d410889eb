import type { Platform } from '@yanshu/protocol'
import type { FrameWatcher } from './connection/connection.ts'
import type { SocketClass } from './connection/socket.ts'
import type { Uploader } from './messages/uploader.ts'
import { failure, sdkErrors } from './errors.ts'

/** What `create` takes. Options of the Web SDK that mean nothing here are accepted and ignored. */
export interface CreateOptions {
  SDKAppID: number
  /** Address of the gateway: ws, wss, http or https, with or without `/gateway`. Default: the page's own host. */
  proxyServer?: string
  /** The same under a name of our own. */
  endpoint?: string
  /** The WebSocket to use where the platform has none: `ws` on Node 20 and 21. */
  webSocketClass?: SocketClass
  /** The kind of device that the multi-device rules see. */
  platform?: Platform
  /** Tells devices of one account apart; by default every instance is a device of its own. */
  instanceId?: string
  /** Makes an instance of its own; without one, the same SDKAppID is the same instance. */
  instanceKey?: string
  /** Shown every frame as it is, for tools that explain the traffic. The login frame holds the UserSig. */
  onFrame?: FrameWatcher
  /** Uploads files; for tests. */
  uploader?: Uploader
  fileUploadProxy?: string
  fileDownloadProxy?: string
  scene?: string
  unlimitedAVChatRoom?: boolean
  devMode?: boolean
  testEnv?: boolean
  framework?: string
  oversea?: boolean
}

const schemes: Partial<Record<string, string>> = {
  'ws:': 'ws:',
  'wss:': 'wss:',
  'http:': 'ws:',
  'https:': 'wss:',
}

/**
 * The WebSocket address behind what an app gives as its endpoint.
 *
 * @param page - address of the page the app runs in, where it runs in one.
 */
export function gatewayUrl(given: string | undefined, page: string | undefined): string {
  if (given === undefined && page === undefined) {
    throw failure(sdkErrors.badParameter, 'proxyServer is needed outside of a page')
  }
  // Of the page only the host counts: its path is the app's own.
  const text = given ?? new URL('/', page).href
  const parts = /^(?<scheme>[a-z]+:)\/\/(?<host>[^/?#]+)(?<path>[^?#]*)(?<query>\?[^#]*)?/i.exec(
    text,
  )?.groups
  const scheme = schemes[parts?.scheme?.toLowerCase() ?? '']
  if (parts === undefined || scheme === undefined) {
    throw failure(
      sdkErrors.badParameter,
      `proxyServer ${text} is no ws, wss, http or https address`,
    )
  }
  const path = (parts.path ?? '').replace(/\/+$/, '')
  const full = path.endsWith('/gateway') ? path : `${path}/gateway`
  return `${scheme}//${parts.host}${full}${parts.query ?? ''}`
}
