/**
 * Which commands of the specification are built and proven: `npm run conformance`. Runs the tests of
 * the doors, or reads what an earlier run recorded (`--record FILE`, made with YANSHU_REST_RECORD),
 * writes `docs/conformance.md`, and with `--check` fails where that page would change.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { catalogue, commandsByPath } from '../packages/protocol/src/index.ts'
import type { RestRecord } from '../packages/server/src/testing/rest-record.ts'
import { findGaps, statusOf } from './conformance/prove.ts'
import { gapLines, type ReportRow, toPage } from './conformance/report.ts'
import { runTests } from './testing/run-tests.ts'
import { findTestGroups } from './testing/test-files.ts'

const root = join(import.meta.dir, '..')
const page = join(root, 'docs', 'conformance.md')

async function recordAnew(file: string): Promise<boolean> {
  process.env.YANSHU_REST_RECORD = file
  const files = (await findTestGroups(root, ['tests/doors'])).flatMap((group) => group.files)
  const print = (chunk: Uint8Array) => void process.stderr.write(chunk)
  const { passed, failed } = await runTests({ files, print })
  return failed === 0 && passed > 0
}

async function readRecords(file: string): Promise<ReadonlyMap<string, readonly RestRecord[]>> {
  const lines = (await Bun.file(file).text()).split('\n').filter((line) => line !== '')
  const records = lines.map((line) => JSON.parse(line) as RestRecord)
  return Map.groupBy(records, ({ path }) => path)
}

function toRows(records: ReadonlyMap<string, readonly RestRecord[]>): readonly ReportRow[] {
  return catalogue.map(({ path, family, title, plan }) => {
    const command = commandsByPath.get(path)
    const gaps = command && findGaps(command, records.get(path) ?? [])
    return { path, family, title, plan, gaps, status: statusOf(command, gaps) }
  })
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { record: { type: 'string' }, check: { type: 'boolean', default: false } },
  })
  const folder = mkdtempSync(join(tmpdir(), 'yanshu-conformance-'))
  try {
    const file = values.record ?? join(folder, 'rest.jsonl')
    if (values.record === undefined && !(await recordAnew(file))) {
      console.log('the tests of the doors do not pass: nothing is reported')
      return 1
    }
    const rows = toRows(await readRecords(file))
    for (const line of gapLines(rows)) console.log(`present only: ${line}`)
    for (const status of ['proven', 'present', 'absent'] as const) {
      console.log(`${status}: ${rows.filter((row) => row.status === status).length}`)
    }
    return await settle(toPage(rows), values.check)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function settle(text: string, isCheck: boolean): Promise<number> {
  const before = await Bun.file(page)
    .text()
    .catch(() => '')
  if (before === text) return 0
  if (!isCheck) {
    await Bun.write(page, text)
    return 0
  }
  console.log('docs/conformance.md is not what the tests show: run npm run conformance')
  return 1
}

process.exitCode = await main()
