import { randomUUID } from 'node:crypto'
import type { SessionInfo } from '@yanshu/protocol'
import { loginRequest } from '@yanshu/protocol'
import type { Access } from '../../access/access.ts'
import type { Session } from '../../access/sessions/sessions.ts'
import { isCsrfTokenOf } from '../../access/sessions/sessions.ts'
import type { Logger } from '../../log.ts'
import type { ActionRunner } from '../cloud/action-runner.ts'
import { readBody } from '../cloud/bounded-body.ts'
import type { Door } from '../cloud/cloud-door.ts'
import { MAX_BODY_BYTES } from '../cloud/cloud-door.ts'
import { inEnvelope } from '../cloud/envelope.ts'
import { parseJsonObject } from '../cloud/json-object.ts'
import { answer, ownHeaders, refuse } from './faults.ts'
import { answerMay } from './may.ts'
import { isSameOrigin } from './same-origin.ts'
import { readSessionCookie, sessionCookie } from './session-cookie.ts'

export interface ConsoleDoorDeps {
  readonly access: Pick<Access, 'sessions' | 'signIn' | 'authorizer'>
  readonly runner: ActionRunner
  readonly log: Logger
}

export interface ConsoleDoor {
  /** Answers `/session`. */
  readonly session: Door
  /** Answers `POST /session/may`. */
  readonly may: Door
  /** Answers `POST /api`. */
  readonly api: Door
}

const MAX_LOGIN_BYTES = 8192

/** The doors of the console: a cookie says who calls, everything else is as at the cloud door. */
export function createConsoleDoor(deps: ConsoleDoorDeps): ConsoleDoor {
  return {
    session: async (request, sourceIp) => {
      if (request.method === 'GET') return showSession(deps, request)
      if (request.method === 'POST') return signIn(deps, request, sourceIp)
      if (request.method === 'DELETE') return signOut(deps, request)
      return refuse('badRequest')
    },
    may: (request, sourceIp) => mayAct(deps, request, sourceIp),
    api: (request, sourceIp) => callAction(deps, request, sourceIp),
  }
}

async function showSession({ access }: ConsoleDoorDeps, request: Request): Promise<Response> {
  const session = await findSession(access, request)
  return session === undefined ? refuse('signedOut') : answer(toInfo(session))
}

async function signIn(
  { access }: ConsoleDoorDeps,
  request: Request,
  sourceIp: string,
): Promise<Response> {
  if (!isSameOrigin(request)) return refuse('badCsrfToken')
  const credentials = await readCredentials(request)
  if (credentials === undefined) return refuse('badRequest')
  const outcome = await access.signIn.signIn({ ...credentials, sourceIp })
  if ('fault' in outcome) {
    return refuse(outcome.fault, 'retryAfter' in outcome ? outcome.retryAfter : undefined)
  }
  const before = readSessionCookie(request)
  if (before !== undefined) await access.sessions.close(before)
  const { session } = outcome
  const cookie = sessionCookie(request, session.token)
  return answer(toInfo(session), { headers: { 'set-cookie': cookie } })
}

async function signOut({ access }: ConsoleDoorDeps, request: Request): Promise<Response> {
  const session = await checkedSession(access, request)
  if (session instanceof Response) return session
  await access.sessions.close(readSessionCookie(request) ?? '')
  const headers = { ...ownHeaders(), 'set-cookie': sessionCookie(request, '') }
  return new Response(null, { status: 204, headers })
}

async function mayAct(
  { access }: ConsoleDoorDeps,
  request: Request,
  sourceIp: string,
): Promise<Response> {
  if (request.method !== 'POST') return refuse('badRequest')
  const session = await checkedSession(access, request)
  if (session instanceof Response) return session
  return answerMay({ access, principal: session.principal, sourceIp }, request)
}

async function callAction(
  { access, runner, log }: ConsoleDoorDeps,
  request: Request,
  sourceIp: string,
): Promise<Response> {
  if (request.method !== 'POST') return refuse('badRequest')
  const session = await checkedSession(access, request)
  if (session instanceof Response) return session
  const requestId = randomUUID()
  const response = await inEnvelope(log, requestId, async () => {
    const values = parseJsonObject(await readBody(request, MAX_BODY_BYTES))
    const route = {
      action: request.headers.get('x-tc-action') ?? undefined,
      version: request.headers.get('x-tc-version') ?? undefined,
    }
    const { principal } = session
    const params = { values, textual: false }
    return runner.run({ principal, route, params, requestId, sourceIp, door: 'console' })
  })
  for (const [name, value] of Object.entries(ownHeaders())) response.headers.set(name, value)
  return response
}

/** The session of a request that may change something, or the answer that refuses it. */
async function checkedSession(
  access: Pick<Access, 'sessions'>,
  request: Request,
): Promise<Session | Response> {
  if (!isSameOrigin(request)) return refuse('badCsrfToken')
  const session = await findSession(access, request)
  if (session === undefined) return refuse('signedOut')
  if (!isCsrfTokenOf(session, request.headers.get('x-csrf-token'))) return refuse('badCsrfToken')
  return session
}

async function findSession(
  { sessions }: Pick<Access, 'sessions'>,
  request: Request,
): Promise<Session | undefined> {
  const token = readSessionCookie(request)
  return token === undefined ? undefined : sessions.find(token)
}

/** Only JSON is read: another site's form could send anything else without being asked. */
async function readCredentials(request: Request) {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) return undefined
  try {
    const body = parseJsonObject(await readBody(request, MAX_LOGIN_BYTES))
    return loginRequest.safeParse(body).data
  } catch {
    // Too long, cut off or no JSON: all the same to who signs in.
    return undefined
  }
}

function toInfo({ principal, csrfToken }: Session): SessionInfo {
  return { user: principal.user, uin: principal.uin, isRoot: principal.isRoot, csrfToken }
}
