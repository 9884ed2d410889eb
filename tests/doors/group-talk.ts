import type { GatewayEvents, WireGroupMessage } from '@yanshu/protocol'
import type { RawClient } from '@yanshu/server/testing'
import { text } from './talk.ts'

/** What `group.send` takes; the random makes it a message of its own. */
export function toGroup(groupId: string, random: number, words = `message ${random}`) {
  return { groupId, random, clientTime: 1_700_000_000, body: text(words) }
}

/** What `send_group_msg` takes. */
export function inGroup(GroupId: string, Random: number, words = `message ${Random}`) {
  return { GroupId, Random, MsgBody: text(words) }
}

/** The next messages of groups that a client receives. */
export async function hear(client: RawClient, count: number): Promise<readonly WireGroupMessage[]> {
  const messages: WireGroupMessage[] = []
  while (messages.length < count) {
    const { message } = (await client.next('group.message')) as GatewayEvents['group.message']
    messages.push(message)
  }
  return messages
}

/** Sees to it that everything sent to a client before is there. */
export async function settled(client: RawClient): Promise<void> {
  await client.request('ping', {})
}
