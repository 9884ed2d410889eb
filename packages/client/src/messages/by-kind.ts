import type { GroupModifyResult, ModifyResult } from '@yanshu/protocol'
import type { Ask, RequestParams } from '../connection/requests.ts'
import { groupIn } from '../conversations/conversation-id.ts'
import type { AnyWire } from './any-wire.ts'
import type { MessagePlace } from './place.ts'

// Messages of groups have methods of their own, which name the group instead of the conversation.

type Placed = { readonly conversationId: string }
type Rest<Name extends 'message.modify' | 'message.history' | 'message.extensions.set'> = Omit<
  RequestParams<Name>,
  'conversationId'
>

/** The group of a request and what else it says; `undefined` in a one-to-one conversation. */
function inGroup<Params extends Placed>({ conversationId, ...rest }: Params) {
  const groupId = groupIn(conversationId)
  return groupId === undefined ? undefined : { ...rest, groupId }
}

export function askHistory(
  ask: Ask,
  params: Rest<'message.history'> & Placed,
): Promise<{ readonly messages: readonly AnyWire[]; readonly complete: boolean }> {
  const group = inGroup(params)
  return group ? ask('group.history', group) : ask('message.history', params)
}

export function askModify(
  ask: Ask,
  params: Rest<'message.modify'> & Placed,
): Promise<ModifyResult | GroupModifyResult> {
  const group = inGroup(params)
  return group ? ask('group.modify', group) : ask('message.modify', params)
}

interface Seqs extends Placed {
  readonly seqs: number[]
}

export async function askDelete(ask: Ask, params: Seqs): Promise<void> {
  const group = inGroup(params)
  await (group ? ask('group.deleteMessages', group) : ask('message.delete', params))
}

export async function askSendReceipts(ask: Ask, params: Seqs): Promise<void> {
  const group = inGroup(params)
  await (group ? ask('group.sendReceipts', group) : ask('message.receipt', params))
}

export function askExtensionsSet(ask: Ask, params: Rest<'message.extensions.set'> & Placed) {
  const group = inGroup(params)
  return group ? ask('group.extensions.set', group) : ask('message.extensions.set', params)
}

export function askExtensions(ask: Ask, params: MessagePlace & { readonly startSeq: number }) {
  const group = inGroup(params)
  return group ? ask('group.extensions', group) : ask('message.extensions', params)
}

type Reacting = MessagePlace & { readonly reaction: string }

export async function askReact(ask: Ask, params: Reacting, adds: boolean): Promise<void> {
  const group = inGroup(params)
  if (adds) await (group ? ask('group.reaction.add', group) : ask('message.reaction.add', params))
  else {
    await (group ? ask('group.reaction.remove', group) : ask('message.reaction.remove', params))
  }
}

export function askReactions(ask: Ask, params: Seqs & { readonly users: number }) {
  const group = inGroup(params)
  return group ? ask('group.reactions', group) : ask('message.reactions', params)
}

export function askReactionUsers(
  ask: Ask,
  params: Reacting & { readonly next: number; readonly count: number },
) {
  const group = inGroup(params)
  return group ? ask('group.reaction.users', group) : ask('message.reaction.users', params)
}

/** Moves the own read position; to the newest message where no seq is named. */
export async function askRead(ask: Ask, params: Placed & { readonly seq?: number }): Promise<void> {
  const group = inGroup(params)
  await (group ? ask('group.read', group) : ask('message.read', params))
}
