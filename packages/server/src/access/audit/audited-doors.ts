import type { AuditDoor } from '@yanshu/protocol'
import { commandPath, ImError } from '@yanshu/protocol'
import type { GatewayCall, GatewayHandler } from '../../calls/gateway-call.ts'
import { Later } from '../../calls/gateway-call.ts'
import type { RestCall, RestHandler } from '../../calls/rest-call.ts'
import { appResource } from '../policy/resources-of.ts'
import type { AuditEntry } from './audit-entry.ts'
import type { AuditTrail } from './audit-trail.ts'
import { auditedCommands } from './audited-commands.ts'
import { auditedMethods } from './audited-methods.ts'
import { snapshotOf } from './snapshot-of.ts'

export interface AuditedDoorDeps {
  readonly trail: AuditTrail
  /** The root account that the applications belong to. */
  readonly ownerUin: string
}

/**
 * The same handlers, where those that change accounts, groups, mutes or configuration leave an audit
 * entry. The answer waits for what is looked at before, which is mostly in memory, and for nothing else.
 */
export function auditedRest(
  deps: AuditedDoorDeps,
  handlers: readonly RestHandler[],
): readonly RestHandler[] {
  return handlers.map((handler) =>
    auditedCommands.has(commandPath(handler.command)) ? auditedCommand(deps, handler) : handler,
  )
}

function auditedCommand(deps: AuditedDoorDeps, handler: RestHandler): RestHandler {
  const { trail, ownerUin } = deps
  const action = `rest:${commandPath(handler.command)}`
  return {
    ...handler,
    async run(call) {
      if (!(await trail.settings.of(ownerUin)).RestCalls) return handler.run(call)
      const entry = entryOf(deps, { door: 'rest', action, body: call.body }, call, call.operator)
      const before = await snapshotOf(() => handler.snapshot?.(call, undefined))
      try {
        const answer = await handler.run(call)
        const after = snapshotOf(() => handler.snapshot?.(call, answer))
        const outcome = outcomeOf(answer)
        trail.note(after.then((now) => ({ ...entry, ...outcome, before, after: now })))
        return answer
      } catch (error) {
        trail.note({ ...entry, ...failureOf(error) })
        throw error
      }
    },
  }
}

/** The same for requests of clients that change groups, where the settings want them. */
export function auditedGateway(
  deps: AuditedDoorDeps,
  handlers: readonly GatewayHandler[],
): readonly GatewayHandler[] {
  return handlers.map((handler) =>
    auditedMethods.has(handler.method.name) ? auditedMethod(deps, handler) : handler,
  )
}

function auditedMethod(deps: AuditedDoorDeps, handler: GatewayHandler): GatewayHandler {
  const { trail, ownerUin } = deps
  const action = `gateway:${handler.method.name}`
  return {
    ...handler,
    run(call) {
      // Not awaited: requests of a connection begin in the order they came.
      if (!trail.settings.known(ownerUin)?.GatewayCalls) return handler.run(call)
      const entry = entryOf(
        deps,
        { door: 'gateway', action, body: call.params },
        call,
        call.account,
      )
      const done = () => trail.note({ ...entry, code: 'OK' })
      const failed = (error: unknown) => trail.note({ ...entry, ...failureOf(error) })
      return watched(() => handler.run(call), done, failed)
    },
  }
}

/** Does work and tells what became of it, without holding it up. */
function watched<Result>(
  work: () => Result,
  done: () => void,
  failed: (error: unknown) => void,
): Result {
  try {
    const outcome = work()
    tellOf(outcome, done, failed)
    return outcome
  } catch (error) {
    failed(error)
    throw error
  }
}

function tellOf(outcome: unknown, done: () => void, failed: (error: unknown) => void): void {
  if (outcome instanceof Later) outcome.settle(done, failed)
  else if (outcome instanceof Promise) {
    outcome.then((result: unknown) => tellOf(result, done, failed), failed)
  } else done()
}

function entryOf(
  { ownerUin }: AuditedDoorDeps,
  asked: { readonly door: AuditDoor; readonly action: string; readonly body: unknown },
  { appId, sourceIp }: Pick<RestCall<unknown> & GatewayCall<unknown>, 'appId' | 'sourceIp'>,
  user: string,
): Omit<AuditEntry, 'code'> {
  const resource = appResource(ownerUin, appId)
  return { ...asked, ownerUin, uin: '', user, resource, sourceIp }
}

/** An answer may be a failure of its own, as where a batch did nothing. */
function outcomeOf(answer: object): Pick<AuditEntry, 'code' | 'message'> {
  const { ErrorCode = 0, ErrorInfo = '' } = answer as {
    readonly ErrorCode?: number
    readonly ErrorInfo?: string
  }
  return ErrorCode === 0 ? { code: 'OK' } : { code: String(ErrorCode), message: ErrorInfo }
}

function failureOf(error: unknown): Pick<AuditEntry, 'code' | 'message'> {
  if (!(error instanceof ImError)) return { code: 'InternalError' }
  return { code: String(error.row.code), message: error.message }
}
