import type { CloudAction, PermissionCheck } from '@yanshu/protocol'
import { cloudActions } from '@yanshu/protocol'
import type { Asker, Authorizer } from './authorizer.ts'
import { appResource, permissionOf } from './resources-of.ts'

const actions: ReadonlyMap<string, CloudAction> = new Map(
  cloudActions.map((action) => [permissionOf(action), action]),
)

/** What a check asks: about one resource, about any of them, or about an action that is not there. */
type Meaning = { readonly resource: string } | 'any' | 'unknown'

/** One answer for each check, in their order. */
export async function answerChecks(
  authorizer: Authorizer,
  asker: Asker,
  checks: readonly PermissionCheck[],
): Promise<readonly boolean[]> {
  const { ownerUin } = asker.principal
  const meanings = checks.map((check) => meaningOf(check, ownerUin))
  const questions = meanings.flatMap((meaning, at) => {
    const permission = checks[at]?.Action ?? ''
    return typeof meaning === 'string' ? [] : [{ permission, ...meaning }]
  })
  const decisions = (await authorizer.decideAll(asker, questions)).values()
  const answers = meanings.map((meaning, at) => {
    if (meaning === 'unknown') return false
    if (meaning === 'any') return authorizer.grantsAnything(asker, checks[at]?.Action ?? '')
    return decisions.next().value?.allowed === true
  })
  return Promise.all(answers)
}

function meaningOf(check: PermissionCheck, ownerUin: string): Meaning {
  const action = actions.get(check.Action)
  if (action === undefined) return 'unknown'
  if (check.Resource !== undefined) return { resource: check.Resource }
  if (check.SDKAppID !== undefined) return { resource: appResource(ownerUin, check.SDKAppID) }
  if (action.resource === 'none') return { resource: '*' }
  if (action.resource === 'apps') return { resource: appResource(ownerUin, '*') }
  return 'any'
}
