import type { Server, ServerWebSocket } from 'bun'
import type { Door } from '../cloud/cloud-door.ts'
import { isCloudCall } from '../cloud/cloud-door.ts'
import type { ConsoleDoor } from '../console/console-door.ts'
import type { FilesDoor } from '../files/files-door.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { GatewayLimits } from '../gateway/gateway-deps.ts'
import type { Session } from '../gateway/session.ts'
import type { RestDoor } from '../rest/rest-door.ts'
import type { StaticFiles } from './static-files.ts'

/** Above what every door but that of files takes, so that they answer in their own words. */
const BODY_BYTES = 4 * 1024 * 1024

/** Seconds that an upload may pause, and that storing what arrived may take. */
const UPLOAD_IDLE = 255

export interface HttpDeps {
  readonly host: string
  readonly port: number
  readonly limits: GatewayLimits
  readonly rest: RestDoor
  readonly cloud: Door
  readonly console: ConsoleDoor
  readonly files: StaticFiles
  readonly media: FilesDoor
  /** Bytes of the largest file that may be uploaded. */
  readonly uploadBytes: number
  /** Resolves when the storage answers. */
  ping(): Promise<void>
}

interface SocketData {
  readonly sourceIp: string
  session: Session | undefined
}

export type HttpServer = Server<SocketData>

/** Listens; what each path leads to is here and nowhere else. */
export function listen(deps: HttpDeps, gatewayOf: () => Gateway): HttpServer {
  return Bun.serve<SocketData>({
    hostname: deps.host,
    port: deps.port,
    // For files; the other doors stop at their own, whether or not a length was declared.
    maxRequestBodySize: Math.max(deps.uploadBytes, BODY_BYTES),
    idleTimeout: 60,
    fetch: (request, server) => route(deps, request, server),
    error: () => new Response('internal error', { status: 500 }),
    websocket: {
      maxPayloadLength: deps.limits.frameBytes,
      // Twice what a session is allowed to leave unsent: the session ends it first, with its own code.
      backpressureLimit: deps.limits.unsentBytes * 2,
      // Longer than any session may be silent: the session ends it first, with its own code.
      idleTimeout: 480,
      sendPings: true,
      open(socket) {
        socket.data.session = gatewayOf().open(socket, socket.data.sourceIp)
      },
      message(socket: ServerWebSocket<SocketData>, frame) {
        socket.data.session?.receive(frame)
      },
      close(socket, code) {
        const { session } = socket.data
        if (session) gatewayOf().ended(session, code)
        socket.data.session = undefined
      },
    },
  })
}

async function route(
  deps: HttpDeps,
  request: Request,
  server: HttpServer,
): Promise<Response | undefined> {
  const { path, query } = split(request.url)
  if (path.startsWith('/files/')) {
    server.timeout(request, UPLOAD_IDLE)
    return deps.media.answer(request, path, new URLSearchParams(query))
  }
  if (Number(request.headers.get('content-length') ?? 0) > BODY_BYTES) {
    return new Response('the body is too large', { status: 413 })
  }
  const sourceIp = server.requestIP(request)?.address ?? ''
  if (path.startsWith('/v4/')) {
    return deps.rest.answer(request, path, new URLSearchParams(query), sourceIp)
  }
  switch (path) {
    case '/gateway':
      return upgrade(request, server, sourceIp)
    case '/':
      return isCloudCall(request) ? deps.cloud(request, sourceIp) : deps.files.answer(request, path)
    case '/api':
      return deps.console.api(request, sourceIp)
    case '/session':
      return deps.console.session(request, sourceIp)
    case '/session/password':
      return deps.console.password(request, sourceIp)
    case '/session/may':
      return deps.console.may(request, sourceIp)
    case '/healthz':
      return new Response('ok')
    case '/readyz':
      return ready(deps)
    default:
      return deps.files.answer(request, path)
  }
}

function upgrade(request: Request, server: HttpServer, sourceIp: string): Response | undefined {
  if (server.upgrade(request, { data: { sourceIp, session: undefined } })) return undefined
  return new Response('a WebSocket is wanted here', { status: 426 })
}

async function ready(deps: HttpDeps): Promise<Response> {
  try {
    await deps.ping()
    return new Response('ready')
  } catch {
    return new Response('storage does not answer', { status: 503 })
  }
}

/** Path and query of a URL, without parsing the rest of it. */
function split(url: string): { readonly path: string; readonly query: string } {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  const mark = url.indexOf('?', start)
  if (mark < 0) return { path: url.slice(start), query: '' }
  return { path: url.slice(start, mark), query: url.slice(mark + 1) }
}
