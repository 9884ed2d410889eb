import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { commandPath, commands, methods } from '@yanshu/protocol'
import type { Command, GatewayEventName, Method } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { RawClient } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { askAnything } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, text, toPeer } from '../talk.ts'
import { isReady } from './snapshot.ts'

const SECRET = 'for this app alone'
const EVER = { MinTime: 0, MaxTime: 4_000_000_000 }

/** A good call of every command, as it would be made in the app that is not the caller's. */
const bodies: Readonly<Record<string, (key: string) => object>> = {
  account_import: () => ({ UserID: 'alice', Nick: 'taken over' }),
  multiaccount_import: () => ({ AccountList: [{ UserID: 'bob', Nick: 'taken over' }] }),
  account_delete: () => ({ DeleteItem: [{ UserID: 'alice' }, { UserID: 'only-here' }] }),
  account_check: () => ({ CheckItem: [{ UserID: 'only-here' }] }),
  kick: () => ({ UserID: 'bob' }),
  query_online_status: () => ({ To_Account: ['only-here', 'bob'], IsNeedDetail: 1 }),
  portrait_set: () => ({
    From_Account: 'bob',
    ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'taken over' }],
  }),
  portrait_get: () => ({
    To_Account: ['only-here', 'bob'],
    TagList: ['Tag_Profile_IM_Nick', 'Tag_Profile_IM_SelfSignature'],
  }),
  sendmsg: () => fromTo('alice', 'bob', 99, 'from outside'),
  batchsendmsg: () => ({ ...fromTo('alice', 'bob', 98, 'from outside'), To_Account: ['bob'] }),
  importmsg: () => ({
    ...fromTo('alice', 'bob', 97, 'from outside'),
    SyncFromOldSystem: 5,
    MsgTimeStamp: 1_600_000_000,
  }),
  admin_getroammsg: () => ({
    Operator_Account: 'alice',
    Peer_Account: 'bob',
    MaxCnt: 100,
    ...EVER,
  }),
  admin_msgwithdraw: (MsgKey) => ({ From_Account: 'alice', To_Account: 'bob', MsgKey }),
  modify_c2c_msg: (MsgKey) => ({
    From_Account: 'alice',
    To_Account: 'bob',
    MsgKey,
    CloudCustomData: 'from outside',
  }),
  c2c_msg_read_receipt: (MsgKey) => ({
    Operator_Account: 'bob',
    Peer_Account: 'alice',
    C2CMsgInfo: [{ From_Account: 'alice', To_Account: 'bob', MsgKey }],
  }),
  delete_c2c_msg_ramble: (MsgKey) => ({
    Operator_Account: 'bob',
    Peer_Account: 'alice',
    MsgKeyList: [MsgKey],
  }),
  set_key_values: (MsgKey) => ({
    From_Account: 'alice',
    To_Account: 'bob',
    MsgKey,
    OperateType: 1,
    ExtensionList: [{ Key: 'from', Value: 'outside' }],
  }),
  get_key_values: (MsgKey) => ({ From_Account: 'alice', To_Account: 'bob', MsgKey }),
  admin_set_msg_read: () => ({ Report_Account: 'bob', Peer_Account: 'alice' }),
  get_c2c_unread_msg_num: () => ({ To_Account: 'bob', Peer_Account: ['alice', 'only-here'] }),
}

/** The same for every method of the gateway. */
const params: Readonly<Record<string, (key: string) => object>> = {
  login: () => ({}),
  logout: () => ({}),
  ping: () => ({ cursor: '0-0' }),
  'message.send': () => toPeer('bob', 99, 'from outside'),
  'message.recall': (key) => ({ conversationId: 'C2Cbob', key }),
  'message.history': () => ({ conversationId: 'C2Cbob', limit: 100 }),
  'message.modify': () => ({
    conversationId: 'C2Cbob',
    seq: 1,
    version: 0,
    cloudCustomData: 'from outside',
  }),
  'message.delete': () => ({ conversationId: 'C2Cbob', seqs: [1] }),
  'message.receipt': () => ({ conversationId: 'C2Cbob', seqs: [1] }),
  'message.extensions.set': () => ({
    conversationId: 'C2Cbob',
    seq: 1,
    operate: 'set',
    extensions: [{ key: 'from', value: 'outside', seq: 0 }],
  }),
  'message.extensions': () => ({ conversationId: 'C2Cbob', seq: 1 }),
  'message.reaction.add': () => ({ conversationId: 'C2Cbob', seq: 1, reaction: 'outside' }),
  'message.reaction.remove': () => ({ conversationId: 'C2Cbob', seq: 1, reaction: 'outside' }),
  'message.reactions': () => ({ conversationId: 'C2Cbob', seqs: [1] }),
  'message.reaction.users': () => ({ conversationId: 'C2Cbob', seq: 1, reaction: 'outside' }),
  'message.merged.put': () => ({
    part: 0,
    messages: [{ MsgId: '1', From_Account: 'a', MsgTimeStamp: 1, MsgBody: text('outside') }],
  }),
  'message.merged': () => ({ key: 'outside', part: 0 }),
  'message.historyAt': () => ({ conversationId: 'C2Cbob', time: 4_000_000_000 }),
  'message.receipts': () => ({ conversationId: 'C2Cbob', seqs: [1] }),
  'message.read': () => ({ conversationId: 'C2Cbob' }),
  sync: () => ({ cursor: '0-0' }),
  'conversation.list': () => ({}),
  'conversation.get': () => ({ conversationIds: ['C2Cbob', 'C2Conly-here'] }),
  'conversation.delete': () => ({ conversationIds: ['C2Cbob'], clearHistory: true }),
  'conversation.pin': () => ({ conversationId: 'C2Cbob', pinned: true }),
  'unread.total': () => ({}),
  'profile.get': () => ({ userIds: ['bob', 'only-here'] }),
  'profile.set': () => ({ profile: { Tag_Profile_IM_Nick: 'taken over' } }),
  'presence.get': () => ({ userIds: ['alice', 'bob', 'only-here'] }),
}

