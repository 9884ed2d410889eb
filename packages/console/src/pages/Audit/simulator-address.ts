import type { AuditEvent } from '@yanshu/protocol'
import { readDenial } from '../../api/denial.ts'

/** The permission simulator, filled in with a call that was denied. */
export function simulatorAddress(event: AuditEvent): string {
  const { Uin: user, Action: action, Resource, Message, SourceIp } = event
  // Of several resources the message names the one that was refused.
  const resource = readDenial(Message).resource ?? Resource.split(',')[0] ?? '*'
  const ip = SourceIp.replace(/^::ffff:/i, '')
  return `/access/simulator?${new URLSearchParams({ user, action, resource, ip })}`
}
