import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { archiveErrors, getHistory, importMsg, sendGroupMsg, sendMsg } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { createMovingClock, DAY, MINUTE } from '../moving-clock.ts'
import type { MovingClock } from '../moving-clock.ts'
import { seedGroup } from '../group-seed.ts'
import { inGroup } from '../group-talk.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers } from '../talk.ts'

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
  const fileOf = async (app: TestApp, hour: string): Promise<ArchivedFile> => {
    const { File } = await ask(app, hour)
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

  test('the files of one-to-one chats have no messages of groups', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const groupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const hour = nameOf(clock.now())
    await im.rest(app, sendGroupMsg, inGroup(groupId, 1))
    await send(app, 1)
    await im.rest(app, sendGroupMsg, inGroup(groupId, 2))
    await nextHour()

    const { lines } = await linesOf(await fileOf(app, hour))

    expect(lines.slice(1, -1)).toHaveLength(1)
    expect(lines[1]).toContain('"To_Account":"bob"')
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

  test('an hour that is not over, and a group, answer 1004', async () => {
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
    const hour = nameOf(clock.now())
    await send(app, 1)
    await nextHour()
    const { URL: url } = await fileOf(app, hour)
    const path = new URL(url).pathname.slice('/files/'.length)
    clock.pass(7 * DAY - HOUR)
    await im.platform.jobs.runDue()
    const last = await ask(app, hour)
    clock.pass(HOUR)
    await im.platform.jobs.runDue()

    expect(last.ErrorCode).toBe(0)
    expect(await ask(app, hour)).toMatchObject(failure(archiveErrors.expired))
    const rows = await im.platform.store.db.selectFrom('archive_file').selectAll().execute()
    expect(rows.filter(({ app_id: appId }) => path.startsWith(`${appId}/`))).toEqual([])
  })

  test('a link holds for an hour, for its own file', async () => {
    const [one, two] = [await seedApp(im, 'alice', 'bob'), await seedApp(im, 'alice', 'bob')]
    const hour = nameOf(clock.now())
    await send(one, 1)
    await send(two, 1)
    await nextHour()
    const [mine, other] = [await fileOf(one, hour), await fileOf(two, hour)]
    const [own, foreign] = [new URL(mine.URL), new URL(other.URL)]
    foreign.search = own.search
    const bare = new URL(own.pathname, own)
    const statuses = () =>
      Promise.all([own, foreign, bare].map(async (url) => (await fetch(url)).status))

    expect(await statuses()).toEqual([200, 403, 403])
    clock.pass(HOUR)
    expect(await statuses()).toEqual([403, 403, 403])
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
