import { afterEach, beforeEach, expect, test } from 'bun:test'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFolderBlobs } from './folder-blobs.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yanshu-blobs-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('drafts of a process that died are gone at the next start', async () => {
  const before = await createFolderBlobs(folder)
  const draft = await before.draft()
  await draft.write(new Uint8Array(1000))
  const left = await readdir(join(folder, '.drafts'))

  await createFolderBlobs(folder)

  expect(left).toHaveLength(1)
  expect(await readdir(folder)).toEqual([])
  await draft.drop()
})

test('a draft that cannot be put in its place leaves nothing', async () => {
  const blobs = await createFolderBlobs(folder)
  // A file where a folder would have to be.
  await Bun.write(join(folder, '1'), 'x')
  const draft = await blobs.draft()
  await draft.write(new Uint8Array(10))

  const fault = await draft.keep('1/files/a').catch((error: unknown) => error)
  await draft.drop()

  expect(fault).toBeInstanceOf(Error)
  expect(await readdir(join(folder, '.drafts'))).toEqual([])
})

test('nobody else on the machine may read a file', async () => {
  const blobs = await createFolderBlobs(folder)
  const draft = await blobs.draft()
  await draft.write(new Uint8Array(10))
  await draft.keep('1/files/ab/a')

  const modes = ['1', '1/files/ab', '1/files/ab/a'].map(async (path) => {
    const { mode } = await stat(join(folder, path))
    return (mode & 0o777).toString(8)
  })
  expect(await Promise.all(modes)).toEqual(['700', '700', '600'])
})
