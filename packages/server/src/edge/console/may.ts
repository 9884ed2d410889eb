import type { MayAnswer } from '@yanshu/protocol'
import { mayRequest } from '@yanshu/protocol'
import type { Access } from '../../access/access.ts'
import { answerChecks } from '../../access/policy/permission-checks.ts'
import type { Principal } from '../../calls/principal.ts'
import { readBody } from '../cloud/bounded-body.ts'
import { parseJsonObject } from '../cloud/json-object.ts'
import { answer, refuse } from './faults.ts'

/** 200 checks with the longest names there are. */
const MAX_BYTES = 256 * 1024

export interface MayCall {
  readonly access: Pick<Access, 'authorizer'>
  readonly principal: Principal
  readonly sourceIp: string
}

/** Answers `POST /session/may` for somebody who is signed in. */
export async function answerMay(call: MayCall, request: Request): Promise<Response> {
  const checks = await readChecks(request)
  if (checks === undefined) return refuse('badRequest')
  const allowed = await answerChecks(call.access.authorizer, call, checks)
  return answer({ allowed } satisfies MayAnswer)
}

async function readChecks(request: Request) {
  try {
    const body = parseJsonObject(await readBody(request, MAX_BYTES))
    return mayRequest.safeParse(body).data?.checks
  } catch {
    // Too long, cut off or no JSON: all the same to who asks.
    return undefined
  }
}
