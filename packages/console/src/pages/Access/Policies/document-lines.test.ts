import { expect, test } from 'bun:test'
import { documentLines, formatDocument } from './document-lines.ts'

const allow = { effect: 'allow', action: ['name/im:*'], resource: ['*'] }
const deny = { effect: 'deny', action: ['name/im:RemoveUser'], resource: '*' }

test.each([
  ['several statements', { version: '2.0', statement: [allow, deny] }],
  ['one without a list', { statement: deny, version: '2.0' }],
  ['none', { version: '2.0', statement: [] }],
])('a document with %s reads as it was written', (_, policy) => {
  const { lines } = documentLines(JSON.stringify(policy))

  expect(JSON.parse(lines.join('\n'))).toEqual(policy)
})

test.each([
  ['in a list', { version: '2.0', statement: [allow, deny] }, [allow, deny]],
  ['alone', { version: '2.0', statement: deny }, [deny]],
])('the lines of a statement %s hold it', (_, policy, statements) => {
  const { lines, statements: spans } = documentLines(JSON.stringify(policy))

  const found = spans.map(({ from, to }) =>
    JSON.parse(
      lines
        .slice(from, to + 1)
        .join('\n')
        .replace(/,$/, '')
        .replace(/^\s*"statement": /, ''),
    ),
  )
  expect(found).toEqual(statements)
})

test('what is no policy is shown as it is', () => {
  expect(documentLines('{\n"version"')).toEqual({ lines: ['{', '"version"'], statements: [] })
})

test('a text is laid out, or left alone where it is no JSON', () => {
  expect(formatDocument('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(formatDocument('{"a":')).toBeUndefined()
})
