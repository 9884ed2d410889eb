import { expect, test } from 'bun:test'
import fc from 'fast-check'
import type { JsonNode } from './json-tree.ts'
import { readJson } from './json-tree.ts'

function plain(node: JsonNode): unknown {
  if (node.kind === 'array') return node.items.map(plain)
  if (node.kind === 'object') {
    return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]))
  }
  return node.kind === 'string' ? node.value : (JSON.parse(node.value) as unknown)
}

function read(text: string): unknown {
  const node = readJson(text, 20)
  return 'reason' in node ? 'refused' : plain(node)
}

test('reads what JSON.parse reads', () => {
  const values = fc.jsonValue({ maxDepth: 8 }).filter((value) => !hasProto(value))
  fc.assert(
    fc.property(values, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent)

      expect(read(text)).toEqual(JSON.parse(text))
    }),
  )
})

test('refuses what JSON.parse refuses', () => {
  const signs = fc.constantFrom(...'{}[]:,"\\ \n019-+.eEtruefalsnu'.split(''))
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 12 }), (parts) => {
      const text = parts.join('')

      expect(read(text) !== 'refused').toBe(isJson(text))
    }),
    { numRuns: 3000 },
  )
})

test.each([
  ['', 'end', 0],
  ['{', 'end', 1],
  ['{"a" 1}', 'unexpected', 5],
  ['{"a":1,}', 'unexpected', 7],
  ['[1 2]', 'unexpected', 3],
  ['[01]', 'unexpected', 1],
  ['1 1', 'unexpected', 2],
  ['["a', 'string', 1],
  ['["a\n"]', 'string', 1],
  [String.raw`["\x"]`, 'string', 1],
  ['[[[[1]]]]', 'depth', 3],
] as const)('says why and where %p is no JSON', (text, reason, at) => {
  expect(readJson(text, 3)).toEqual({ reason, at })
})

test('keeps the place of keys and values, and repeated members', () => {
  expect(readJson('{"a": 1,\n"a": [true]}', 3)).toEqual({
    kind: 'object',
    at: 0,
    members: [
      { key: 'a', at: 1, value: { kind: 'number', at: 6, value: '1' } },
      {
        key: 'a',
        at: 9,
        value: { kind: 'array', at: 14, items: [{ kind: 'boolean', at: 15, value: 'true' }] },
      },
    ],
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** `Object.fromEntries` and `JSON.parse` agree on it, `toEqual` does not. */
function hasProto(value: unknown): boolean {
  return JSON.stringify(value).includes('__proto__')
}
