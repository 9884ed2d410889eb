import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BlobStore, ByteRange } from './blob-store.ts'
import type { OpenBlobs } from './open-blobs.ts'
import { openBlobs } from './open-blobs.ts'
import { FakeS3 } from './testing/fake-s3.ts'

const MB = 1 << 20

/** A store that is open, and the keys that are really in it. */
interface Subject {
  readonly blobs: OpenBlobs
  keys(): Promise<readonly string[]>
  end(): Promise<void>
}

const kinds: readonly { readonly kind: string; open(): Promise<Subject> }[] = [
  { kind: 'memory', open: openMemory },
  { kind: 'folder', open: openFolder },
  { kind: 'S3', open: openS3 },
]

async function openMemory(): Promise<Subject> {
  const blobs = await openBlobs({ kind: 'memory' })
  const asked = ['1/files/a', '1/files/b', '12/files/a', '2/files/a']
  const keys = async () => {
    const found = await Promise.all(
      asked.map(async (key) => ((await blobs.read(key)) ? [key] : [])),
    )
    return found.flat()
  }
  return { blobs, keys, end: () => blobs.close() }
}

async function openFolder(): Promise<Subject> {
  const folder = await mkdtemp(join(tmpdir(), 'yanshu-blobs-'))
  const blobs = await openBlobs({ kind: 'folder', folder })
  const keys = () => filesIn(folder)
  return { blobs, keys, end: () => rm(folder, { recursive: true }) }
}

async function openS3(): Promise<Subject> {
  const s3 = new FakeS3()
  const blobs = await openBlobs({ kind: 's3', ...s3.settings })
  const end = async () => {
    await blobs.close()
    await s3[Symbol.asyncDispose]()
  }
  return { blobs, keys: async () => [...s3.objects.keys()].sort(), end }
}

/** Every file, drafts too. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort()
}

async function write(blobs: BlobStore, key: string, ...chunks: readonly Uint8Array[]) {
  const draft = await blobs.draft()
  try {
    for (const chunk of chunks) await draft.write(chunk)
    await draft.keep(key)
  } finally {
    await draft.drop()
  }
}

async function bytesOf(blobs: BlobStore, key: string, range?: ByteRange) {
  const body = await blobs.read(key, range)
  return body && new Response(body).bytes()
}

/** What went wrong; undefined where nothing did. */
async function faultOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
    return undefined
  } catch (error) {
    return error
  }
}

const text = (value: string) => new TextEncoder().encode(value)
const noise = (size: number) =>
  Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 9)) % 256)

