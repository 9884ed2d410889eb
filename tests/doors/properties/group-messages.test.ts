import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  conversationGet,
  groupClearHistory,
  groupHistory,
  groupJoin,
  groupQuit,
  groupRead,
  groupRecall,
  groupSend,
  tipTypes,
} from '@yanshu/protocol'
import type { GatewayEvents, WireGroupMessage } from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { GatewayFault } from '@yanshu/server/testing'
import fc from 'fast-check'
import { seedGroup } from '../group-seed.ts'
import { settled, toGroup } from '../group-talk.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { wordsOf } from '../talk.ts'
import type { Answer, Entry, Heard, How, Step, StoredType } from './group-talk-model.ts'
import { GroupModel } from './group-talk-model.ts'

const people = ['ann', 'bob', 'cat', 'dan'] as const
/** The owner first, who stays. */
const members = ['ann', 'bob']

const person = fc.constantFrom(...people)
const how = fc.constantFrom<How>('plain', 'plain', 'quiet', 'online', 'targeted')
const step = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('say'), who: person, how, to: person }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('read'), who: person, back: fc.nat(3) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('recall'), who: person, pick: fc.nat(30) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('join'), who: person }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('quit'), who: fc.constantFrom('bob', 'cat', 'dan') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear'), who: person }) },
)

describe.each(storages)('any talk in a group on $name', ({ name, start }) => {
  let im: TestServer
  let app: TestApp
  let clock: MovingClock
  /** What people do is done on the one device, and heard on the other. */
  let hands: ReadonlyMap<string, RawClient>
  let ears: ReadonlyMap<string, RawClient>
  let random = 0
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
    app = await seedApp(im, ...people)
    await setConf(im, app, { LoginMode: 'multi', Community: true })
    const connect = async (platform: 'Web' | 'iPhone') =>
      new Map(
        await Promise.all(
          people.map(async (who) => [who, await im.connect(app, who, { platform })] as const),
        ),
      )
    ;[hands, ears] = [await connect('Web'), await connect('iPhone')]
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const clientOf = (clients: ReadonlyMap<string, RawClient>, who: string): RawClient => {
    const client = clients.get(who)
    if (!client) throw new Error(`${who} is not connected`)
    return client
  }

  test.each<StoredType>(['Private', 'Public', 'ChatRoom', 'Community'])(
    'leaves in a %s group what the model says',
    async (type) => {
      const talk = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) =>
        play(type, steps),
      )
      await fc.assert(talk, { numRuns: name === 'SQLite' ? 60 : 8 })
    },
    120_000,
  )

  async function play(type: StoredType, steps: readonly Step[]): Promise<void> {
    const columns = { apply_option: 'FreeAccess' as const }
    const groupId = await seedGroup(im, app, {
      type,
      owner: 'ann',
      members: ['bob'],
      columns,
      createdAt: clock.now(),
    })
    const model = new GroupModel(type, people, members)
    for (const client of ears.values()) client.events.length = 0
    for (const one of steps) {
      clock.pass(SECOND)
      random += 1
      const words = `message ${random}`
      const expected = model.take(one, words)
      expect({ one, answer: await act(groupId, one, model, words) }).toEqual({
        one,
        answer: expected,
      })
    }
    for (const who of people) await compare(groupId, model, who)
  }

  async function act(
    groupId: string,
    one: Step,
    model: GroupModel,
    words: string,
  ): Promise<Answer> {
    try {
      return await actions(groupId, one, model, words)
    } catch (error) {
      if (error instanceof GatewayFault) return { code: error.code }
      throw error
    }
  }

  async function actions(
    groupId: string,
    one: Step,
    model: GroupModel,
    words: string,
  ): Promise<Answer> {
    const client = clientOf(hands, one.who)
    switch (one.kind) {
      case 'say': {
        const message = { ...toGroup(groupId, random, words), ...wishes(one.how, one.to) }
        return { seq: (await client.call(groupSend, message)).seq }
      }
      case 'read': {
        // The model has taken the step: what it reads up to is where it ends now.
        const end = model.log.length
        const seq = Math.max(1, end - one.back)
        const asked = one.back === 0 ? {} : { seq }
        return { seq: (await client.call(groupRead, { groupId, ...asked })).readSeq }
      }
      case 'recall': {
        const seq = (one.pick % Math.max(1, model.log.length)) + 1
        await client.call(groupRecall, { groupId, seq })
        return {}
      }
      case 'join':
        await client.call(groupJoin, { groupId })
        return {}
      case 'quit':
        await client.call(groupQuit, { groupId })
        return {}
      case 'clear':
        await client.call(groupClearHistory, { groupId })
        return {}
    }
  }

  async function compare(groupId: string, model: GroupModel, who: string): Promise<void> {
    const client = clientOf(hands, who)
    await settled(clientOf(ears, who))
    const heard = clientOf(ears, who).events.map(({ event, data }) => inWords(event, data))
    expect({ who, heard }).toEqual({ who, heard: [...model.heardBy(who)] })
    const seen = model.seenBy(who)
    const asked = client.call(groupHistory, { groupId, limit: 100 })
    if (!seen) {
      await expect(asked).rejects.toMatchObject({ code: 10_007 })
      return
    }
    const { messages, complete } = await asked
    expect({ who, complete, seen: messages.map(lineOf) }).toEqual({
      who,
      complete: true,
      seen: seen.map(lineOfEntry),
    })
    const { conversations } = await client.call(conversationGet, {
      conversationIds: [`GROUP${groupId}`],
    })
    const shown = conversations.map(({ unread, lastSeq }) => ({ who, unread, lastSeq }))
    expect(shown).toEqual([{ who, unread: model.unreadOf(who), lastSeq: model.log.length }])
  }
})

function wishes(how: How, to: string) {
  if (how === 'quiet') return { control: ['NoUnread' as const] }
  if (how === 'online') return { onlineOnly: true as const }
  return how === 'targeted' ? { receivers: [to] } : {}
}

/** What a device hears, as the model says it. */
function inWords(event: string, data: unknown): Heard {
  if (event === 'group.message') {
    const { message } = data as GatewayEvents['group.message']
    return `${message.seq} ${saidIn(message)}`
  }
  if (event === 'group.messageRecalled') {
    const { messages } = data as GatewayEvents['group.messageRecalled']
    return `recalled ${messages.map(({ seq }) => seq).join()}`
  }
  if (event === 'group.notice') {
    return `notice ${(data as GatewayEvents['group.notice']).notice.type}`
  }
  if (event === 'group.read') return `read ${(data as GatewayEvents['group.read']).readSeq}`
  return event === 'conversation.cleared' ? 'cleared' : event
}

function saidIn({ tip, body }: WireGroupMessage): string {
  if (!tip) return wordsOf([{ body }]).join()
  const whom = tip.members[0]?.userId ?? tip.operator.userId
  if (tip.type === tipTypes.join) return `joined ${whom}`
  return tip.type === tipTypes.quit ? `quit ${whom}` : `tip ${tip.type}`
}

function lineOf(message: WireGroupMessage): string {
  return `${message.seq} ${message.revoked ? 'recalled' : saidIn(message)}`
}

function lineOfEntry({ seq, words, isRecalled }: Entry): string {
  return `${seq} ${isRecalled ? 'recalled' : words}`
}
