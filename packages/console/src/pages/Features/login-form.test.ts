import { describe, expect, test } from 'bun:test'
import { plansOfTest } from '../../plans/testing/plans-of-test.ts'
import { changedSettings } from './conf-changes.ts'
import { historyState, shortens } from './history.ts'
import { instancesInEffect, loginChanges, recallChanges, toMinutes } from './login-form.ts'
import { confOfTest } from './testing/conf-of-test.ts'

const conf = { ...confOfTest, LoginMode: 'multi' } as const

describe('the changes that are sent', () => {
  test('are none where nothing was changed', () => {
    expect(loginChanges(conf, conf)).toEqual({})
    expect(recallChanges(conf, 2)).toEqual({})
    expect(changedSettings(conf, { FriendCheck: false, MessageBytes: 12_288 })).toEqual({})
  })

  test('are only the settings that differ, and of the instances only their platforms', () => {
    const form = { LoginMode: 'multi', LoginInstances: { ...conf.LoginInstances, Mac: 2 } } as const

    expect(loginChanges(conf, form)).toEqual({ LoginInstances: { Mac: 2 } })
    expect(loginChanges(conf, { ...conf, LoginMode: 'single' })).toEqual({ LoginMode: 'single' })
    expect(recallChanges(conf, 5)).toEqual({ RecallSeconds: 300 })
    expect(changedSettings(conf, { FriendCheck: true, MessageBytes: 12_288 })).toEqual({
      FriendCheck: true,
    })
  })
})

test('every recall window survives being shown in minutes', () => {
  const lost = Array.from({ length: 604_801 }, (_, seconds) => seconds).filter(
    (seconds) => Math.round(toMinutes(seconds) * 60) !== seconds,
  )

  expect(lost).toEqual([])
})

describe('several instances of a platform', () => {
  test('count in multi-device mode where the plan has it', () => {
    expect(instancesInEffect('Android', conf, true)).toBe(3)
  })

  test('are one in any other mode or plan, but for Web', () => {
    const dual = { ...conf, LoginMode: 'dual' } as const

    expect(instancesInEffect('Android', conf, false)).toBe(1)
    expect(instancesInEffect('Android', dual, true)).toBe(1)
    expect(instancesInEffect('Web', dual, false)).toBe(2)
  })
})

describe('the days that messages are kept', () => {
  const { developer, standard, unbounded } = plansOfTest

  test('are chosen from what the plan offers, the longest at the end', () => {
    expect(historyState(conf, standard)).toEqual({ kind: 'open', choices: [7, 30, 90] })
    expect(historyState(conf, unbounded)).toEqual({ kind: 'open', choices: [7, 30, 0] })
  })

  test('are fixed where the plan offers nothing else', () => {
    expect(historyState(conf, developer)).toEqual({ kind: 'fixed' })
    expect(historyState(conf, undefined)).toEqual({ kind: 'fixed' })
  })

  test('wait for the next month after a change', () => {
    const changed = { ...conf, HistoryDaysChangeableAt: 1_700_000_000 }

    expect(historyState(changed, standard)).toEqual({ kind: 'changed', at: 1_700_000_000 })
  })

  test.each([
    [30, 7, true],
    [0, 360, true],
    [7, 30, false],
    [360, 0, false],
    [0, 0, false],
  ])('from %d to %d are shorter: %p', (before, after, shorter) => {
    expect(shortens(before, after)).toBe(shorter)
  })
})
