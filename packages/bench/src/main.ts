import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Arguments } from './arguments.ts'
import { readArguments, usage } from './arguments.ts'
import { tooFewFiles } from './file-limit.ts'
import type { Bench } from './figures/figure.ts'
import { figures } from './figures/table.ts'
import { startFloor } from './floors/start.ts'
import type { Measurement, ReportRow } from './report.ts'
import { judge, renderTable } from './report.ts'
import { startYanshu } from './yanshu/start.ts'

const names = figures.map(({ name }) => name)

function help(): string {
  const lines = figures.map(({ name, summary }) => `  ${name.padEnd(14)} ${summary}`)
  return [usage, ...lines].join('\n')
}

function benchOf({ seconds, rounds, subject, data, expire }: Arguments): Bench {
  const dataRoot = data ?? tmpdir()
  return {
    seconds,
    rounds,
    subject,
    expire,
    dataRoot,
    warmupSeconds: Math.min(2, seconds),
    start: (side, work) =>
      side === 'floor' ? startFloor(work, dataRoot) : startYanshu(work, dataRoot),
    progress: (text) => console.error(text),
  }
}

/** Measures the figures one after the other; one that breaks becomes an invalid row, the rest go on. */
async function measure(bench: Bench, wanted: readonly string[]): Promise<readonly ReportRow[]> {
  const measurements: Measurement[] = []
  for (const figure of figures) {
    if (!wanted.includes(figure.name)) continue
    try {
      measurements.push(...(await figure.run(bench)))
    } catch (error) {
      measurements.push(broken(figure.name, error))
    }
  }
  return measurements.map(judge)
}

function broken(name: string, error: unknown): Measurement {
  return {
    figure: name,
    title: name,
    unit: '',
    digits: 0,
    floor: Number.NaN,
    yanshu: Number.NaN,
    goal: { atLeast: 0 },
    faults: [error instanceof Error ? error.message : String(error)],
  }
}

async function save(rows: readonly ReportRow[], args: Arguments): Promise<string> {
  const time = new Date().toISOString()
  const file = args.json ?? join('bench-results', `${time.replaceAll(':', '-').slice(0, 19)}.json`)
  const machine = { cpu: cpus()[0]?.model.trim(), cores: cpus().length, bun: Bun.version }
  const { seconds, rounds, subject } = args
  await mkdir(dirname(file), { recursive: true })
  await writeFile(
    file,
    `${JSON.stringify({ time, machine, seconds, rounds, subject, rows }, null, 2)}\n`,
  )
  return file
}

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2), names)
  if (args.help) {
    console.log(help())
    return 0
  }
  const warning = await tooFewFiles(11_000)
  if (warning !== undefined) console.error(warning)
  const rows = await measure(benchOf(args), args.figures)
  const file = await save(rows, args)
  console.log(`\n${renderTable(rows)}\n\nreport: ${file}`)
  return rows.some(({ verdict }) => verdict === 'invalid') ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
