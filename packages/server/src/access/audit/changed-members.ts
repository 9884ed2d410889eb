import { AUDIT_CUT, AUDIT_MASK } from '@yanshu/protocol'
import { cutText, isHidden, isSecret, masked } from './redact.ts'

/** Characters of one side; what does not fit is counted instead. */
const MAX_LENGTH = 12_288
/** Characters of one member. */
const MAX_MEMBER = 4096
const MAX_DEPTH = 8

/** What changed, as JSON objects by path; both empty where nothing did. */
export interface Change {
  readonly before: string
  readonly after: string
}

type Members = ReadonlyMap<string, Member>

interface Member {
  readonly value: unknown
  readonly secret: boolean
}

/**
 * Compares a thing before and after a call, member by member: what is the same is left out, what is
 * secret is masked but still seen to have changed. Nested objects are walked, arrays are one member.
 *
 * @param before - undefined where the thing was not there, as `after` where it is gone.
 */
export function changedMembers(before: unknown, after: unknown): Change {
  const [old, fresh] = [membersOf(before), membersOf(after)]
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].filter(
    (path) => textOf(old.get(path)) !== textOf(fresh.get(path)),
  )
  if (paths.length === 0) return { before: '', after: '' }
  const sides = [new Side(old), new Side(fresh)] as const
  const kept = paths.findIndex((path) => !sides.map((side) => side.add(path)).every(Boolean))
  const left = kept < 0 ? 0 : paths.length - kept
  return { before: sides[0].text(left), after: sides[1].text(left) }
}

/** One side of a change, which grows until it is as long as it may be. */
class Side {
  readonly #members: Members
  readonly #shown: Record<string, unknown> = {}
  #length = 0

  constructor(members: Members) {
    this.#members = members
  }

  /** False where the member does not fit. */
  add(path: string): boolean {
    const member = this.#members.get(path)
    if (member === undefined) return true
    const value = shown(member)
    this.#length += path.length + JSON.stringify(value).length
    if (this.#length > MAX_LENGTH) return false
    this.#shown[path] = value
    return true
  }

  text(left: number): string {
    const members = left > 0 ? { ...this.#shown, [AUDIT_CUT]: left } : this.#shown
    return Object.keys(members).length === 0 ? '' : JSON.stringify(members)
  }
}

function membersOf(value: unknown): Members {
  const members = new Map<string, Member>()
  collect(members, value, { path: '', secret: false, depth: MAX_DEPTH })
  return members
}

interface Place {
  readonly path: string
  readonly secret: boolean
  readonly depth: number
}

function collect(members: Map<string, Member>, value: unknown, { path, secret, depth }: Place) {
  if (value === undefined) return
  if (!isPlainObject(value) || depth === 0) {
    members.set(path, { value, secret })
    return
  }
  for (const [name, item] of Object.entries(value)) {
    const step = /^[\w@#:/-]+$/.test(name) ? name : JSON.stringify(name)
    collect(members, item, {
      path: path === '' ? step : `${path}.${step}`,
      secret: secret || isSecret(name),
      depth: depth - 1,
    })
  }
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(member: Member | undefined): string | undefined {
  return member && JSON.stringify(member.value)
}

function shown({ value, secret }: Member): unknown {
  if (secret && isHidden(value)) return AUDIT_MASK
  const safe = masked(value)
  const text = JSON.stringify(safe)
  return text.length <= MAX_MEMBER
    ? safe
    : cutText(typeof safe === 'string' ? safe : text, MAX_MEMBER)
}
