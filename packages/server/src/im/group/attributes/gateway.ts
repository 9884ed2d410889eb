import {
  groupAttributes,
  groupAttributesDelete,
  groupAttributesInit,
  groupAttributesSet,
} from '@yanshu/protocol'
import type { GatewayCall, GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import type { GroupRow } from '../group.ts'
import type { MembershipDeps } from '../membership.ts'
import { requireMember } from '../membership.ts'
import type { AttributeDoorDeps } from './rest.ts'
import type { AttributeChange, Attributes } from './rules.ts'

type Written = GatewayCall<{ readonly groupId: string; readonly sequence: number }>

/** What members do with the attributes of their groups; every member may write them. */
export function attributeGateway(
  deps: AttributeDoorDeps & MembershipDeps,
): readonly GatewayHandler[] {
  const { attributes, directory } = deps
  const groupOf = async (appId: number, groupId: string, account: string): Promise<GroupRow> => {
    const group = await directory.get(appId, groupId)
    await requireMember(deps, group, account)
    return group
  }
  const write = async (call: Written, change: AttributeChange) => {
    const { appId, account, sessionId, params } = call
    const group = await groupOf(appId, params.groupId, account)
    const writer = { account, sessionId, sequence: params.sequence }
    return { sequence: await attributes.write(group, change, writer) }
  }
  return [
    handleMethod(groupAttributes, async ({ appId, account, params: { groupId, keys } }) => {
      const { sequence, attributes: all } = await attributes.read(
        await groupOf(appId, groupId, account),
      )
      return { attributes: chosen(all, keys), sequence }
    }),
    handleMethod(groupAttributesInit, (call) =>
      write(call, { kind: 'replace', attributes: mapOf(call.params.attributes) }),
    ),
    handleMethod(groupAttributesSet, (call) =>
      write(call, { kind: 'set', attributes: mapOf(call.params.attributes) }),
    ),
    handleMethod(groupAttributesDelete, (call) => {
      const keys = [...new Set(call.params.keys)]
      return write(call, keys.length === 0 ? { kind: 'clear' } : { kind: 'delete', keys })
    }),
  ]
}

function mapOf(given: Readonly<Record<string, string>>): Attributes {
  return new Map(Object.entries(given))
}

function chosen(all: Attributes, keys: readonly string[]): Readonly<Record<string, string>> {
  if (keys.length === 0) return Object.fromEntries(all)
  const wanted = new Set(keys)
  return Object.fromEntries([...all].filter(([key]) => wanted.has(key)))
}
