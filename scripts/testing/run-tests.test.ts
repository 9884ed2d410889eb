import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTests } from './run-tests.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yanshu-tally-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['passes and failures', "test('a', () => {}); test('b', () => { throw new Error('b') })", 1, 1],
  ['tests that are skipped as neither', "test('a', () => {}); test.skip('b', () => {})", 1, 0],
  ['a file that does not load', "import 'no-such-package'\ntest('a', () => {})", 0, 1],
  ['a run that a test ends early', "test('a', () => {}); test('b', () => process.exit(0))", 1, 1],
  ['a run that dies', "test('a', () => {}); test('b', () => process.kill(process.pid, 9))", 1, 1],
  ['a test that prints a summary', "test('a', () => console.error('\\n 9 fail\\n 9 pass'))", 1, 0],
])('counts %s', async (name, body, passed, failed) => {
  const file = join(folder, `${name.replaceAll(' ', '-')}.test.ts`)
  writeFileSync(file, `import { test } from 'bun:test'\n${body}\n`)

  expect(await runTests({ files: [file], print })).toEqual({ passed, failed })
})

test('counts nothing where no title matches', async () => {
  const file = join(folder, 'none.test.ts')
  writeFileSync(file, "import { test } from 'bun:test'\ntest('a', () => {})\n")

  const tally = await runTests({ files: [file], flags: ['-t', 'nothing like it'], print })

  expect(tally).toEqual({ passed: 0, failed: 0 })
})

test('counts a run that is stuck as failed', async () => {
  const file = join(folder, 'stuck.test.ts')
  writeFileSync(file, "import { test } from 'bun:test'\ntest('a', () => { for (;;) {} })\n")

  const tally = await runTests({ files: [file], print, silence: 1000 })

  expect(tally).toEqual({ passed: 0, failed: 1 })
})

function print(): void {}
