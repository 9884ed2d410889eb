import type { ActionPattern } from './document.ts'
import type { Complaint } from './findings.ts'
import { isPolicyService, knownServices } from './services.ts'

const everyAction: ActionPattern = { service: '*', name: '*' }
const ACTION = /^(?:name\/)?([\w*-]+):([\w*]+)$/

/**
 * Reads an action of a statement. Names are not looked up: policies that were written elsewhere, the
 * documents' own examples among them, name actions that are not here.
 */
export function readAction(text: string): ActionPattern | Complaint {
  if (text === '*') return everyAction
  if (text.startsWith('permid/')) {
    return ['InvalidParameter.ActionError', 'actionSet', { value: text }]
  }
  const [, service, name] = ACTION.exec(text) ?? []
  if (service === undefined || name === undefined) {
    return ['InvalidParameter.ActionError', 'actionForm', { value: text }]
  }
  if (!isPolicyService(service)) {
    return ['InvalidParameter.ActionServiceNotExist', 'service', { service, known: knownServices }]
  }
  return { service, name }
}
