import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { commandPath, commands, methods } from '@yanshu/protocol'
import type { GatewayEventName, Method } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { ownedTables, RawClient } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { askAnything } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, text } from '../talk.ts'
import { isReady } from './snapshot.ts'
import { seedGroups } from './tenant-groups.ts'
import { methodParams } from './tenant-methods.ts'
import { restBodies } from './tenant-rest.ts'
import { relationsToGuard } from './tenant-rest-people.ts'

const SECRET = 'for this app alone'

/** Figures are written down by a job whenever a minute ends, of all apps at once. */
const COUNTED_BY_JOBS: ReadonlySet<string> = new Set(['daily_figure', 'active_user', 'retention'])
const watched = ownedTables.filter((table) => !COUNTED_BY_JOBS.has(table))
/** What a connection begins with belongs to no app yet. */
const FIRST: ReadonlySet<string> = new Set(['login', 'visit'])

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
    await im.platform.im.apps.setConf(app.appId, { Follow: true })
    await im.platform.im.apps.setConf(other.appId, {
      UserStatus: true,
      Community: true,
      Topic: true,
      LiveMemberList: true,
      LiveBan: true,
      MassPush: true,
      Follow: true,
      MessageExtension: true,
    })
    const call = async (path: string, body: object) =>
      askAnything(im, app, { path, body: JSON.stringify(body) })
    for (const From_Account of ['alice', 'bob', 'only-here']) {
      await call('profile/portrait_set', {
        From_Account,
        ProfileItem: [{ Tag: 'Tag_Profile_IM_SelfSignature', Value: SECRET }],
      })
    }
    for (const [path, body] of relationsToGuard) await call(path, body)
    const sent = await call('openim/sendmsg', {
      ...fromTo('alice', 'bob', 1),
      MsgBody: text(SECRET),
    })
    key = String(sent.MsgKey)
    await seedGroups(im, app, SECRET)
    await call('group_open_http_svc/send_group_msg', {
      GroupId: '@TGS#_inside',
      Random: 1,
      MsgBody: text(SECRET),
    })
    watchers = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
  })
  afterAll(() => im[Symbol.asyncDispose]())

  /** Everything that is stored of the app under watch. */
  async function stored(): Promise<string> {
    const { db } = im.platform.store
    await im.platform.im.cursorOf()
    const parts = watched.map(async (table) => {
      const { rows } = await sql`
        select * from ${sql.table(table)} where app_id = ${app.appId}`.execute(db)
      return rows.map((row) => JSON.stringify(row)).toSorted()
    })
    return JSON.stringify(await Promise.all(parts))
  }
  const events = (): readonly GatewayEventName[] =>
    watchers.flatMap((client) => client.events.map(({ event }) => event))

  test('every command and every method is tried', () => {
    expect(Object.keys(restBodies).toSorted()).toEqual(commands.map(commandPath).toSorted())
    expect(Object.keys(methodParams).toSorted()).toEqual(methods.map(({ name }) => name).toSorted())
  })

  test('what is tried is well formed', () => {
    const faults = [
      ...commands.map((row) => [commandPath(row), row.request, restBodies] as const),
      ...methods.map((row) => [row.name, row.params, methodParams] as const),
    ].flatMap(([name, schema, given]) =>
      FIRST.has(name) || schema.safeParse(given[name]?.(key)).success ? [] : [name],
    )

    expect(faults).toEqual([])
  })

  test.each(commands.map((command) => [commandPath(command)] as const))(
    '%s of one app neither shows nor changes anything of the other',
    async (path) => {
      const before = await stored()

      const body = JSON.stringify(restBodies[path]?.(key))
      const answer = await askAnything(im, other, { path, body })

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
        .request(method.name, methodParams[name]?.(key))
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
        body: JSON.stringify(restBodies[commandPath(command)]?.(key)),
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
