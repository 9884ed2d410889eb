import { describe, expect, test } from 'bun:test'
import { closes, ping } from '@yanshu/protocol'
import { seedApp } from '../seed.ts'
import { SlowSocket } from '../slow-socket.ts'
import { storages } from '../storages.ts'
import { numbers, text } from '../talk.ts'

describe.each(storages)('a client that stops reading on $name', ({ start }) => {
  test('is ended with 4429, and the one who writes to it notices nothing', async () => {
    await using im = await start({}, { limits: { unsentBytes: 256 * 1024 } })
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const bob = await SlowSocket.open(im.url)
    const params = { sdkAppId: app.appId, userId: 'bob', userSig: im.userSig(app, 'bob') }
    expect(await bob.ask(JSON.stringify({ id: 1, method: 'login', params }))).toContain('"id":1')
    bob.stopReading()

    // More than the buffers of the two sockets hold; online-only, so that storage plays no part.
    const words = text('x'.repeat(12_000))
    for (const n of numbers(2000)) {
      await alice.request('message.send', {
        to: 'bob',
        random: n,
        clientSeq: n,
        clientTime: n,
        onlineOnly: true,
        body: words,
      })
    }
    bob.readOn()

    expect(await bob.closed).toBe(closes.slow.code)
    await expect(alice.call(ping, {})).resolves.toBeDefined()
  })
})
