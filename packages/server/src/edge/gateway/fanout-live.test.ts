import { afterAll, beforeAll, expect, test } from 'bun:test'
import { gatewayLimits } from '@yanshu/protocol'
import type { WireGroupMessage } from '@yanshu/protocol'
import { createLocalBus } from '../../bus/bus.ts'
import { PlanTable } from '../../im/app/plans.ts'
import { defaultConf } from '../../im/app/settings.ts'
import { GroupDirectory } from '../../im/group/directory.ts'
import { LiveRoomService } from '../../im/group/live/live-room-service.ts'
import { createMemberStore } from '../../im/group/member-store.ts'
import { Rosters } from '../../im/group/roster/rosters.ts'
import { Registry } from '../../im/presence/service.ts'
import { createLogger } from '../../log.ts'
import type { Store } from '../../store/open-store.ts'
import { openStore } from '../../store/open-store.ts'
import { listenToGroups } from './fanout-group.ts'
import { Fanout } from './fanout.ts'
import type { SessionDeps, Socket } from './gateway-deps.ts'
import { Outbox } from './outbox.ts'
import { Session } from './session.ts'

const MEMBERS = 10_000
const now = () => 1_700_000_000_000
const log = createLogger('silent')

/** What reached the socket layer of all connections together. */
const counted = {
  publications: 0,
  sends: 0,
  encodings: 0,
  delivered: 0,
  subscribers: new Set<string>(),
}

function socketOf(account: string): Socket {
  return {
    send: () => ++counted.sends,
    cork: (write) => write(),
    close: () => undefined,
    getBufferedAmount: () => 0,
    subscribe: () => counted.subscribers.add(account),
    unsubscribe: () => counted.subscribers.delete(account),
    isSubscribed: () => counted.subscribers.has(account),
    publish: () => ++counted.publications,
  }
}

/** Counts how often it is encoded. */
function countedMessage(): WireGroupMessage {
  const message = { from: 'u1', groupId: 'room', body: [] } as Partial<WireGroupMessage>
  const toJSON = () => {
    counted.encodings += 1
    return { ...message }
  }
  return Object.assign(message, { toJSON }) as WireGroupMessage
}

const registry = new Registry<Session>()
const bus = createLocalBus((error) => {
  throw error
})
let store: Store
let live: LiveRoomService

beforeAll(async () => {
  store = await openStore({ kind: 'memory' }, now)
  const plan = new PlanTable().of('premium')
  const directory = new GroupDirectory(store.db)
  live = new LiveRoomService({
    db: store.db,
    apps: { get: async () => ({ plan, conf: defaultConf }) },
    registry,
    directory,
    tips: { tell: async () => undefined },
    bus,
    now,
    log,
  })
  const topics = {
    publish: () => void ++counted.publications,
    subscribers: () => counted.subscribers.size,
  }
  const fanout = new Fanout(registry, topics)
  const delivered = (_: number, count: number) => void (counted.delivered = count)
  const audience = new Rosters({ members: createMemberStore(store.db), registry, bus })
  listenToGroups({ bus, registry, topics, fanout, audience, delivered })
  const names = Array.from({ length: MEMBERS }, (_, at) => `u${at}`)
  await Promise.all(names.map((account) => signIn(account)))
  await seedRoom(store)
  const group = await directory.get(1, 'room')
  for (const account of names) await live.join(group, { account, sessionId: account })
})
afterAll(() => store.close())

test('a message to a room of 10,000 is encoded once and published once', () => {
  expect(live.online({ app_id: 1, group_id: 'room' })).toBe(MEMBERS)
  expect(counted.subscribers.size).toBe(MEMBERS)
  const sent = { appId: 1, groupId: 'room', logId: undefined, cursor: undefined }

  for (const sessionId of ['u1', undefined]) {
    Object.assign(counted, { publications: 0, sends: 0, encodings: 0 })
    const message = countedMessage()
    bus.publish('group.sent', { ...sent, message, receivers: undefined, sessionId })
    expect([counted.encodings, counted.publications, counted.sends]).toEqual([1, 1, 0])
    expect(counted.delivered).toBe(sessionId === undefined ? MEMBERS : MEMBERS - 1)
  }
})

test('who leaves hears nothing more, and the room is closed after the last', () => {
  const room = { app_id: 1, group_id: 'room' }
  live.leave(room, { account: 'u7', sessionId: 'u7' })
  expect(counted.subscribers.has('u7')).toBe(false)
  expect(live.online(room)).toBe(MEMBERS - 1)

  bus.publish('group.dissolved', { appId: 1, groupId: 'room' })
  expect(counted.subscribers.size).toBe(0)
  expect([...live.rooms.all()]).toEqual([])
})

async function signIn(account: string): Promise<void> {
  const identity = {
    appId: 1,
    account,
    platform: 'Web',
    instanceId: account,
    order: 0,
    expiresAt: Infinity,
  } as const
  const ready = Promise.withResolvers<void>()
  const deps: SessionDeps = {
    limits: gatewayLimits,
    now,
    log,
    outbox: new Outbox(),
    handlers: new Map(),
    login: async () => ({ identity, result: {}, makeRoom: () => undefined }),
    visit: () => Promise.reject(new Error('nobody visits here')),
    joined: () => {
      registry.add(session)
      ready.resolve()
    },
    left: () => undefined,
  }
  const session = new Session(account, '127.0.0.1', socketOf(account), deps)
  const params = { sdkAppId: 1, userId: account, userSig: '' }
  session.receive(JSON.stringify({ id: 1, method: 'login', params }))
  return ready.promise
}

async function seedRoom({ db }: Store): Promise<void> {
  await db
    .insertInto('chat_group')
    .values({
      app_id: 1,
      group_id: 'room',
      type: 'AVChatRoom',
      conversation: 1,
      name: 'room',
      introduction: '',
      notification: '',
      face_url: '',
      owner: '',
      created_at: 0,
      info_at: 0,
      info_seq: 1,
      max_members: 0,
      members: 0,
      apply_option: 'FreeAccess',
      invite_option: 'DisableInvite',
      history_before_join: -1,
      active: 1,
      custom: '',
    })
    .execute()
}