describe.each(kinds)('blobs in $kind', ({ kind, open }) => {
  let subject: Subject
  let blobs: BlobStore
  beforeAll(async () => {
    subject = await open()
    blobs = subject.blobs
  })
  afterAll(() => subject.end())

  test('what is kept is read, whole and in parts', async () => {
    await write(blobs, '1/files/read', text('0123'), text('456789'))

    expect(await bytesOf(blobs, '1/files/read')).toEqual(text('0123456789'))
    expect(await bytesOf(blobs, '1/files/read', { start: 0, end: 1 })).toEqual(text('0'))
    expect(await bytesOf(blobs, '1/files/read', { start: 3, end: 7 })).toEqual(text('3456'))
    expect(await bytesOf(blobs, '1/files/read', { start: 9, end: 10 })).toEqual(text('9'))
    await blobs.remove(['1/files/read'])
  })

  test('what is not there is undefined, in parts too', async () => {
    expect(await blobs.read('1/files/none')).toBeUndefined()
    expect(await blobs.read('1/files/none', { start: 0, end: 1 })).toBeUndefined()
  })

  test('a blob on this machine tells its size', async () => {
    await write(blobs, '1/files/size', noise(1000))

    const body = await blobs.read('1/files/size')

    if (body instanceof Blob) expect(body.size).toBe(1000)
    else expect(kind).toBe('S3')
    expect((await new Response(body).bytes()).length).toBe(1000)
    await blobs.remove(['1/files/size'])
  })

  test('a second blob of a key takes the place of the first as a whole', async () => {
    await write(blobs, '1/files/again', noise(5000))
    await write(blobs, '1/files/again', text('short'))

    expect(await bytesOf(blobs, '1/files/again')).toEqual(text('short'))
    await blobs.remove(['1/files/again'])
  })

  test('nothing is there before it is kept, nor after it is dropped', async () => {
    const draft = await blobs.draft()
    await draft.write(text('half'))
    const before = await blobs.read('1/files/half')
    await draft.drop()

    expect([before, await blobs.read('1/files/half')]).toEqual([undefined, undefined])
    expect(await subject.keys()).toEqual([])
  })

  test('a draft that is dropped after it was kept stays', async () => {
    await write(blobs, '1/files/a', text('kept'))

    expect(await subject.keys()).toEqual(['1/files/a'])
    await blobs.remove(['1/files/a'])
  })

  test('a chunk may be reused as soon as it is written', async () => {
    const chunk = text('one')
    const draft = await blobs.draft()
    await draft.write(chunk)
    chunk.set(text('two'))
    await draft.write(chunk)
    await draft.keep('1/files/reused')

    expect(await bytesOf(blobs, '1/files/reused')).toEqual(text('onetwo'))
    await blobs.remove(['1/files/reused'])
  })

  test('a large body comes back the same', async () => {
    const part = noise(MB)
    await write(blobs, '1/files/large', ...Array.from({ length: 12 }, () => part), text('end'))

    const bytes = await bytesOf(blobs, '1/files/large')
    const cut = await bytesOf(blobs, '1/files/large', { start: 12 * MB - 1, end: 12 * MB + 3 })

    expect(bytes?.length).toBe(12 * MB + 3)
    expect(Bun.hash(bytes?.subarray(7 * MB, 8 * MB) ?? '')).toBe(Bun.hash(part))
    expect(cut).toEqual(Uint8Array.from([...part.slice(-1), ...text('end')]))
    await blobs.remove(['1/files/large'])
  })

  test('removal takes what it names; what is not there does not matter', async () => {
    for (const key of ['1/files/a', '1/files/b']) await write(blobs, key, text(key))

    await blobs.remove(['1/files/a', '1/files/none', '9/files/none'])
    await blobs.remove([])

    expect(await subject.keys()).toEqual(['1/files/b'])
    await blobs.remove(['1/files/b'])
  })

  test('a folder goes as a whole, and no folder that only begins alike', async () => {
    for (const key of ['1/files/a', '1/files/b', '12/files/a', '2/files/a']) {
      await write(blobs, key, text(key))
    }

    await blobs.removeFolder('1/')
    await blobs.removeFolder('7/')

    expect(await subject.keys()).toEqual(['12/files/a', '2/files/a'])
    await blobs.removeFolder('12/')
    await blobs.removeFolder('2/')
  })

  test.each([
    '../secret',
    '1/../../secret',
    '/etc/passwd',
    '1/./a',
    '.drafts/a',
    '1/.hidden',
    '1//a',
    '1\\a/b',
    '1/a\0b',
    '1/a\n',
    'a',
    '',
    '1/',
  ])('%j is no key', async (key) => {
    const draft = await blobs.draft()
    await draft.write(text('x'))

    const faults = [
      await faultOf(() => draft.keep(key)),
      await faultOf(() => blobs.read(key)),
      await faultOf(() => blobs.remove([key])),
    ]
    await draft.drop()

    expect(faults.map(String)).toEqual(Array(3).fill(`Error: not a key of a blob: ${key}`))
    expect(await subject.keys()).toEqual([])
  })

  test.each(['', '/', '1', '../', '1/../', './', '.drafts/'])('%j is no folder', async (folder) => {
    const fault = await faultOf(() => blobs.removeFolder(folder))

    expect(String(fault)).toBe(`Error: not a folder of blobs: ${folder}`)
  })
})
