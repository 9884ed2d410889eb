import { describe, expect, test } from 'bun:test'
import { changedMembers } from './changed-members.ts'

const changed = (before: unknown, after: unknown) => {
  const { before: old, after: fresh } = changedMembers(before, after)
  return [old, fresh].map((text) => (text === '' ? undefined : JSON.parse(text)))
}

describe('what changed of a thing', () => {
  test('is the members that differ, by their paths', () => {
    const before = { Name: 'a', Conf: { Days: 7, On: true }, Types: ['Work'] }
    const after = { Name: 'a', Conf: { Days: 30, On: true }, Types: ['Work', 'Public'] }

    expect(changed(before, after)).toEqual([
      { 'Conf.Days': 7, Types: ['Work'] },
      { 'Conf.Days': 30, Types: ['Work', 'Public'] },
    ])
  })

  test('is nothing where nothing differs', () => {
    expect(changed({ Name: 'a' }, { Name: 'a' })).toEqual([undefined, undefined])
    expect(changed(undefined, undefined)).toEqual([undefined, undefined])
  })

  test('is all of it where it was made or is gone', () => {
    expect(changed(undefined, { ann: { Nick: 'Ann' } })).toEqual([undefined, { 'ann.Nick': 'Ann' }])
    expect(changed({ ann: { Nick: 'Ann' } }, {})).toEqual([{ 'ann.Nick': 'Ann' }, undefined])
  })

  test('tells names with dots apart', () => {
    expect(changed({ 'a.b': { c: 1 } }, { a: { 'b.c': 1 } })).toEqual([
      { '"a.b".c': 1 },
      { 'a."b.c"': 1 },
    ])
  })

  test('tells that a secret changed, and not what it is', () => {
    const before = { Key: { SecretKey: 'old', Version: 1 }, Tokens: ['x'] }
    const after = { Key: { SecretKey: 'new', Version: 1 }, Tokens: { list: ['y'] } }

    expect(changed(before, after)).toEqual([
      { 'Key.SecretKey': '***', Tokens: '***' },
      { 'Key.SecretKey': '***', 'Tokens.list': '***' },
    ])
    expect(changed({ List: [{ UserSig: 'a' }] }, { List: [{ UserSig: 'b' }] })).toEqual([
      { List: [{ UserSig: '***' }] },
      { List: [{ UserSig: '***' }] },
    ])
  })

  test('is bounded, and tells how many members are left out', () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`m${at}`, 'x'.repeat(90)]),
    )
    const [before, after] = changed(many, {})

    const kept = Object.keys(before).length - 1
    expect(kept).toBeGreaterThan(100)
    expect(JSON.stringify(before).length).toBeLessThan(13_000)
    expect(before['…']).toBe(300 - kept)
    expect(after).toEqual({ '…': 300 - kept })
  })

  test('cuts long members', () => {
    const [, after] = changed(undefined, { Text: 'x'.repeat(9000), List: [['y'.repeat(9000)]] })

    expect(after.Text).toHaveLength(4096)
    expect(after.List).toHaveLength(4096)
    expect(after.List.endsWith('…')).toBeTrue()
  })
})
