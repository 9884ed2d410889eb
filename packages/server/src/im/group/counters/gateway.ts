import {
  groupCounters,
  groupCountersDecrease,
  groupCountersIncrease,
  groupCountersSet,
} from '@yanshu/protocol'
import type { GatewayCall, GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { Repeats } from '../../../calls/repeats.ts'
import type { Clock } from '../../../clock.ts'
import type { GroupRow } from '../group.ts'
import type { MembershipDeps } from '../membership.ts'
import { requireMember } from '../membership.ts'
import type { CounterDoorDeps } from './rest.ts'

type Step = GatewayCall<{
  readonly groupId: string
  readonly key: string
  readonly value: number
  readonly random?: number | undefined
}>

/** What members do with the counters of their groups; every member may count. */
export function counterGateway(
  deps: CounterDoorDeps & MembershipDeps & { readonly now: Clock },
): readonly GatewayHandler[] {
  const { counters, directory } = deps
  const repeats = new Repeats<{ readonly key: string; readonly value: number }>(deps.now)
  const groupOf = async (appId: number, groupId: string, account: string): Promise<GroupRow> => {
    const group = await directory.get(appId, groupId)
    await requireMember(deps, group, account)
    return group
  }
  const count = (mode: 'Increase' | 'Decrease', call: Step) => {
    const { appId, account, sessionId, params } = call
    const { groupId, key, value, random } = params
    const name = random === undefined ? undefined : `${appId}/${account}/${groupId}/${random}`
    return repeats.once(name, async () => {
      const group = await groupOf(appId, groupId, account)
      const changed = await counters.update(group, mode, [[key, value]], { account, sessionId })
      return { key, value: changed.get(key) ?? 0 }
    })
  }
  return [
    handleMethod(groupCounters, async ({ appId, account, params: { groupId, keys } }) => {
      const group = await groupOf(appId, groupId, account)
      const all = await counters.read(group, keys.length === 0 ? undefined : keys)
      return { counters: Object.fromEntries(all) }
    }),
    handleMethod(groupCountersSet, async ({ appId, account, sessionId, params }) => {
      const group = await groupOf(appId, params.groupId, account)
      const steps = Object.entries(params.counters)
      const changed = await counters.update(group, 'Set', steps, { account, sessionId })
      return { counters: Object.fromEntries(changed) }
    }),
    handleMethod(groupCountersIncrease, (call) => count('Increase', call)),
    handleMethod(groupCountersDecrease, (call) => count('Decrease', call)),
  ]
}