describe.each(storages)('two apps side by side on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let other: TestApp
  let key: string
  let watchers: readonly RawClient[]
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob', 'only-here')
    other = await seedApp(im, 'alice', 'bob')
    await im.platform.im.apps.setConf(other.appId, { UserStatus: true })
    const call = async (path: string, body: object) =>
      askAnything(im, app, { path, body: JSON.stringify(body) })
    for (const From_Account of ['alice', 'bob', 'only-here']) {
      await call('profile/portrait_set', {
        From_Account,
        ProfileItem: [{ Tag: 'Tag_Profile_IM_SelfSignature', Value: SECRET }],
      })
    }
    const sent = await call('openim/sendmsg', {
      ...fromTo('alice', 'bob', 1),
      MsgBody: text(SECRET),
    })
    key = String(sent.MsgKey)
    watchers = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
  })
  afterAll(() => im[Symbol.asyncDispose]())

  /** Everything that is stored of the app under watch. */
  async function stored(): Promise<string> {
    const { db } = im.platform.store
    await im.platform.im.cursorOf()
    const tables = [
      'account',
      'conversation',
      'message',
      'message_recall',
      'message_state',
      'position',
    ] as const
    const parts = tables.map(async (table) => {
      const rows = await db.selectFrom(table).selectAll().where('app_id', '=', app.appId).execute()
      return rows.map((row) => JSON.stringify(row)).toSorted()
    })
    return JSON.stringify(await Promise.all(parts))
  }
  const events = (): readonly GatewayEventName[] =>
    watchers.flatMap((client) => client.events.map(({ event }) => event))

  test('every command and every method is tried', () => {
    expect(Object.keys(bodies).toSorted()).toEqual(commands.map(({ name }) => name).toSorted())
    expect(Object.keys(params).toSorted()).toEqual(methods.map(({ name }) => name).toSorted())
  })

  test.each(commands.map((command) => [command.name, command] as const))(
    '%s of one app neither shows nor changes anything of the other',
    async (name, command: Command) => {
      const before = await stored()

      const body = JSON.stringify(bodies[name]?.(key))
      const answer = await askAnything(im, other, { path: commandPath(command), body })

      expect(JSON.stringify(answer)).not.toContain(SECRET)
      expect(await stored()).toBe(before)
      expect(events()).toEqual([])
    },
  )

  test.each(methods.map((method) => [method.name, method] as const))(
    '%s of one app neither shows nor changes anything of the other',
    async (name, method: Method) => {
      const before = await stored()
      const client = await im.connect(other, 'alice')

      const answer = await client
        .request(method.name, params[name]?.(key))
        .catch((error: unknown) => String(error))

      expect(JSON.stringify(answer)).not.toContain(SECRET)
      expect(await stored()).toBe(before)
      expect(events()).toEqual([])
    },
  )

  test('an administrator of one app is nobody at the other', async () => {
    const usersig = im.userSig(other, 'administrator')
    for (const command of commands) {
      const answer = await askAnything(im, app, {
        path: commandPath(command),
        query: { usersig },
        body: JSON.stringify(bodies[command.name]?.(key)),
      })
      // The twentieth failure makes the door stop looking.
      expect([70014, 70050]).toContain(answer.ErrorCode)
    }
  })

  test('a UserSig of one app opens no session at the other', async () => {
    const own = await seedApp(im, 'alice')
    const client = await RawClient.connect(im.url)
    const userSig = im.userSig(other, 'alice')

    const answer = client.request('login', { sdkAppId: own.appId, userId: 'alice', userSig })

    await expect(answer).rejects.toMatchObject({ code: 70014 })
  })

  test('a cursor of one app shows nothing of another', async () => {
    const alice = await im.connect(other, 'alice')
    await fc.assert(
      fc.asyncProperty(fc.nat(200), fc.nat(200), async (time, id) => {
        const cursor = `${time.toString(36)}-${id.toString(36)}`
        const answer = await alice.request('sync', { cursor, limit: 500 })
        expect(JSON.stringify(answer)).not.toContain(SECRET)
      }),
      { numRuns: 30 },
    )
    expect(await isReady(im)).toBe(true)
  })
})
