import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { createSecretBox, ephemeralMasterKey, loadMasterKey, parseMasterKey } from './secret-box.ts'

describe('a box', () => {
  const box = createSecretBox(Buffer.alloc(32, 7))

  test('opens what it sealed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        expect(box.open(box.seal(plain))).toBe(plain)
      }),
    )
  })

  test('seals one text differently each time and never shows it', () => {
    const sealed = [box.seal('the secret'), box.seal('the secret')]

    expect(sealed[0]).not.toBe(sealed[1])
    for (const text of sealed) {
      expect(Buffer.from(text, 'base64').toString('latin1')).not.toContain('secret')
    }
  })

  test('does not open what another key sealed', () => {
    const other = createSecretBox(ephemeralMasterKey())

    expect(() => other.open(box.seal('secret'))).toThrow()
  })

  test('does not open what was changed, in any byte', () => {
    const bytes = Buffer.from(box.seal('secret'), 'base64')

    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => box.open(changed.toString('base64'))).toThrow()
    }
  })

  test.each(['', 'AAAA', 'no base64 at all'])('does not open %p', (text) => {
    expect(() => box.open(text)).toThrow()
  })

  test('takes a key of 32 bytes and no other', () => {
    expect(() => createSecretBox(Buffer.alloc(31))).toThrow('32 bytes')
  })
})

test.each(['', 'ab', `${'0'.repeat(63)}g`, '0'.repeat(65)])('%p is no master key', (text) => {
  expect(() => parseMasterKey(text)).toThrow('64 hexadecimal digits')
})

describe('the master key of a data folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yanshu-key-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('is made on the first start, for its owner alone, and read on the next', async () => {
    const inside = join(folder, 'data')

    const made = await loadMasterKey(inside)
    const read = await loadMasterKey(inside)

    expect(made).toHaveLength(32)
    expect(Buffer.from(read)).toEqual(Buffer.from(made))
    expect((await stat(join(inside, 'master.key'))).mode & 0o777).toBe(0o600)
  })

  test('that is damaged is an error and stays as it is', async () => {
    const path = join(folder, 'master.key')
    await writeFile(path, 'damaged')

    await expect(loadMasterKey(folder)).rejects.toThrow('64 hexadecimal digits')
    expect(await readFile(path, 'utf8')).toBe('damaged')
  })
})
