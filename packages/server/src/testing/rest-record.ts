import { appendFileSync } from 'node:fs'
import type { Command } from '@yanshu/protocol'
import { commandsByPath } from '@yanshu/protocol'

/** What one REST call of a test showed; a line of the record. */
export interface RestRecord {
  readonly path: string
  /** Of the call itself, and of the items of a batch that failed for themselves. */
  readonly codes: readonly number[]
  /** First-level fields of the request, in the newest spelling; of calls that succeeded. */
  readonly request: readonly string[]
  /** First-level fields of the answer; of calls that succeeded. */
  readonly response: readonly string[]
}

const seen = new Set<string>()

/**
 * Notes what a test called and what came back, where `YANSHU_REST_RECORD` names a file: the
 * conformance report is made from what tests did and not from what they are called.
 */
export function recordRest(path: string, body: unknown, answer: object): void {
  const file = process.env.YANSHU_REST_RECORD
  if (file === undefined) return
  const line = JSON.stringify(toRecord(path, body, answer as Readonly<Record<string, unknown>>))
  // Many cases do the same.
  if (seen.has(line)) return
  seen.add(line)
  appendFileSync(file, `${line}\n`)
}

function toRecord(
  path: string,
  body: unknown,
  answer: Readonly<Record<string, unknown>>,
): RestRecord {
  const worked = answer.ErrorCode === 0
  return {
    path,
    codes: [...new Set(codesIn(answer))].sort((a, b) => a - b),
    request: worked ? newSpellings(commandsByPath.get(path), body) : [],
    response: worked ? Object.keys(answer).sort() : [],
  }
}

const CODE_FIELDS = new Set(['ErrorCode', 'ResultCode', 'RetCode', 'Code'])

function codesIn(value: unknown): readonly number[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'number' && CODE_FIELDS.has(name) ? [inner] : codesIn(inner),
  )
}

function newSpellings(command: Command | undefined, body: unknown): readonly string[] {
  const names = Object.keys((body ?? {}) as object)
  return names.map((name) => command?.renamed?.[name] ?? name).sort()
}
