/**
 * Runs all tests: `npm test`, or `npm test -- usersig sign -t 'a title'`. Words before the first
 * flag choose test files by a part of their path; flags go to `bun test`.
 */
import { join } from 'node:path'
import { findPostgresBinaries } from '../packages/server/src/testing/postgres-binaries.ts'
import { findBrowser } from './testing/find-browser.ts'
import { runTests } from './testing/run-tests.ts'
import { addTallies, type Tally } from './testing/tally.ts'
import { findTestGroups } from './testing/test-files.ts'

const root = join(import.meta.dir, '..')

function missingTools(): string[] {
  const missing: string[] = []
  if (findPostgresBinaries() === undefined) {
    missing.push('No PostgreSQL 15 or newer: the tests on it do not run. (apt install postgresql)')
  }
  if (findBrowser() === undefined) {
    missing.push('No Chromium: the browser tests do not run. (apt install chromium)')
  }
  return missing
}

const print = (chunk: Uint8Array) => process.stdout.write(chunk)

async function main(args: readonly string[]): Promise<Tally> {
  const firstFlag = args.findIndex((arg) => arg.startsWith('-'))
  const filters = firstFlag < 0 ? args : args.slice(0, firstFlag)
  const flags = firstFlag < 0 ? [] : args.slice(firstFlag)
  const tallies: Tally[] = []
  for (const { name, files } of await findTestGroups(root, filters)) {
    console.log(`\n== ${name}: ${files.length} files ==`)
    tallies.push(await runTests({ files, flags, print }))
  }
  const missing = missingTools()
  for (const line of missing) console.log(line)
  const isFault = process.env.YANSHU_TEST_REQUIRE === 'all'
  tallies.push({ passed: 0, failed: isFault ? missing.length : 0 })
  return addTallies(tallies)
}

const { passed, failed } = await main(process.argv.slice(2))
// Nothing run at all is no success either: a filter was mistyped.
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
console.log(`${passed} passed, ${failed} failed`)
