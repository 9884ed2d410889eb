import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { allowBannedObject, fileErrors, forbidIllegalObject, getCosSig } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { get, noise, upload } from '../files/upload.ts'
import { createMovingClock, MINUTE } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'

const done = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' }
const missing = `http://im.example/files/1/${'0'.repeat(32)}`

interface Link {
  readonly ResourceID: number
  readonly Code: number
  readonly PreSigURL: string
  readonly Status: number
}

describe.each(storages)('the commands about files on $name', ({ start }) => {
  let im: TestServer
  const clock = createMovingClock()
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const seed = async () => {
    const app = await seedApp(im, 'alice')
    const { url } = await upload(im, await im.connect(app, 'alice'), noise(3))
    return { app, url, RawURL: new URL(url, im.url).href }
  }
  const linksOf = async (app: TestApp, RawURLs: readonly object[]) => {
    const { PreSigURLs } = await im.rest(app, getCosSig, { RawURLs })
    return PreSigURLs as readonly Link[]
  }

  test('a banned file cannot be read until the ban is lifted', async () => {
    const { app, url, RawURL } = await seed()

    const banned = await im.rest(app, forbidIllegalObject, { RawURL })
    const refused = await get(im, url)
    const lifted = await im.rest(app, allowBannedObject, { RawURL })
    const read = await get(im, url)

    expect([banned, refused.status, lifted, read.status]).toEqual([done, 403, done, 200])
  })

  test('a ban holds for the smaller pictures and for a reader who asks for news', async () => {
    const { app, url, RawURL } = await seed()
    const etag = (await get(im, url)).headers.get('etag') ?? ''
    await im.rest(app, forbidIllegalObject, { RawURL: `${RawURL}/thumbnail` })

    const again = await get(im, url, { headers: { 'if-none-match': etag } })
    const small = await get(im, `${url}/large`)

    expect([again.status, small.status]).toEqual([403, 403])
  })

  test('a link opens what is there for 15 minutes, banned or not', async () => {
    const [normal, banned] = [await seed(), await seed()]
    await im.rest(banned.app, forbidIllegalObject, { RawURL: banned.RawURL })

    const [open] = await linksOf(normal.app, [{ ResourceID: 7, RawURL: normal.RawURL }])
    const [sealed] = await linksOf(banned.app, [{ ResourceID: 8, RawURL: banned.RawURL }])
    const read = () =>
      Promise.all([open, sealed].map(async (link) => (await get(im, link?.PreSigURL ?? '')).status))
    const atOnce = await read()
    clock.pass(15 * MINUTE)
    const later = await read()

    expect(open).toMatchObject({ ResourceID: 7, Code: 0, Status: 0 })
    expect(sealed).toMatchObject({ ResourceID: 8, Code: 0, Status: 1 })
    expect(open?.PreSigURL).toStartWith(im.url)
    expect([atOnce, later]).toEqual([
      [200, 200],
      [200, 403],
    ])
  })

  test('a link for one file opens no other', async () => {
    const [mine, other] = [await seed(), await seed()]
    await im.rest(other.app, forbidIllegalObject, { RawURL: other.RawURL })
    const [link] = await linksOf(mine.app, [{ ResourceID: 1, RawURL: mine.RawURL }])
    const { search } = new URL(link?.PreSigURL ?? '')

    expect((await get(im, `${other.url}${search}`)).status).toBe(403)
  })

  test('what is missing, or of another app, has status 2', async () => {
    const [mine, other] = [await seed(), await seed()]

    const links = await linksOf(mine.app, [
      { ResourceID: 1, RawURL: missing },
      { ResourceID: 2, RawURL: other.RawURL },
      { ResourceID: 3, RawURL: 'nonsense' },
      { ResourceID: 4, RawURL: mine.RawURL },
    ])

    expect(links.map((link) => [link.ResourceID, link.Status, link.PreSigURL !== ''])).toEqual([
      [1, 2, false],
      [2, 2, false],
      [3, 2, false],
      [4, 0, true],
    ])
  })

  test.each([forbidIllegalObject, allowBannedObject])(
    '$name of what is missing, or of another app, answers 114000',
    async (command) => {
      const [mine, other] = [await seed(), await seed()]
      for (const RawURL of [missing, other.RawURL, 'nonsense', '']) {
        const answer = await im.rest(mine.app, command, { RawURL })
        expect(answer).toMatchObject(failure(fileErrors.notFound))
      }
      expect((await get(im, other.url)).status).toBe(200)
    },
  )

  test.each([
    [forbidIllegalObject, {}],
    [forbidIllegalObject, { RawURL: 7 }],
    [forbidIllegalObject, { RawURL: 'x'.repeat(2049) }],
    [allowBannedObject, {}],
    [getCosSig, {}],
    [getCosSig, { RawURLs: [] }],
    [getCosSig, { RawURLs: [{ RawURL: missing }] }],
    [getCosSig, { RawURLs: [{ ResourceID: '1', RawURL: missing }] }],
    [
      getCosSig,
      { RawURLs: Array.from({ length: 101 }, () => ({ ResourceID: 1, RawURL: missing })) },
    ],
  ])('$name of a bad form answers 90001', async (command, body) => {
    const app = await seedApp(im)

    expect(await im.rest(app, command, body)).toMatchObject(failure(fileErrors.badFormat))
  })

  test('a hundred links are given at once', async () => {
    const { app, RawURL } = await seed()
    const asked = Array.from({ length: 100 }, (_, ResourceID) => ({ ResourceID, RawURL }))

    expect(await linksOf(app, asked)).toHaveLength(100)
  })
})
