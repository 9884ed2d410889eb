import { describe, expect, test } from 'bun:test'
import type { GroupNotice, GroupType } from '@yanshu/protocol'
import {
  groupNotice,
  hasGroupReceipts,
  hasTopics,
  liveSettings,
  showsHistoryBeforeJoin,
} from './group-settings.ts'
import { PlanTable } from './plans.ts'
import type { ConfChange } from './settings.ts'
import { checkConf, defaultConf, mergeConf } from './settings.ts'

const plans = new PlanTable()
const standard = plans.of('standard')
const premium = plans.of('premium')
const everything: ConfChange = {
  Community: true,
  Topic: true,
  LiveMemberList: true,
  LiveBroadcast: true,
  LiveBroadcastRate: 5,
  LiveBan: true,
  LiveHistoryCount: 20,
  ReceiptGroupTypes: ['Private'],
}

/** Send and store, as letters. */
function letters(type: GroupType, item: GroupNotice): string {
  const { send, store } = groupNotice({ conf: defaultConf }, type, item)
  return `${send ? 's' : '-'}${store ? 'h' : '-'}`
}

test.each([
  ['Private', 'sh sh -- s-'],
  ['Public', 'sh sh -- s-'],
  ['ChatRoom', '-- sh -- --'],
  ['Community', 'sh sh -- s-'],
  ['AVChatRoom', 's- s- -- --'],
] as const)('a new app tells in groups of type %s: %s', (type, told) => {
  const items = ['Kicked', 'Owner', 'MuteAll', 'MemberMute'] as const

  expect(items.map((item) => letters(type, item)).join(' ')).toBe(told)
})

test('live rooms tell of members where the app says so, and store nothing', () => {
  const conf = mergeConf(defaultConf, { GroupNotices: { AVChatRoom: { MemberMute: 'Send' } } })

  expect(groupNotice({ conf }, 'AVChatRoom', 'MemberMute')).toEqual({ send: true, store: false })
})

test('a new app shows history from before joining in meetings and communities', () => {
  const types = ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'] as const
  const shown = types.filter((type) => showsHistoryBeforeJoin({ conf: defaultConf }, type))

  expect(shown).toEqual(['ChatRoom', 'Community'])
})

describe('what is premium', () => {
  test.each(Object.entries(everything))('%s is refused on the standard plan', (name, value) => {
    const change = { ...(name === 'Topic' ? { Community: true } : {}), [name]: value }
    const conf = mergeConf(defaultConf, change)

    expect(() => checkConf(conf, standard)).toThrow(
      expect.objectContaining({ code: 'OperationDenied' }),
    )
    expect(() => checkConf(conf, premium)).not.toThrow()
  })

  test('works on the premium plan, and is without effect after the plan was lowered', () => {
    const conf = mergeConf(defaultConf, everything)
    const on = { plan: premium, conf }
    const off = { plan: standard, conf }
    const none = { memberList: false, ban: false, broadcastRate: 0, historyCount: 0 }
    const visitors = true

    expect(liveSettings(on)).toEqual({
      memberList: true,
      ban: true,
      broadcastRate: 5,
      historyCount: 20,
      visitors,
    })
    expect(liveSettings(off)).toEqual({ ...none, visitors })
    expect([hasTopics(on), hasTopics(off)]).toEqual([true, false])
    expect(hasGroupReceipts(on, 'Private')).toBe(true)
    expect(hasGroupReceipts(on, 'Public')).toBe(false)
    expect(hasGroupReceipts(off, 'Private')).toBe(false)
    expect(() => checkConf(mergeConf(conf, { LiveHistoryCount: 5 }), standard, conf)).not.toThrow()
  })

  test('topics need communities, when they are turned on and later', () => {
    const alone = mergeConf(defaultConf, { Topic: true })

    expect(() => checkConf(alone, premium)).toThrow('Topic: needs Community')
    expect(hasTopics({ plan: premium, conf: alone })).toBe(false)
  })
})
