import { expect, test } from 'bun:test'
import { readArguments } from './arguments.ts'

const figures = ['messages', 'broadcast']

test('measures everything where no figure is named', () => {
  expect(readArguments([], figures).figures).toEqual(figures)
})

test('takes figures and options in any order', () => {
  const args = readArguments(['--seconds', '2', 'broadcast', '--json', 'out.json'], figures)

  expect(args).toMatchObject({ figures: ['broadcast'], seconds: 2, json: 'out.json' })
})

test.each([
  { argv: ['mesages'], text: 'no figure is called mesages' },
  { argv: ['--seconds', 'x'], text: '--seconds is a number' },
  { argv: ['--rounds', '0'], text: '--rounds is a number' },
  { argv: ['--subject', 'other'], text: '--subject is yanshu or floor' },
  { argv: ['--speed', '3'], text: '--speed' },
])('refuses $argv', ({ argv, text }) => {
  expect(() => readArguments(argv, figures)).toThrow(text)
})

test('takes as many messages to expire as a figure may need minutes for', () => {
  expect(readArguments(['--expire', '1000000'], figures).expire).toBe(1_000_000)
  expect(readArguments([], figures).expire).toBeUndefined()
  expect(() => readArguments(['--expire', '0'], figures)).toThrow('--expire is a number')
})
