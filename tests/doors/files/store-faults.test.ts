import { describe, expect, test } from 'bun:test'
import { createLogger, FakeS3 } from '@yanshu/server/testing'
import { createMovingClock, DAY } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { get, noise, put, sign, upload } from './upload.ts'

/** Large enough to go to the store in parts. */
const LARGE = 6 << 20

describe.each(storages)('files in a store that fails, beside $name', ({ start }) => {
  test('an upload that the store breaks off can be done again', async () => {
    await using s3 = new FakeS3()
    const blobs = { kind: 's3', ...s3.settings } as const
    await using im = await start({ blobs }, { log: createLogger('silent') })
    const ticket = await sign(await im.connect(await seedApp(im, 'alice'), 'alice'), LARGE)

    s3.brokenFrom = 2
    const refused = await put(im, ticket, noise(LARGE))
    const missing = await get(im, ticket.url)
    s3.brokenFrom = Infinity
    const retried = await put(im, ticket, noise(LARGE))

    expect([refused.status, missing.status, retried.status]).toEqual([500, 404, 200])
    expect((await (await get(im, ticket.url)).bytes()).length).toBe(LARGE)
  })

  test('what never arrived is forgotten after a day', async () => {
    const clock = createMovingClock()
    await using s3 = new FakeS3()
    const blobs = { kind: 's3', ...s3.settings } as const
    await using im = await start({ blobs }, { now: clock.now, log: createLogger('silent') })
    const ticket = await sign(await im.connect(await seedApp(im, 'alice'), 'alice'), LARGE)
    s3.brokenFrom = 1
    await put(im, ticket, noise(LARGE))
    const rows = async () => {
      const found = await im.platform.store.db.selectFrom('file').select('ready').execute()
      return found.map(({ ready }) => ready)
    }

    clock.pass(DAY)
    await im.platform.jobs.runDue()
    const early = await rows()
    clock.pass(DAY)
    await im.platform.jobs.runDue()

    expect([early, await rows(), [...s3.objects.keys()]]).toEqual([[0], [], []])
  })

  test('with the wrong secret nothing works, and the log tells why but not the secret', async () => {
    await using s3 = new FakeS3()
    const secretKey = 'anotherSecretOfSomebody'
    const blobs = { kind: 's3', ...s3.settings, secretKey } as const
    const lines: string[] = []
    const log = createLogger('debug', (line) => lines.push(line) > 0)
    await using im = await start({ blobs }, { log })
    const client = await im.connect(await seedApp(im, 'alice'), 'alice')
    const ticket = await sign(client, 10)

    const answer = await put(im, ticket, noise(10))
    const text = await answer.text()

    expect([answer.status, text]).toEqual([500, '{"error":"internal error"}'])
    expect(lines.join('')).toMatch(/files\.failed.*(SignatureDoesNotMatch|403)/)
    expect(lines.join('')).not.toContain(secretKey)
  })

  test('a file whose bytes the store lost is not there', async () => {
    await using s3 = new FakeS3()
    await using im = await start({ blobs: { kind: 's3', ...s3.settings } })
    const client = await im.connect(await seedApp(im, 'alice'), 'alice')
    const { url } = await upload(im, client, noise(10))
    s3.objects.clear()

    expect((await get(im, url)).status).toBe(404)
  })
})
