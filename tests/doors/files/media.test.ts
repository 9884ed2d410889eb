import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import type { FileTicket } from '@yanshu/protocol'
import { fileErrors, gatewayErrors } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { createMovingClock, DAY, MINUTE } from '../moving-clock.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { bitmap, pngBomb } from './pictures.ts'
import type { Asked } from './upload.ts'
import { get, noise, put, sign, upload } from './upload.ts'

const MB = 1024 * 1024

describe.each(storages)('media files on $name', ({ start }) => {
  let im: TestServer
  const clock = createMovingClock()
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const alice = async () => im.connect(await seedApp(im, 'alice'), 'alice')

  test('what is uploaded can be read by whoever knows its address', async () => {
    const bytes = noise(300_000)

    const file = await upload(im, await alice(), bytes)
    const answer = await get(im, file.url)

    expect(file).toEqual({ id: expect.any(String), url: expect.any(String), size: 300_000 })
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="a file.bin"; filename*=UTF-8''a%20file.bin`,
      'content-length': '300000',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'access-control-allow-origin': '*',
      'accept-ranges': 'bytes',
    })
  })

  test('a body far larger than the other doors take is streamed in', async () => {
    const bytes = noise(9 * MB)

    const file = await upload(im, await alice(), bytes, { kind: 'video', type: 'video/mp4' })
    const answer = await get(im, file.url)

    expect(answer.headers.get('content-type')).toBe('video/mp4')
    expect(answer.headers.get('content-disposition')).toStartWith('inline')
    expect(Bun.hash(await answer.arrayBuffer())).toBe(Bun.hash(bytes))
  })

  test.each([
    ['bytes=0-3', 206, 'bytes 0-3/1000', 4],
    ['bytes=990-', 206, 'bytes 990-999/1000', 10],
    ['bytes=-5', 206, 'bytes 995-999/1000', 5],
    ['bytes=1000-', 416, 'bytes */1000', 0],
    ['bytes=x', 200, null, 1000],
  ])('the range %s is answered %d', async (range, status, span, length) => {
    const bytes = noise(1000)
    const { url } = await upload(im, await alice(), bytes)

    const answer = await get(im, url, { headers: { range } })

    const body = new Uint8Array(await answer.arrayBuffer())
    expect([answer.status, answer.headers.get('content-range')]).toEqual([status, span])
    expect(body.length).toBe(length)
    const from = Number(/ (\d+)/.exec(span ?? ' 0')?.[1] ?? 0)
    expect(body).toEqual(bytes.slice(from, from + length))
  })

  test('what a reader has already is not sent again', async () => {
    const { url } = await upload(im, await alice(), noise(10))
    const etag = (await get(im, url, { method: 'HEAD' })).headers.get('etag') ?? ''

    const same = await get(im, url, { headers: { 'if-none-match': etag } })
    const part = await get(im, url, { headers: { range: 'bytes=0-1', 'if-range': '"other"' } })

    expect([same.status, (await same.arrayBuffer()).byteLength]).toEqual([304, 0])
    expect(part.status).toBe(200)
  })

  test('HEAD tells the size and sends nothing', async () => {
    const { url } = await upload(im, await alice(), noise(10))

    const answer = await get(im, url, { method: 'HEAD' })

    expect(answer.headers.get('content-length')).toBe('10')
    expect((await answer.arrayBuffer()).byteLength).toBe(0)
  })

  test('pages of other origins may upload', async () => {
    const { uploadUrl } = await sign(await alice(), 3)
    const headers = { origin: 'https://app.example', 'access-control-request-method': 'PUT' }

    const asked = await get(im, uploadUrl, { method: 'OPTIONS', headers })
    const done = await get(im, uploadUrl, { method: 'POST', headers, body: 'abc' })

    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-methods')).toContain('PUT')
    expect([done.status, done.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  })

  test('an uploaded page never runs: it is only saved', async () => {
    const page = new TextEncoder().encode('<script>alert(1)</script>')
    const own = await alice()
    const files = [
      await upload(im, own, page, { type: 'text/html', name: 'a.html' }),
      await upload(im, own, page, { kind: 'image', type: 'image/svg+xml', name: 'a.svg' }),
    ]

    for (const { url } of files) {
      const { headers } = await get(im, url)
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toStartWith('attachment')
    }
  })

  test('a name of any writing is kept and breaks no header', async () => {
    const name = '合同 "最终"\r\nX-Evil: 1.pdf'
    const { url } = await upload(im, await alice(), noise(3), { name })

    const { headers } = await get(im, url)

    expect(headers.get('x-evil')).toBeNull()
    const encoded = /filename\*=UTF-8''(\S+)$/.exec(headers.get('content-disposition') ?? '')?.[1]
    expect(decodeURIComponent(encoded ?? '')).toBe(name)
  })

  test('a picture is looked at, and has two smaller sizes', async () => {
    const file = await upload(im, await alice(), bitmap(1600, 900), { kind: 'image' })

    expect(file.picture).toMatchObject({
      format: 'bmp',
      width: 1600,
      height: 900,
      large: { width: 1280, height: 720 },
      thumbnail: { width: 352, height: 198 },
    })
    for (const size of ['large', 'thumbnail'] as const) {
      const { url, width, height, size: length } = file.picture?.[size] ?? { url: '' }
      const bytes = await (await get(im, url)).bytes()
      expect(bytes.length).toBe(length ?? 0)
      expect(await new Bun.Image(bytes).metadata()).toMatchObject({
        width: width ?? 0,
        height: height ?? 0,
      })
    }
  })

  test('a small picture is its own thumbnail', async () => {
    const bytes = bitmap(20, 30)
    const { picture, size } = await upload(im, await alice(), bytes, { kind: 'image' })

    expect(picture).toMatchObject({ thumbnail: { width: 20, height: 30, size } })
    expect(await (await get(im, picture?.large.url ?? '')).bytes()).toEqual(bytes)
  })

  test.each([
    ['nonsense', noise(200)],
    ['a picture of 2.5 billion pixels', pngBomb()],
  ])('%s sent as a picture stays as it came', async (_, bytes) => {
    const file = await upload(im, await alice(), bytes, { kind: 'image', type: 'image/png' })

    expect(file.picture).toBeUndefined()
    expect(await (await get(im, `${file.url}/thumbnail`)).bytes()).toEqual(bytes)
  })

  test.each<[string, Asked & { size?: number }, { code: number }]>([
    ['an image over 28 MB', { kind: 'image', size: 28 * MB + 1 }, fileErrors.tooLarge],
    ['sound over 28 MB', { kind: 'sound', size: 28 * MB + 1 }, fileErrors.tooLarge],
    ['a video over 100 MB', { kind: 'video', size: 100 * MB + 1 }, fileErrors.tooLarge],
    ['a file over 100 MB', { size: 100 * MB + 1 }, fileErrors.tooLarge],
    ['an image that is a text', { kind: 'image', type: 'text/html' }, fileErrors.badType],
    ['an empty file', { size: 0 }, gatewayErrors.badParameter],
    ['a name of 256 bytes', { name: 'x'.repeat(256) }, gatewayErrors.badParameter],
    ['a name with NUL', { name: 'a\0b' }, gatewayErrors.badParameter],
  ])('%s is not signed', async (_, { size, ...asked }, { code }) => {
    const refused = sign(await alice(), size ?? 10, asked)

    await expect(refused).rejects.toMatchObject({ code })
  })

  test.each<[string, Asked]>([
    ['an image of 28 MB', { kind: 'image', size: 28 * MB }],
    ['a file of 100 MB', { size: 100 * MB }],
    ['a recording that calls itself a video', { kind: 'sound', type: 'video/webm' }],
    ['a name of 255 bytes', { name: 'x'.repeat(255) }],
  ])('%s is signed', async (_, asked) => {
    expect(await sign(await alice(), 10, asked)).toMatchObject({ id: expect.any(String) })
  })

  test.each([
    ['longer', noise(11), 413],
    ['shorter', noise(9), 400],
    ['other bytes than its MD5', noise(10).reverse(), 400],
  ])('a body that is %s is not taken', async (_, body, status) => {
    const md5 = createHash('md5').update(noise(10)).digest('hex')
    const ticket = await sign(await alice(), 10, { md5 })

    const refused = await put(im, ticket, body)
    const missing = await get(im, ticket.url)
    const retried = await put(im, ticket, noise(10))

    expect([refused.status, missing.status, retried.status]).toEqual([status, 404, 200])
  })

  test('a body without a length is cut where it is too long', async () => {
    const ticket = await sign(await alice(), 10)
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(noise(1000)),
    })

    const status = await put(im, ticket, endless).then(
      (answer) => answer.status,
      () => 'cut off',
    )

    expect([413, 'cut off']).toContain(status)
    expect((await get(im, ticket.url)).status).toBe(404)
  })

  test('a second upload of the same file changes nothing', async () => {
    const ticket = await sign(await alice(), 3)
    const first = await put(im, ticket, 'abc')
    const second = await put(im, ticket, 'xyz')

    expect(await second.json()).toEqual(await first.json())
    expect(await (await get(im, ticket.url)).text()).toBe('abc')
  })

  test.each<[string, (ticket: FileTicket) => string]>([
    ['without a signature', ({ url }) => url],
    ['for another file', ({ uploadUrl, id }) => uploadUrl.replace(id, 'f'.repeat(32))],
    ['with another signature', ({ uploadUrl }) => `${uploadUrl}x`],
    ['with what is no signature', ({ url }) => `${url}?upload=a.b`],
  ])('an upload %s is refused', async (_, change) => {
    const ticket = await sign(await alice(), 3)

    const refused = await put(im, { uploadUrl: change(ticket) }, 'abc')

    expect(refused.status).toBe(403)
  })

  test('an upload address expires', async () => {
    const ticket = await sign(await alice(), 3)
    clock.pass(15 * MINUTE)

    expect((await put(im, ticket, 'abc')).status).toBe(403)
  })

  test.each(['/files/', '/files/1/x', '/files/1/..%2f..%2fetc', `/files/1/${'0'.repeat(32)}`])(
    '%s is not there',
    async (path) => {
      expect((await get(im, path)).status).toBe(404)
    },
  )

  test('another method is refused', async () => {
    const { url } = await upload(im, await alice(), noise(3))

    expect((await get(im, url, { method: 'DELETE' })).status).toBe(405)
  })

  test('files go with the messages of their app, or never', async () => {
    const [short, forever] = [await seedApp(im, 'alice'), await seedApp(im, 'alice')]
    await setConf(im, short, { HistoryDays: 7 })
    await setConf(im, forever, { HistoryDays: 0 })
    const [gone, kept] = [
      await upload(im, await im.connect(short, 'alice'), bitmap(400, 400), { kind: 'image' }),
      await upload(im, await im.connect(forever, 'alice'), noise(3)),
    ]
    const thumbnail = gone.picture?.thumbnail.url ?? ''
    const statuses = () =>
      Promise.all([gone.url, thumbnail, kept.url].map(async (url) => (await get(im, url)).status))

    const before = await statuses()
    clock.pass(7 * DAY + 1)
    const expired = await statuses()
    await im.platform.jobs.runDue()
    const removed = await statuses()

    expect([before, expired, removed]).toEqual([
      [200, 200, 200],
      [410, 410, 200],
      [404, 404, 200],
    ])
  })

  test('an app that is deleted takes its files along', async () => {
    const app = await seedApp(im, 'alice')
    const { url } = await upload(im, await im.connect(app, 'alice'), noise(3))

    await im.platform.im.apps.stop(app.appId)
    clock.pass(31 * DAY)
    await im.platform.im.apps.delete(app.appId)

    expect((await get(im, url)).status).toBe(404)
  })
})
