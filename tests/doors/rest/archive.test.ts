import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import {
  archiveErrors,
  getHistory,
  importMsg,
  modifyGroupMemberInfo,
  sendGroupMsg,
  sendMsg,
  tipTypes,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { createMovingClock, DAY, MINUTE } from '../moving-clock.ts'
import type { MovingClock } from '../moving-clock.ts'
import { seedGroup } from '../group-seed.ts'
import { hear, inGroup } from '../group-talk.ts'
import { seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers } from '../talk.ts'
import { seedTopic } from '../topic-seed.ts'

const HOUR = 60 * MINUTE

/** `yyyymmddHH` in Beijing. */
function nameOf(time: number): string {
  return new Date(time + 8 * HOUR).toISOString().replaceAll(/[-T]/g, '').slice(0, 10)
}

interface ArchivedFile {
  readonly URL: string
  readonly ExpireTime: string
  readonly FileSize: number
  readonly FileMD5: string
  readonly GzipSize: number
  readonly GzipMD5: string
}

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex')

describe.each(storages)('get_history on $name', ({ start }) => {
  let im: TestServer
  let clock: MovingClock
  beforeEach(async () => {
    clock = createMovingClock()
    // To the begin of an hour, so that no case ends beyond its hour.
    clock.pass(HOUR - (clock.now() % HOUR))
    im = await start({}, { now: clock.now })
  })
  afterEach(() => im[Symbol.asyncDispose]())

  const ask = (app: TestApp, MsgTime: string, ChatType = 'C2C') =>
    im.rest(app, getHistory, { ChatType, MsgTime })
  const send = (app: TestApp, n: number) => im.rest(app, sendMsg, fromTo('alice', 'bob', n))
  const fileOf = async (app: TestApp, hour: string, chats?: string): Promise<ArchivedFile> => {
    const { File } = await ask(app, hour, chats)
    const [file] = File as readonly ArchivedFile[]
    if (!file) throw new Error(`no file of ${hour}`)
    return file
  }
  const linesOf = async ({ URL: url }: ArchivedFile) => {
    const packed = await (await fetch(url)).bytes()
    return { packed, plain: gunzipSync(packed), lines: gunzipSync(packed).toString().split('\n') }
  }
  const nextHour = async () => {
    clock.pass(HOUR - (clock.now() % HOUR) + 2 * MINUTE)
    await im.platform.jobs.runDue()
  }

  const kept = async ({ appId }: TestApp) => {
    const query = im.platform.store.db.selectFrom('archive_file').select('kind')
    return (await query.where('app_id', '=', appId).execute()).map(({ kind }) => kind)
  }

  test('one-to-one chats and groups have files of their own', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const groupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const hour = nameOf(clock.now())
    await im.rest(app, sendGroupMsg, inGroup(groupId, 1))
    await send(app, 1)
    await im.rest(app, sendGroupMsg, inGroup(groupId, 2))
    await nextHour()

    const { lines } = await linesOf(await fileOf(app, hour))
    const ofGroups = await linesOf(await fileOf(app, hour, 'Group'))

    expect(lines.slice(1, -1)).toHaveLength(1)
    expect(lines[1]).toContain('"To_Account":"bob"')
    expect(ofGroups.lines.slice(1, -1)).toHaveLength(2)
    expect(ofGroups.plain.toString()).not.toContain('To_Account')
  })

  test('the file of groups has the documented layout, and topics by name', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const groupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const community = await seedGroup(im, app, {
      type: 'Community',
      owner: 'alice',
      columns: { support_topic: 1 },
    })
    const topic = await seedTopic(im, app, community)
    const hour = nameOf(clock.now())
    const sentAt = clock.seconds()
    for (const n of numbers(2)) {
      await im.rest(app, sendGroupMsg, { ...inGroup(groupId, n), From_Account: 'alice' })
    }
    await im.rest(app, sendGroupMsg, {
      ...inGroup(community, 3),
      TopicId: topic,
      From_Account: 'alice',
    })
    await nextHour()

    const file = await fileOf(app, hour, 'Group')
    const { packed, plain, lines } = await linesOf(file)

    expect(lines[0]).toBe(
      `{"SdkAppId":${app.appId},"ChatType":"Group","MsgTime":"${hour}","MsgList":[`,
    )
    expect(lines.at(-1)).toBe(']}')
    const said = (GroupId: string, MsgSeq: number, n: number, more: object = {}) => ({
      From_Account: 'alice',
      GroupId,
      ...more,
      MsgTimestamp: sentAt,
      MsgSeq,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `message ${n}` } }],
    })
    expect(lines.slice(1, -1).map((line) => JSON.parse(line.slice(0, -1)))).toEqual([
      said(groupId, 1, 1),
      said(groupId, 2, 2),
      said(community, 1, 3, { TopicId: topic }),
    ])
    expect(file).toMatchObject({
      FileSize: plain.length,
      FileMD5: md5(plain),
      GzipSize: packed.length,
      GzipMD5: md5(packed),
    })
    expect(await ask(app, hour)).toMatchObject(failure(archiveErrors.notReady))
  })

  test('what a group tells of itself, and online messages, are in no file', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await setConf(im, app, { GroupNotices: { Public: { MemberRole: 'SendAndStore' } } })
    clock.pass(10 * MINUTE)
    const groupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const bob = await im.connect(app, 'bob')
    const hour = nameOf(clock.now())
    const change = { GroupId: groupId, Member_Account: 'bob', Role: 'Admin' }
    await im.rest(app, modifyGroupMemberInfo, change)
    const [tip] = await hear(bob, 1)
    await im.rest(app, sendGroupMsg, { ...inGroup(groupId, 1), OnlineOnlyFlag: 1 })
    await im.rest(app, sendGroupMsg, inGroup(groupId, 2))
    await nextHour()

    const { lines } = await linesOf(await fileOf(app, hour, 'Group'))
    const [only, ...others] = lines.slice(1, -1)
    expect([tip?.seq, tip?.tip?.type]).toEqual([1, tipTypes.setAdmin])
    expect(JSON.parse(only?.slice(0, -1) ?? '')).toMatchObject({ MsgSeq: 2 })
    expect(others).toEqual([])
  })

  test('the messages of an hour are a file of the documented layout', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const hour = nameOf(clock.now())
    const sentAt = clock.seconds()
    for (const n of numbers(3)) await send(app, n)
    await nextHour()

    const file = await fileOf(app, hour)
    const { packed, plain, lines } = await linesOf(file)

    expect(lines[0]).toBe(
      `{"SdkAppId":${app.appId},"ChatType":"C2C","MsgTime":"${hour}","MsgList":[`,
    )
    expect(lines.at(-1)).toBe(']}')
    const messages = lines.slice(1, -1)
    expect(messages.every((line) => line.endsWith(','))).toBe(true)
    expect(messages.map((line) => JSON.parse(line.slice(0, -1)))).toEqual(
      numbers(3).map((n) => ({
        From_Account: 'alice',
        To_Account: 'bob',
        MsgTimestamp: sentAt,
        MsgSeq: expect.any(Number),
        MsgRandom: n,
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `message ${n}` } }],
      })),
    )
    expect(file).toMatchObject({
      FileSize: plain.length,
      FileMD5: md5(plain),
      GzipSize: packed.length,
      GzipMD5: md5(packed),
      ExpireTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    })
  })

  test('each message is in the file of its hour and of its app', async () => {
    const [one, two] = [await seedApp(im, 'alice', 'bob'), await seedApp(im, 'alice', 'bob')]
    const first = nameOf(clock.now())
    await send(one, 1)
    clock.pass(HOUR - 1)
    await send(one, 2)
    await send(two, 3)
    clock.pass(1)
    const second = nameOf(clock.now())
    await send(one, 4)
    await nextHour()
    await im.platform.jobs.runDue()

    const randoms = async (app: TestApp, hour: string) => {
      const { lines } = await linesOf(await fileOf(app, hour))
      return lines
        .slice(1, -1)
        .map((line) => (JSON.parse(line.slice(0, -1)) as { MsgRandom: number }).MsgRandom)
    }
    expect(await randoms(one, first)).toEqual([1, 2])
    expect(await randoms(two, first)).toEqual([3])
    expect(await randoms(one, second)).toEqual([4])
    expect(await ask(two, second)).toMatchObject(failure(archiveErrors.notReady))
  })

  test('hours without messages and a long stand still are left behind in one run', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    clock.pass(DAY)
    const hour = nameOf(clock.now())
    await send(app, 1)
    await nextHour()

    expect((await linesOf(await fileOf(app, hour))).lines).toHaveLength(3)
  })

  test('more messages than are read at once are all there', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const hour = nameOf(clock.now())
    await Promise.all(numbers(120).map((n) => send(app, n)))
    for (const n of numbers(5)) {
      clock.pass(1000)
      await Promise.all(numbers(120).map((m) => send(app, n * 1000 + m)))
    }
    await nextHour()

    expect((await linesOf(await fileOf(app, hour))).lines).toHaveLength(722)
  })

  test('history that is imported into an hour that is over is in no file', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const hour = nameOf(clock.now() - DAY)
    await im.rest(app, importMsg, {
      ...fromTo('alice', 'bob', 1),
      SyncFromOldSystem: 2,
      MsgTimeStamp: clock.seconds() - 86_400,
    })
    await nextHour()

    expect(await ask(app, hour)).toMatchObject(failure(archiveErrors.notReady))
  })

  test('an hour that is not over, and one without messages of groups, answer 1004', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const hour = nameOf(clock.now())
    await send(app, 1)
    await im.platform.jobs.runDue()
    const early = await ask(app, hour)
    await nextHour()

    expect(early).toMatchObject(failure(archiveErrors.notReady))
    expect(await ask(app, hour, 'Group')).toMatchObject(failure(archiveErrors.notReady))
    expect(await ask(app, nameOf(clock.now() + DAY))).toMatchObject(failure(archiveErrors.notReady))
  })

  test('a file is gone after 7 days: 1005', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const groupId = await seedGroup(im, app, { owner: 'alice' })
    const hour = nameOf(clock.now())
    await send(app, 1)
    await im.rest(app, sendGroupMsg, inGroup(groupId, 1))
    await nextHour()
    clock.pass(7 * DAY - HOUR)
    await im.platform.jobs.runDue()
    const last = [await ask(app, hour), await ask(app, hour, 'Group')]
    const before = await kept(app)
    clock.pass(HOUR)
    await im.platform.jobs.runDue()

    expect(last.map(({ ErrorCode }) => ErrorCode)).toEqual([0, 0])
    expect(before.toSorted()).toEqual(['C2C', 'Group'])
    expect(await ask(app, hour)).toMatchObject(failure(archiveErrors.expired))
    expect(await ask(app, hour, 'Group')).toMatchObject(failure(archiveErrors.expired))
    expect(await kept(app)).toEqual([])
  })

  test('a link holds for an hour, for its own file', async () => {
    const [one, two] = [await seedApp(im, 'alice', 'bob'), await seedApp(im, 'alice', 'bob')]
    const hour = nameOf(clock.now())
    await send(one, 1)
    await send(two, 1)
    await im.rest(one, sendGroupMsg, inGroup(await seedGroup(im, one, { owner: 'alice' }), 1))
    await nextHour()
    const ofGroups = new URL((await fileOf(one, hour, 'Group')).URL)
    const [mine, other] = [await fileOf(one, hour), await fileOf(two, hour)]
    const [own, foreign] = [new URL(mine.URL), new URL(other.URL)]
    foreign.search = own.search
    ofGroups.search = own.search
    const bare = new URL(own.pathname, own)
    const statuses = () =>
      Promise.all([own, foreign, ofGroups, bare].map(async (url) => (await fetch(url)).status))

    expect(await statuses()).toEqual([200, 403, 403, 403])
    clock.pass(HOUR)
    expect(await statuses()).toEqual([403, 403, 403, 403])
  })

  test.each([
    ['a chat type that is none', { ChatType: 'c2c', MsgTime: '2026010100' }],
    ['a day', { ChatType: 'C2C', MsgTime: '20260101' }],
    ['30 February', { ChatType: 'C2C', MsgTime: '2026023000' }],
  ])('%s answers 1002', async (_, body) => {
    const app = await seedApp(im)

    expect(await im.rest(app, getHistory, body)).toMatchObject(failure(archiveErrors.badParameter))
  })

  test.each([{}, { ChatType: 'C2C' }, { ChatType: 'C2C', MsgTime: 2_026_010_100 }])(
    '%p answers 1001',
    async (body) => {
      const app = await seedApp(im)

      expect(await im.rest(app, getHistory, body)).toMatchObject(failure(archiveErrors.badRequest))
    },
  )
})
