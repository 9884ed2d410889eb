import { readFile } from 'node:fs/promises'
import { median } from './load/percentiles.ts'

/** Milliseconds in which a quiet runtime collects its garbage and gives memory back. */
const SETTLE = 10_000

/** Resident bytes of a process, once it has been left alone for a while. Needs Linux. */
export async function settledMemory(pid: number): Promise<number> {
  await Bun.sleep(SETTLE)
  const readings: number[] = []
  for (let i = 0; i < 5; i++) {
    readings.push(await residentBytes(pid))
    await Bun.sleep(200)
  }
  return median(readings)
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(status)
  if (found === null) throw new Error(`no resident memory in the status of process ${pid}`)
  return Number(found[1]) * 1024
}
