import { describe, expect, test } from 'bun:test'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getHistory, sendMsg } from '@yanshu/protocol'
import type { Config } from '@yanshu/server/platform'
import { FakeS3 } from '@yanshu/server/testing'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, DAY, MINUTE } from '../moving-clock.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo } from '../talk.ts'
import { bitmap } from './pictures.ts'
import { get, noise, put, sign, upload } from './upload.ts'

const HOUR = 60 * MINUTE

/** A place for files, and what is really in it. */
interface Place extends AsyncDisposable {
  readonly target: Config['blobs']
  keys(): Promise<readonly string[]>
}

async function folderPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'yanshu-files-'))
  return {
    target: { kind: 'folder', folder },
    async keys() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile())
      return files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

async function s3Place(): Promise<Place> {
  const s3 = new FakeS3()
  return {
    target: { kind: 's3', ...s3.settings },
    keys: async () => [...s3.objects.keys()],
    [Symbol.asyncDispose]: () => s3[Symbol.asyncDispose](),
  }
}

const places = [
  { place: 'a folder', open: folderPlace },
  { place: 'S3', open: s3Place },
]

const cases = storages.flatMap((storage) => places.map((place) => ({ ...storage, ...place })))

const keysOf = async (place: Place, { appId }: TestApp) =>
  (await place.keys()).filter((key) => key.startsWith(`${appId}/`))

/** A picture with its smaller sizes, and a large file. */
async function uploadBoth(im: TestServer, app: TestApp) {
  const client = await im.connect(app, 'alice')
  const picture = await upload(im, client, bitmap(1600, 900), { kind: 'image' })
  const file = await upload(im, client, noise(6 << 20))
  return { picture, file }
}

/** One message in an hour that is over, and the archive's file of it. */
async function archiveOne(im: TestServer, app: TestApp, clock: MovingClock): Promise<void> {
  const name = new Date(clock.now() + 8 * HOUR).toISOString().replaceAll(/[-T]/g, '').slice(0, 10)
  await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
  clock.pass(HOUR + 2 * MINUTE)
  await im.platform.jobs.runDue()
  const answer = await im.rest(app, getHistory, { ChatType: 'C2C', MsgTime: name })
  if (answer.ErrorCode !== 0) throw new Error(`no file of ${name}: ${answer.ErrorInfo}`)
}

describe.each(cases)('files in $place beside $name', ({ start, open }) => {
  test('what is uploaded is served from there, whole and in parts', async () => {
    await using place = await open()
    await using im = await start({ blobs: place.target })
    const app = await seedApp(im, 'alice')

    const { picture, file } = await uploadBoth(im, app)
    const whole = await (await get(im, file.url)).bytes()
    const part = await get(im, file.url, { headers: { range: 'bytes=5242880-5242889' } })
    const thumbnail = await (await get(im, picture.picture?.thumbnail.url ?? '')).bytes()

    expect(Bun.hash(whole)).toBe(Bun.hash(noise(6 << 20)))
    expect([part.status, await part.bytes()]).toEqual([206, noise(6 << 20).slice(5242880, 5242890)])
    expect(await new Bun.Image(thumbnail).metadata()).toMatchObject({ width: 352, height: 198 })
    expect(await keysOf(place, app)).toHaveLength(4)
  })

  test('an upload that is not what was signed leaves nothing', async () => {
    await using place = await open()
    await using im = await start({ blobs: place.target })
    const app = await seedApp(im, 'alice')
    const ticket = await sign(await im.connect(app, 'alice'), 10)

    const refused = await put(im, ticket, noise(9))

    expect(refused.status).toBe(400)
    expect(await place.keys()).toEqual([])
  })

  test('an app that is deleted leaves none of its files, and those of others alone', async () => {
    const clock = createMovingClock()
    // To the begin of an hour, so that the message and its file are of the same.
    clock.pass(HOUR - (clock.now() % HOUR))
    await using place = await open()
    await using im = await start({ blobs: place.target }, { now: clock.now })
    const [app, other] = [await seedApp(im, 'alice', 'bob'), await seedApp(im, 'alice', 'bob')]
    for (const each of [app, other]) await uploadBoth(im, each)
    await archiveOne(im, app, clock)
    const before = (await keysOf(place, app)).length

    await im.platform.im.apps.stop(app.appId)
    clock.pass(31 * DAY)
    await im.platform.im.apps.delete(app.appId)

    // They go behind the answer; the test's own limit ends a wait without end.
    while ((await keysOf(place, app)).length > 0) await Bun.sleep(5)
    expect(before).toBe(5)
    expect(await keysOf(place, other)).toHaveLength(4)
  })

  test('files that expire go with their rows', async () => {
    const clock = createMovingClock()
    await using place = await open()
    await using im = await start({ blobs: place.target }, { now: clock.now })
    const [short, forever] = [await seedApp(im, 'alice'), await seedApp(im, 'alice')]
    await setConf(im, short, { HistoryDays: 7 })
    await setConf(im, forever, { HistoryDays: 0 })
    for (const each of [short, forever]) await uploadBoth(im, each)
    const rowsOf = async ({ appId }: TestApp) => {
      const { db } = im.platform.store
      return (await db.selectFrom('file').select('id').where('app_id', '=', appId).execute()).length
    }
    const count = async (app: TestApp) => [await rowsOf(app), (await keysOf(place, app)).length]

    clock.pass(7 * DAY - 1)
    await im.platform.jobs.runDue()
    const early = await count(short)
    clock.pass(HOUR)
    await im.platform.jobs.runDue()

    expect([early, await count(short), await count(forever)]).toEqual([
      [2, 4],
      [0, 0],
      [2, 4],
    ])
  })
})
