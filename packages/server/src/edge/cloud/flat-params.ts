import { CloudError } from '@yanshu/protocol'

/** Deeper than any action goes; it keeps a long name from becoming a deep stack. */
const MAX_DEPTH = 8

type Node = Map<string, Node | string>

/** Parameters of a query or a form; of a repeated one the last counts. */
export function parseFlat(text: string): ReadonlyMap<string, string> {
  return new Map(new URLSearchParams(text))
}

/** Builds what the flattened names describe: `A.0.B=x` becomes `{ A: [{ B: 'x' }] }`. */
export function unflatten(params: ReadonlyMap<string, string>): Record<string, unknown> {
  const root: Node = new Map()
  for (const [name, value] of params) place(root, name, value)
  return toObject(root)
}

function place(root: Node, name: string, value: string): void {
  const steps = name.split('.', MAX_DEPTH + 1)
  if (steps.length > MAX_DEPTH) throw conflict(name)
  const last = steps.pop() ?? ''
  let node = root
  for (const step of steps) {
    const next = node.get(step) ?? new Map()
    if (typeof next === 'string') throw conflict(name)
    node.set(step, next)
    node = next
  }
  if (node.has(last)) throw conflict(name)
  node.set(last, value)
}

function conflict(name: string): CloudError {
  return new CloudError('InvalidParameter', `The parameter \`${name.slice(0, 100)}\` does not fit.`)
}

function toValue(node: Node | string): unknown {
  if (typeof node === 'string') return node
  const isArray = [...node.keys()].every((step) => /^\d{1,6}$/.test(step))
  if (!isArray) return toObject(node)
  return [...node].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => toValue(item))
}

/** `fromEntries` defines properties, so that a name like `__proto__` is only a name. */
function toObject(node: Node): Record<string, unknown> {
  return Object.fromEntries([...node].map(([step, item]) => [step, toValue(item)]))
}
