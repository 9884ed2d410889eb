import { expect, test } from 'bun:test'
import { enUS } from './en-US/index.ts'
import { toLanguage } from './language.ts'
import { zhCN } from './zh-CN/index.ts'

interface Texts {
  readonly [key: string]: string | Texts
}

/** Every text by its full key. */
function flatten(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )
}

function placeholders(text: string): string[] {
  return (text.match(/\{\{.*?\}\}|<\/?\d>/g) ?? []).sort()
}

const english = flatten(enUS)
const chinese = new Map(flatten(zhCN))

test('both languages have the same keys', () => {
  expect([...chinese.keys()].sort()).toEqual(english.map(([key]) => key).sort())
})

test('both languages use the same values within a text', () => {
  const different = english.filter(
    ([key, text]) => placeholders(text).join() !== placeholders(chinese.get(key) ?? '').join(),
  )

  expect(different).toEqual([])
})

test('no text is empty', () => {
  const empty = [...english, ...chinese].filter(([, text]) => text.trim() === '')

  expect(empty).toEqual([])
})

test('Chinese texts are Chinese, but for names and terms', () => {
  const latin = [...chinese].filter(([, text]) => !/\p{Script=Han}/u.test(text)).map(([key]) => key)

  expect(latin).toEqual([
    'common.sdkAppId',
    'common.rowAction',
    'groupconf.ofType',
    'groupconf.between',
    'groupconf.fields.cellOf',
    'groups.table.count',
    'groups.details.info.memberCount',
    'usersig.generate.output',
    'tryit.message.other',
    'policies.sentence.condition',
    'policies.sentence.comma',
  ])
})

test.each([
  ['zh-CN', 'zh-CN'],
  ['zh-TW', 'zh-CN'],
  ['en-GB', 'en-US'],
  ['de', 'en-US'],
] as const)('a browser in %s gets %s', (tag, language) => {
  expect(toLanguage(tag)).toBe(language)
})
