/** Why the server, or a client, ends a connection. 4xxx codes are part of the client contract. */
export const closes = {
  /** The client logged out or the page closed; the server answers in kind. */
  done: { code: 1000, reason: 'done' },
  /** The server is going down; reconnect to it or to another node with back-off. */
  goingAway: { code: 1001, reason: 'server is going away' },
  /** A frame that is no text, no UTF-8 or larger than allowed is ended by the WebSocket layer. */
  tooBig: { code: 1009, reason: 'frame too large' },
  internal: { code: 1011, reason: 'internal error' },
  malformed: { code: 4400, reason: 'malformed frame' },
  authFailed: { code: 4401, reason: 'authentication failed' },
  kicked: { code: 4403, reason: 'signed in elsewhere' },
  authLate: { code: 4408, reason: 'no login in time' },
  idle: { code: 4409, reason: 'no heartbeat in time' },
  flood: { code: 4413, reason: 'too many frames waiting' },
  slow: { code: 4429, reason: 'client reads too slowly' },
  appStopped: { code: 4451, reason: 'the app is disabled or deleted' },
} as const

export interface Close {
  readonly code: number
  readonly reason: string
}
