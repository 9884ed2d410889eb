import { expect, test } from 'bun:test'
import { createLogger } from '../../log.ts'
import type { AuditEntry, AuditRow } from './audit-entry.ts'
import type { AuditSettingsBook } from './audit-settings.ts'
import { AuditTrail, MOST_NOTED } from './audit-trail.ts'

const entry: AuditEntry = {
  ownerUin: '1',
  uin: '2',
  user: 'ann',
  door: 'rest',
  action: 'rest:noted',
  resource: '*',
  sourceIp: '192.0.2.1',
  code: 'OK',
}

/** A trail over a storage that writes nothing until it is let go. */
function heldTrail() {
  const rows: AuditRow[] = []
  const lines: string[] = []
  const { promise: free, resolve: letGo } = Promise.withResolvers<void>()
  const trail = new AuditTrail({
    store: { insert: (some) => free.then(() => void rows.push(...some)) },
    settings: {} as AuditSettingsBook,
    now: () => 0,
    log: createLogger('error', (line) => lines.push(line) > 0),
  })
  const actionsOf = () => Map.groupBy(rows, ({ action }) => action)
  return { trail, lines, letGo, count: (action: string) => actionsOf().get(action)?.length ?? 0 }
}

test('keeps what a caller waits for, however much is noted beside it', async () => {
  const { trail, lines, letGo, count } = heldTrail()
  for (let notes = 0; notes < MOST_NOTED + 7; notes += 1) trail.note(entry)
  const recorded = trail.record({ ...entry, action: 'cam:waited' })
  letGo()
  await recorded
  await trail.settled()

  expect(count('cam:waited')).toBe(1)
  expect(count('rest:noted')).toBe(MOST_NOTED)
  expect(lines.join('')).toContain('"entries":7')
})

test('counts entries that are still to come', async () => {
  const { trail, letGo, count } = heldTrail()
  const { promise: coming, resolve: come } = Promise.withResolvers<AuditEntry>()
  for (let notes = 0; notes < MOST_NOTED; notes += 1) trail.note(coming)
  trail.note({ ...entry, action: 'rest:late' })
  come(entry)
  letGo()
  await trail.settled()

  expect(count('rest:noted')).toBe(MOST_NOTED)
  expect(count('rest:late')).toBe(0)
})

test('keeps fewer where they are long', async () => {
  const { trail, letGo, count } = heldTrail()
  const body = { text: 'x'.repeat(7000) }
  for (let notes = 0; notes < MOST_NOTED; notes += 1) {
    trail.note({ ...entry, body })
    // A row is made when its turn comes.
    if (notes % 100 === 0) await Promise.resolve()
  }
  letGo()
  await trail.settled()

  expect(count('rest:noted')).toBeWithin(1000, MOST_NOTED / 2)
})
