import { expect, test } from 'bun:test'
import { Media } from './media.ts'
import { emptyMessage } from './message.ts'

function setUp(fails: number) {
  const uploads: string[] = []
  const media = new Media({
    ask: (() => Promise.resolve({ uploadUrl: '/files/1/a?upload=x', url: '/files/1/a' })) as never,
    upload: ({ url }) => {
      uploads.push(url)
      if (uploads.length <= fails) return Promise.reject(new Error('cut off'))
      return Promise.resolve({ id: 'a', url: '/files/1/a', size: 3 })
    },
    uploadBase: 'http://up.example',
    downloadBase: 'http://down.example',
  })
  return { media, uploads }
}

const options = (file: Uint8Array<ArrayBuffer>, name: string) => ({
  to: 'bob',
  conversationType: 'C2C',
  payload: { file, name },
})

test('a file is uploaded once, and again only where that failed', async () => {
  const { media, uploads } = setUp(1)
  const payload = media.begin('TIMFileElem', options(new Uint8Array(3), 'a.txt'))
  const message = { ...emptyMessage(), type: 'TIMFileElem', payload }

  const error = await media.prepare(message).catch((thrown: unknown) => thrown)
  await media.prepare(message)
  await media.prepare(message)

  expect(error).toMatchObject({ code: 2400 })
  expect(uploads).toHaveLength(2)
  expect(payload).toEqual({
    uuid: 'a',
    fileName: 'a.txt',
    fileUrl: 'http://down.example/files/1/a',
    fileSize: 3,
  })
})

test.each([
  ['TIMImageElem', 0, 'a.png', 2108],
  ['TIMImageElem', 1, 'a.txt', 2252],
  ['TIMVideoFileElem', 1, 'a.avi', 2352],
  ['TIMImageElem', 20 * 1024 * 1024 + 1, 'a.png', 2253],
  ['TIMSoundElem', 20 * 1024 * 1024 + 1, 'a.mp3', 2301],
] as const)('%s of %d bytes called %s is refused with %d', async (type, size, name, code) => {
  const { media, uploads } = setUp(0)
  const payload = media.begin(type, options(new Uint8Array(size), name))

  const error = await media.prepare({ ...emptyMessage(), type, payload }).catch((e: unknown) => e)

  expect(error).toMatchObject({ code })
  expect(uploads).toEqual([])
})
