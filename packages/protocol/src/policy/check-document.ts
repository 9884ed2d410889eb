import { readStatement } from './check-statement.ts'
import type { PolicyDocument } from './document.ts'
import type { PolicyProblem } from './findings.ts'
import { Findings } from './findings.ts'
import type { JsonFault, JsonNode } from './json-tree.ts'
import { readJson } from './json-tree.ts'
import { policyLimits } from './limits.ts'
import { membersOf, placeOf } from './members.ts'
import type { PolicyReason } from './reasons.ts'

export interface PolicyCheckOptions {
  /** Characters without blanks; 4096 where absent. */
  readonly characters?: number
  /** Where given, resources that name another root account are problems. */
  readonly ownerUin?: string
}

export type CheckedPolicy =
  | { readonly document: PolicyDocument; readonly problems?: undefined }
  | { readonly document?: undefined; readonly problems: readonly PolicyProblem[] }

/**
 * Reads a policy document, syntax 2.0, or says everything that is wrong with it, with the places.
 * Source: 访问管理, 语法结构, 元素参考, 资源描述方式, 生效条件概述, 限制.
 */
export function checkPolicyDocument(text: string, options: PolicyCheckOptions = {}): CheckedPolicy {
  const findings = new Findings(text)
  if (!checkLength(text, options.characters ?? policyLimits.characters, findings)) {
    return { problems: findings.problems }
  }
  const root = readJson(text, policyLimits.depth)
  if ('reason' in root) {
    tellFault(root, text, findings)
    return { problems: findings.problems }
  }
  const document = readDocument(root, options.ownerUin, findings)
  return findings.problems.length === 0 ? { document } : { problems: findings.problems }
}

/** Characters of a document as they are counted: without blanks. */
export function policyLength(text: string): number {
  return text.replace(/\s/g, '').length
}

function checkLength(text: string, limit: number, findings: Findings): boolean {
  const code = 'InvalidParameter.PolicyDocumentLengthOverLimit'
  const place = { at: 0, path: '' }
  // Blanks are not counted, but not carried without end either.
  const most = Math.max(policyLimits.text, limit)
  if (text.length > most) {
    findings.add(place, [code, 'textTooLong', { length: text.length, limit: most }])
    return false
  }
  const length = policyLength(text)
  if (length > limit) findings.add(place, [code, 'tooLong', { length, limit }])
  return length <= limit
}

const faults = {
  end: 'jsonEnd',
  unexpected: 'jsonUnexpected',
  string: 'jsonString',
  depth: 'jsonDepth',
} as const satisfies Readonly<Record<JsonFault['reason'], PolicyReason>>

function tellFault({ at, reason }: JsonFault, text: string, findings: Findings): void {
  const found = /^[\w.+-]+|^./su.exec(text.slice(at, at + 40))?.[0] ?? ''
  const parameters = { found, limit: policyLimits.depth }
  const code = 'InvalidParameter.PolicyDocumentError'
  findings.add({ at, path: '' }, [code, faults[reason], parameters])
}

const known = ['version', 'statement']

function readDocument(
  root: JsonNode,
  ownerUin: string | undefined,
  findings: Findings,
): PolicyDocument {
  const code = 'InvalidParameter.PolicyDocumentError'
  const members = membersOf(root, '', code, findings)
  for (const member of members) {
    const place = placeOf('', member)
    const parameters = { member: member.key, known: known.join(', ') }
    if (member.key === 'principal') {
      findings.add(place, ['InvalidParameter.PrincipalError', 'principal'])
    } else if (!known.includes(member.key)) {
      findings.add(place, [code, 'unknownMember', parameters])
    }
  }
  if (root.kind !== 'object') return { statements: [] }
  const find = (name: string) => members.find(({ key }) => key === name)?.value
  checkVersion(find('version'), root.at, findings)
  return { statements: readStatements(find('statement'), root.at, ownerUin, findings) }
}

function checkVersion(node: JsonNode | undefined, at: number, findings: Findings): void {
  const code = 'InvalidParameter.VersionError'
  if (node === undefined) {
    findings.add({ at, path: '' }, [code, 'missingMember', { member: 'version' }])
  } else if (node.kind !== 'string' || node.value !== '2.0') {
    findings.add({ at: node.at, path: 'version' }, [code, 'version'])
  }
}

function readStatements(
  node: JsonNode | undefined,
  at: number,
  ownerUin: string | undefined,
  findings: Findings,
) {
  const code = 'InvalidParameter.StatementError'
  const path = 'statement'
  if (node === undefined) {
    findings.add({ at, path: '' }, [code, 'missingMember', { member: path }])
    return []
  }
  if (node.kind !== 'array') return [readStatement(node, path, ownerUin, findings)]
  const limit = policyLimits.statements
  if (node.items.length === 0) findings.add({ at: node.at, path }, [code, 'emptyList'])
  if (node.items.length > limit) {
    findings.add({ at: node.at, path }, [code, 'tooManyStatements', { limit }])
  }
  return node.items
    .slice(0, limit)
    .map((item, index) => readStatement(item, `${path}[${index}]`, ownerUin, findings))
}
