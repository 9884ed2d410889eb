import { randomUUID } from 'node:crypto'
import type { SessionInfo } from '@yanshu/protocol'
import { loginRequest, passwordChange } from '@yanshu/protocol'
import type { z } from 'zod'
import type { Access } from '../../access/access.ts'
import type { PasswordChangeOutcome } from '../../access/sessions/password-change.ts'
import type { Session } from '../../access/sessions/sessions.ts'
import { isCsrfTokenOf } from '../../access/sessions/sessions.ts'
import type { SignInOutcome } from '../../access/sessions/sign-in.ts'
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
  readonly access: Pick<
    Access,
    'sessions' | 'signIn' | 'authorizer' | 'passwordChange' | 'passwordPolicy' | 'sessionRecorder'
  >
  readonly runner: ActionRunner
  readonly log: Logger
}

export interface ConsoleDoor {
  /** Answers `/session`. */
  readonly session: Door
  /** Answers `PUT /session/password`. */
  readonly password: Door
  /** Answers `POST /session/may`. */
  readonly may: Door
  /** Answers `POST /api`. */
  readonly api: Door
}

type Refusal = Extract<SignInOutcome | PasswordChangeOutcome, { readonly fault: unknown }>

const MAX_LOGIN_BYTES = 8192

/** The doors of the console: a cookie says who calls, everything else is as at the cloud door. */
export function createConsoleDoor(deps: ConsoleDoorDeps): ConsoleDoor {
  return {
    session: async (request, sourceIp) => {
      if (request.method === 'GET') return showSession(deps, request)
      if (request.method === 'POST') return signIn(deps, request, sourceIp)
      if (request.method === 'DELETE') return signOut(deps, request, sourceIp)
      return refuse('badRequest')
    },
    may: (request, sourceIp) => mayAct(deps, request, sourceIp),
    password: async (request, sourceIp) => {
      return request.method === 'PUT'
        ? changePassword(deps, request, sourceIp)
        : refuse('badRequest')
    },
    api: (request, sourceIp) => callAction(deps, request, sourceIp),
  }
}

async function showSession({ access }: ConsoleDoorDeps, request: Request): Promise<Response> {
  const session = await findSession(access, request)
  return session === undefined ? refuse('signedOut') : answer(await toInfo(access, session))
}

async function signIn(
  { access }: ConsoleDoorDeps,
  request: Request,
  sourceIp: string,
): Promise<Response> {
  if (!isSameOrigin(request)) return refuse('badCsrfToken')
  const credentials = await readJson(request, loginRequest)
  if (credentials === undefined) return refuse('badRequest')
  const outcome = await access.signIn.signIn({ ...credentials, sourceIp })
  if ('fault' in outcome) return refuseOutcome(outcome)
  const before = readSessionCookie(request)
  if (before !== undefined) await access.sessions.close(before)
  const { session } = outcome
  const cookie = sessionCookie(request, session.token)
  return answer(await toInfo(access, session), { headers: { 'set-cookie': cookie } })
}

async function changePassword(
  { access }: ConsoleDoorDeps,
  request: Request,
  sourceIp: string,
): Promise<Response> {
  const session = await checkedSession(access, request)
  if (session instanceof Response) return session
  const wanted = await readJson(request, passwordChange)
  if (wanted === undefined) return refuse('badRequest')
  const token = readSessionCookie(request) ?? ''
  const outcome = await access.passwordChange.change({ ...wanted, session, token, sourceIp })
  return 'fault' in outcome ? refuseOutcome(outcome) : answer(await toInfo(access, outcome.session))
}

function refuseOutcome(outcome: Refusal): Response {
  return refuse(outcome.fault, 'retryAfter' in outcome ? outcome.retryAfter : undefined)
}

async function signOut(
  { access }: ConsoleDoorDeps,
  request: Request,
  sourceIp: string,
): Promise<Response> {
  const session = await checkedSession(access, request)
  if (session instanceof Response) return session
  await access.sessions.close(readSessionCookie(request) ?? '')
  access.sessionRecorder.signedOut(session.principal, sourceIp)
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
  if (session.mustChangePassword) return refuse('mustChangePassword')
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
  if (session.mustChangePassword) return refuse('mustChangePassword')
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
async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) return undefined
  try {
    const body = parseJsonObject(await readBody(request, MAX_LOGIN_BYTES))
    return schema.safeParse(body).data
  } catch {
    // Too long, cut off or no JSON: all the same to who signs in.
    return undefined
  }
}

async function toInfo(
  { passwordPolicy }: Pick<Access, 'passwordPolicy'>,
  { principal, csrfToken, mustChangePassword }: Session,
): Promise<SessionInfo> {
  const { user, uin, ownerUin, isRoot } = principal
  const { minimumLength, mustContain } = await passwordPolicy.rulesFor(principal)
  const passwordForm = { minimumLength, mustContain }
  return { user, uin, ownerUin, isRoot, csrfToken, mustChangePassword, passwordForm }
}
