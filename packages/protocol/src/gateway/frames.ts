import { z } from 'zod'

/** A request frame. `id` is chosen by the client and comes back in the answer. */
export const requestFrame = z.object({
  id: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  method: z.string().max(64),
  params: z.unknown().optional(),
})

export interface ErrorFrame {
  readonly id: number
  readonly error: { readonly code: number; readonly message: string }
}

/** Bounds of a connection. Source: 使用限制 (SDK network), and our own where it is silent. */
export const gatewayLimits = {
  /** Milliseconds from the opened connection to a successful login. */
  loginTime: 10_000,
  /** Bytes of one frame. */
  frameBytes: 64 * 1024,
  /** Frames of one connection that wait for their answer. */
  waiting: 128,
  /** Bytes the server holds for a client that does not read. */
  unsentBytes: 8 * 1024 * 1024,
  /** Requests a second and connection; a burst of twice as much is allowed. */
  requestsPerSecond: 100,
  /** A page is offline after twice this time without a frame. */
  heartbeatSeconds: 30,
  /** Any other platform may be silent for so long: its system puts it to sleep. */
  nativeSilenceSeconds: 400,
  /** The same for a visitor, who proves nothing and therefore gets little. */
  visitorFrameBytes: 4 * 1024,
  visitorWaiting: 16,
  visitorRequestsPerSecond: 5,
  /** Seconds that a visitor may be in no live room, however often it pings. */
  visitorRoomlessSeconds: 60,
  /** A second and address, so often is storage asked for what visitors name and nobody has in memory. */
  visitorLookups: 20,
} as const
