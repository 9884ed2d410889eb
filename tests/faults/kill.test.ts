import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase } from '@yanshu/server/testing'
import { audit } from './audit.ts'
import { Chance } from './chance.ts'
import { killUnderLoad } from './kill-rig.ts'

test('twenty kills under load lose, double and misplace nothing', async () => {
  const findings = await killAndAudit(20)

  expect(findings).toEqual([])
}, 150_000)

const databaseUrl = await createTestDatabase()

test.skipIf(databaseUrl === undefined)(
  'five kills beside PostgreSQL lose, double and misplace nothing',
  async () => {
    const findings = await killAndAudit(5, databaseUrl)

    expect(findings).toEqual([])
  },
  90_000,
)

/** Answers the first things found wrong; the rest would bury them. */
async function killAndAudit(kills: number, databaseUrl?: string): Promise<readonly string[]> {
  const chance = Chance.fromEnvironment()
  console.log(`to repeat: YANSHU_TEST_SEED=${chance.seed}`)
  const dataFolder = await mkdtemp(join(tmpdir(), 'yanshu-kill-'))
  try {
    const database = databaseUrl === undefined ? {} : { databaseUrl }
    await using aftermath = await killUnderLoad({ kills, dataFolder, chance, ...database })
    const { findings, ...counts } = await audit(aftermath)
    console.log(`${kills} kills:`, JSON.stringify(counts))
    return findings.slice(0, 20)
  } finally {
    await rm(dataFolder, { recursive: true })
  }
}
