import type { SigKey } from '../usersig.ts'
import { signUserSig } from '../usersig.ts'
import { GatewaySocket } from './gateway-socket.ts'

/** A server under load and the key that its UserSigs are signed with; a floor takes any. */
export interface Target extends SigKey {
  readonly url: string
}

interface Answer {
  readonly id: number
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
}

/** A signed-in connection that asks one thing after another; for load, take its socket. */
export class Session {
  readonly socket: GatewaySocket
  #id = 0

  private constructor(socket: GatewaySocket) {
    this.socket = socket
  }

  /** Connects and signs in; `closed` hears of every end but the own one. */
  static async open(
    target: Target,
    userId: string,
    closed: (reason: string) => void = () => {},
    instanceId?: string,
  ): Promise<Session> {
    const socket = await GatewaySocket.connect(target.url, { text: () => {}, closed })
    const session = new Session(socket)
    await session.ask('login', {
      sdkAppId: target.sdkAppId,
      userId,
      userSig: signUserSig(target, userId),
      ...(instanceId === undefined ? {} : { instanceId }),
    })
    return session
  }

  /** The result of a request; throws the error a server answers. */
  async ask(method: string, params: unknown): Promise<unknown> {
    const id = this.#id++
    const answered = Promise.withResolvers<Answer>()
    this.socket.listen((bytes, start, end) => {
      const frame = JSON.parse(bytes.toString('utf8', start, end)) as Answer
      if (frame.id === id) answered.resolve(frame)
    })
    this.socket.send(JSON.stringify({ id, method, params }))
    const { error, result } = await answered.promise
    if (error !== undefined) throw new Error(`${method}: ${error.code} ${error.message}`)
    return result
  }

  close(): void {
    this.socket.close()
  }
}

/** Opens sessions for the users, a bounded number at a time. */
export async function openSessions(
  target: Target,
  userIds: readonly string[],
  closed: (reason: string) => void,
): Promise<Session[]> {
  const sessions: Session[] = []
  for (let at = 0; at < userIds.length; at += 50) {
    const batch = userIds.slice(at, at + 50)
    sessions.push(...(await Promise.all(batch.map((id) => Session.open(target, id, closed)))))
  }
  return sessions
}

/** The UserID of the n-th user of a run. */
export function userName(index: number): string {
  return `u${String(index).padStart(6, '0')}`
}
