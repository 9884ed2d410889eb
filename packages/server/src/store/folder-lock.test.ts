import { afterEach, beforeEach, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../clock.ts'
import { holdFolder } from './folder-lock.ts'
import { openStore } from './open-store.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yanshu-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a folder has one holder, and another after that one let go', () => {
  const release = holdFolder(folder)

  expect(() => holdFolder(folder)).toThrow('another process uses the data folder')
  release()
  holdFolder(folder)()
})

test('a folder is held while its store is open', async () => {
  const target = { kind: 'folder', folder } as const
  const store = await openStore(target, systemClock)

  await expect(openStore(target, systemClock)).rejects.toThrow('another process uses')
  await store.close()
  const next = await openStore(target, systemClock)
  await next.close()
})
