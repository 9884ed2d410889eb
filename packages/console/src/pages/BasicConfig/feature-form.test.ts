import { describe, expect, test } from 'bun:test'
import type { AppConf } from '@yanshu/protocol'
import {
  confChanges,
  instancesInEffect,
  refusedField,
  toFeatureForm,
  toMinutes,
} from './feature-form.ts'

const conf: AppConf = {
  LoginMode: 'multi',
  LoginInstances: { Web: 2, Android: 3, iPhone: 1, iPad: 1, Windows: 1, Mac: 1, Linux: 1 },
  RecallSeconds: 120,
  SyncDeleteConversation: false,
  UserStatus: false,
  HistoryDays: 7,
  MessageExtension: false,
  MassPush: false,
  ConversationPullCount: 100,
  BlocklistShowsSuccess: true,
  FriendCheck: false,
  DefaultAllowType: 'AllowType_Type_AllowAny',
  Follow: false,
  AccountDeletion: false,
  MessageBytes: 12_288,
}

describe('the changes that are sent', () => {
  test('are none where nothing was changed', () => {
    expect(confChanges(conf, toFeatureForm(conf))).toEqual({})
  })

  test('are only the settings that differ, and of the instances only their platforms', () => {
    const form = {
      ...toFeatureForm(conf),
      LoginInstances: { ...conf.LoginInstances, Mac: 2 },
      RecallMinutes: 5,
      UserStatus: true,
    }

    expect(confChanges(conf, form)).toEqual({
      LoginInstances: { Mac: 2 },
      RecallSeconds: 300,
      UserStatus: true,
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

test.each([
  ['UserStatus: the plan does not include user status', 'UserStatus'],
  ['LoginInstances.iPad: the plan allows one instance of a platform', ['LoginInstances', 'iPad']],
  ['The value of the parameter `RecallSeconds` is not valid: too big.', 'RecallMinutes'],
  ['LoginInstances: odd', ['LoginInstances', 'Web']],
  ['something else', undefined],
] as const)('the refusal "%s" belongs to the field %p', (message, field) => {
  expect<unknown>(refusedField(message)).toEqual(field)
})
