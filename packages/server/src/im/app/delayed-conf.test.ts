import { describe, expect, test } from 'bun:test'
import type { DelayedConf } from './delayed-conf.ts'
import {
  CONF_DELAY,
  delayedAfter,
  effectiveConf,
  nextEffect,
  pendingSettings,
} from './delayed-conf.ts'
import type { ConfChange } from './settings.ts'
import { defaultConf, mergeConf } from './settings.ts'

const MINUTE = 60_000
const name = 'GroupNotices.Private.Name'

/** Saves one change after the other, each at its time, and answers what was saved and what waits. */
function saving(...steps: readonly (readonly [number, ConfChange])[]) {
  let saved = defaultConf
  let delayed: DelayedConf = {}
  for (const [now, change] of steps) {
    const before = saved
    saved = mergeConf(before, change)
    delayed = delayedAfter(delayed, { before, after: saved }, now)
  }
  return { saved, delayed, at: (now: number) => effectiveConf(saved, delayed, now) }
}

const quiet: ConfChange = { GroupNotices: { Private: { Name: 'Off' } } }
const loud: ConfChange = { GroupNotices: { Private: { Name: 'SendAndStore' } } }

describe('a delayed setting', () => {
  test('works as before for ten minutes, and then as it was saved', () => {
    const { saved, delayed, at } = saving([0, quiet])

    expect(saved.GroupNotices.Private.Name).toBe('Off')
    expect(at(CONF_DELAY - 1)).toEqual(defaultConf)
    expect(at(CONF_DELAY)).toEqual(saved)
    expect(nextEffect(delayed, 0)).toBe(CONF_DELAY)
    expect(nextEffect(delayed, CONF_DELAY)).toBe(Infinity)
    expect(pendingSettings(delayed, 0)).toEqual([
      { Setting: name, Before: 'SendAndStore', EffectiveTime: CONF_DELAY / 1000 },
    ])
    expect(pendingSettings(delayed, CONF_DELAY)).toEqual([])
  })

  test('waits anew when it is saved again, and works as at first until then', () => {
    const again: ConfChange = { GroupNotices: { Private: { Name: 'Send' } } }
    const { at } = saving([0, quiet], [5 * MINUTE, again])

    expect(at(11 * MINUTE).GroupNotices.Private.Name).toBe('SendAndStore')
    expect(at(15 * MINUTE).GroupNotices.Private.Name).toBe('Send')
  })

  test('has nothing to wait for once it is saved as it works', () => {
    const { saved, delayed } = saving([0, quiet], [MINUTE, loud])

    expect([saved, delayed]).toEqual([defaultConf, {}])
  })

  test('goes on waiting while others are saved, and is forgotten when it works', () => {
    const history: ConfChange = { HistoryBeforeJoin: { Public: true } }
    const soon = saving([0, quiet], [MINUTE, history], [2 * MINUTE, { RecallSeconds: 5 }])
    const late = saving([0, quiet], [CONF_DELAY, history])

    expect(nextEffect(soon.delayed, 0)).toBe(CONF_DELAY)
    expect(soon.at(CONF_DELAY).HistoryBeforeJoin.Public).toBe(false)
    expect(soon.at(CONF_DELAY + MINUTE)).toEqual(soon.saved)
    expect(Object.keys(late.delayed)).toEqual(['HistoryBeforeJoin.Public'])
  })

  test('is one of a few: all others work at once', () => {
    const { saved, delayed, at } = saving([0, { Community: true, GroupRecall: false }])

    expect(delayed).toEqual({})
    expect(at(0)).toEqual(saved)
  })
})
