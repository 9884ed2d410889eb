import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { checkPolicyDocument } from './check-document.ts'

const good = `{
  "version": "2.0",
  "statement": [
    {
      "effect": "allow",
      "action": ["name/im:Describe*", "cam:GetUser"],
      "resource": ["qcs::im::uin/\${owner_uin}:sdkappid/1400000001", "qcs::cam::uin/:uin/2"],
      "condition": {
        "for_any_value:string_equal_if_exist": { "qcs:resource_tag": "env&prod" },
        "ip_not_equal": { "qcs:ip": ["10.0.0.0/8", "2001:db8::/32"] },
        "date_less_than": { "qcs:current_time": "2022-05-31 00:00:00" }
      }
    },
    { "effect": "deny", "action": "*", "resource": "*" }
  ]
}`

const signs = fc.constantFrom(...'{}[]",:*\\/&$n0 \n'.split(''), '')

/** Documents in which some characters are another one, or missing. */
const nearlyGood = fc
  .array(fc.tuple(fc.nat(good.length - 1), signs), { maxLength: 3 })
  .map((changes) =>
    changes.reduce((text, [at, sign]) => text.slice(0, at) + sign + text.slice(at + 1), good),
  )

test('answers a document, or problems at places that are in the text', () => {
  let documents = 0

  fc.assert(
    fc.property(nearlyGood, (text) => {
      const { document, problems } = checkPolicyDocument(text)

      if (document !== undefined) documents++
      else expect(problems.length).toBeGreaterThan(0)
      const lines = text.split('\n')
      for (const { line, column } of problems ?? []) {
        expect(column).toBeGreaterThanOrEqual(1)
        expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? -1) + 1)
      }
    }),
    { numRuns: 2000 },
  )
  expect(documents).toBeGreaterThan(20)
})

test('takes nothing that is no JSON', () => {
  fc.assert(
    fc.property(nearlyGood, (text) => {
      if (checkPolicyDocument(text).document !== undefined) JSON.parse(text)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['[', 'jsonDepth'],
  ['"', 'jsonUnexpected'],
  ['\\', 'jsonUnexpected'],
  ['1', 'notObject'],
  ['{"a":', 'jsonDepth'],
] as const)('a long text of %p is refused at once', (part, reason) => {
  const text = part.repeat(65_000 / part.length)

  expect(checkPolicyDocument(text, { characters: 65_536 }).problems).toMatchObject([{ reason }])
})
