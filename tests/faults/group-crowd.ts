import { addGroupMember, deleteGroupMember, groupCreate, groupSend, login } from '@yanshu/protocol'
import type { TestApp } from '@yanshu/server/testing'
import { GatewayFault, RawClient } from '@yanshu/server/testing'
import { toGroup } from '../doors/group-talk.ts'
import { callRest, userSigOf } from '../process/operator.ts'
import type { Chance } from './chance.ts'

/** A server, an app on it, and how it is dealt with. */
export interface Place {
  readonly url: string
  readonly app: TestApp
  readonly chance: Chance
}

/** What was acknowledged of a message. */
export interface Spoken {
  readonly groupId: string
  readonly id: string
  readonly seq: number
  readonly words: string
}

/** What is known of a membership; `unknown` while nothing was answered. */
export type Membership = 'in' | 'out' | 'unknown'

/** Milliseconds between two new groups. */
const PACE = 40

/** Code of a connection that ended without a word, as it does with its server. */
const BROKEN = 1006

export async function connect({ url, app }: Place, userId: string): Promise<RawClient> {
  const client = await RawClient.connect(url)
  const userSig = userSigOf(app, userId)
  await client.call(login, { sdkAppId: app.appId, userId, userSig, platform: 'Web' })
  return client
}

/** Those who speak in groups, make them and bring others in, and remember what was acknowledged. */
export class Crowd {
  readonly groups: string[] = []
  readonly spoken: Spoken[] = []
  /** By group and account. */
  readonly members = new Map<string, Map<string, Membership>>()
  /** Answers that nobody should get. */
  readonly troubles: string[] = []
  #count = 0

  /** Makes a group of ann; answers its id. */
  async found(client: RawClient, members: readonly string[]): Promise<string> {
    const { group } = await client.call(groupCreate, {
      type: 'Public',
      name: 'crowd',
      members: members.map((userId) => ({ userId })),
    })
    this.groups.push(group.groupId)
    this.members.set(group.groupId, new Map(members.map((userId) => [userId, 'in'])))
    return group.groupId
  }

  /** Speaks in groups until the connection breaks. */
  async speak({ chance }: Place, client: RawClient, name: string): Promise<void> {
    await this.#untilBroken(async () => {
      const groupId = chance.pick(this.groups)
      this.#count += 1
      const words = `${name} ${this.#count}`
      const asked = toGroup(groupId, this.#count, words)
      const { id, seq, dropped } = await client.call(groupSend, asked)
      if (!dropped) this.spoken.push({ groupId, id, seq, words })
    })
  }

  /** Makes a new group now and then until the connection breaks. */
  async make(client: RawClient, members: readonly string[]): Promise<void> {
    await this.#untilBroken(async () => {
      await this.found(client, members)
      await Bun.sleep(PACE)
    })
  }

  /** Brings accounts in and sends them away again until the server is gone. */
  async move({ url, app, chance }: Place, accounts: readonly string[]): Promise<void> {
    for (;;) {
      const GroupId = chance.pick(this.groups)
      const account = chance.pick(accounts)
      const known = this.members.get(GroupId) ?? new Map<string, Membership>()
      const comes = known.get(account) !== 'in'
      known.set(account, 'unknown')
      const body = comes
        ? { GroupId, MemberList: [{ Member_Account: account }] }
        : { GroupId, MemberToDel_Account: [account] }
      try {
        await callRest(url, app, comes ? addGroupMember : deleteGroupMember, body)
      } catch (error) {
        // Nothing listens any more; an answer that is a refusal names the command.
        const text = String(error)
        if (text.includes('ErrorCode')) this.troubles.push(text)
        return
      }
      known.set(account, comes ? 'in' : 'out')
    }
  }

  async #untilBroken(work: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await work()
      } catch (error) {
        const isBroken = error instanceof GatewayFault && error.code === BROKEN
        if (!isBroken) this.troubles.push(String(error))
        return
      }
    }
  }
}
