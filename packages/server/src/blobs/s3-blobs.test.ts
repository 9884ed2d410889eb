import { afterEach, beforeEach, expect, test } from 'bun:test'
import { inspect } from 'node:util'
import type { S3Settings } from './blob-store.ts'
import type { OpenBlobs } from './open-blobs.ts'
import { openBlobs } from './open-blobs.ts'
import { FakeS3 } from './testing/fake-s3.ts'

const MB = 1 << 20

let s3: FakeS3
let blobs: OpenBlobs
beforeEach(async () => {
  s3 = new FakeS3()
  blobs = await openBlobs({ kind: 's3', ...s3.settings })
})
afterEach(async () => {
  await blobs.close()
  await s3[Symbol.asyncDispose]()
})

async function write(store: OpenBlobs, key: string, size: number): Promise<void> {
  const draft = await store.draft()
  try {
    const chunk = new Uint8Array(Math.min(size, MB)).fill(7)
    for (let left = size; left > 0; left -= MB) await draft.write(chunk.subarray(0, left))
    await draft.keep(key)
  } finally {
    await draft.drop()
  }
}

async function faultOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
    return undefined
  } catch (error) {
    return error
  }
}

test('a large body goes in parts, which are signed as well', async () => {
  await write(blobs, '1/files/large', 11 * MB)

  expect(s3.calls.filter((call) => call === 'PUT part').length).toBeGreaterThan(1)
  expect(s3.calls).not.toContain('PUT')
  expect([s3.openUploads, s3.objects.get('1/files/large')?.length]).toEqual([0, 11 * MB])
})

test('of a body whose parts are refused nothing stays', async () => {
  s3.brokenFrom = 2

  const fault = await faultOf(() => write(blobs, '1/files/large', 11 * MB))

  expect(fault).toBeInstanceOf(Error)
  expect([s3.objects.size, s3.openUploads]).toEqual([0, 0])
})

test('a part is asked for as a part', async () => {
  await write(blobs, '1/files/a', 1000)

  await new Response(await blobs.read('1/files/a', { start: 10, end: 20 })).bytes()

  expect(s3.calls.at(-1)).toBe('GET range')
})

test('a folder of more blobs than one list holds goes as a whole', async () => {
  for (let n = 0; n < 1001; n++) s3.objects.set(`1/files/${n}`, new Uint8Array([1]))
  s3.objects.set('12/files/a', new Uint8Array([1]))

  await blobs.removeFolder('1/')

  expect([...s3.objects.keys()]).toEqual(['12/files/a'])
})

const strangers: readonly [string, Partial<S3Settings>, RegExp][] = [
  ['secret', { secretKey: 'anotherSecretOfSomebody' }, /403|SignatureDoesNotMatch/],
  ['access key', { accessKey: 'AKIDstranger' }, /403|InvalidAccessKeyId/],
  ['region', { region: 'eu-west-1' }, /403|SignatureDoesNotMatch/],
]

test.each(strangers)(
  'another %s is refused, and told without the secret',
  async (_, wrong, text) => {
    const settings = { ...s3.settings, ...wrong }
    const stranger = await openBlobs({ kind: 's3', ...settings })
    s3.objects.set('1/files/a', new Uint8Array([1]))

    const faults = [
      await faultOf(() => write(stranger, '1/files/b', 10)),
      await faultOf(() => write(stranger, '1/files/c', 11 * MB)),
      await faultOf(() => stranger.read('1/files/a')),
      await faultOf(() => stranger.remove(['1/files/a'])),
      await faultOf(() => stranger.removeFolder('1/')),
    ]
    await stranger.close()

    for (const fault of faults) {
      expect(inspect(fault, { depth: 9, showHidden: true })).toMatch(text)
      expect(inspect(fault, { depth: 9, showHidden: true })).not.toContain(settings.secretKey)
    }
    expect([...s3.objects.keys()]).toEqual(['1/files/a'])
  },
)

test('a store that is not there is an error, and told without the secret', async () => {
  const { settings } = s3
  await s3[Symbol.asyncDispose]()

  const faults = [
    await faultOf(() => write(blobs, '1/files/a', 10)),
    await faultOf(() => blobs.read('1/files/a')),
  ]

  for (const fault of faults) {
    expect(fault).toBeInstanceOf(Error)
    const told = inspect(fault, { depth: 9 })
    expect(told).not.toContain(settings.secretKey)
    expect(told).not.toContain('X-Amz-Signature')
  }
})
