import { policyVariables } from './condition-table.ts'
import type { Complaint, PolicyErrorCode } from './findings.ts'

const VARIABLE = /\$\{[^}]*\}/g

/** Says which variable of a text is none. */
export function checkVariables(text: string, code: PolicyErrorCode): Complaint | undefined {
  const unknown = text.match(VARIABLE)?.find((found) => !isVariable(found))
  if (unknown === undefined) return undefined
  return [code, 'variable', { variable: unknown, known: policyVariables.join(', ') }]
}

/** The text with what stands for its variables. */
export function fillVariables(text: string, fill: (variable: string) => string): string {
  return text.includes('${') ? text.replace(VARIABLE, fill) : text
}

function isVariable(text: string): boolean {
  return policyVariables.some((known) => known === text)
}
