import { expect, test } from 'bun:test'
import type { AuditEntry } from './audit-entry.ts'
import type { AuditTrail } from './audit-trail.ts'
import {
  ALL_FAILURES_PER_MINUTE,
  FAILURES_PER_MINUTE,
  SessionRecorder,
} from './session-recorder.ts'

test('notes few failures of a minute, however many sources they come from', () => {
  const noted: AuditEntry[] = []
  const clock = { now: 0 }
  const trail = { note: (entry: AuditEntry) => void noted.push(entry) } as unknown as AuditTrail
  const recorder = new SessionRecorder(trail, () => clock.now)
  const fail = (sourceIp: string) =>
    recorder.tried({ kind: 'signIn', user: 'eve', sourceIp, outcome: 'badCredentials' })

  for (let tries = 0; tries <= FAILURES_PER_MINUTE; tries += 1) fail('192.0.2.1')
  expect(noted).toHaveLength(FAILURES_PER_MINUTE)
  for (let network = 0; network < 2 * ALL_FAILURES_PER_MINUTE; network += 1) {
    fail(`2001:db8:0:${network.toString(16)}::1`)
  }
  expect(noted).toHaveLength(ALL_FAILURES_PER_MINUTE)

  clock.now = 60_000
  fail('192.0.2.1')
  expect(noted).toHaveLength(ALL_FAILURES_PER_MINUTE + 1)
})
