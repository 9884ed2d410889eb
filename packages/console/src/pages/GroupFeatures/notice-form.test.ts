import { expect, test } from 'bun:test'
import { confOfTest } from '../Features/testing/conf-of-test.ts'
import { byMode, modesOf, noticeChanges, noticesOf } from './notice-form.ts'

test('a card shows its own notices of a type', () => {
  expect(noticesOf(confOfTest, 'memberProfile', 'AVChatRoom')).toEqual({
    MemberMute: 'Off',
    MemberRole: 'Off',
  })
  expect(Object.keys(noticesOf(confOfTest, 'member', 'Private'))).toEqual([
    'Invited',
    'Applied',
    'Kicked',
    'Quit',
  ])
  expect(noticesOf(confOfTest, 'profile', 'AVChatRoom')).toEqual({})
})

test('a row tells notices by what becomes of them, the most first', () => {
  expect(byMode({ Invited: 'Off', Applied: 'SendAndStore', Kicked: 'Off' })).toEqual([
    ['SendAndStore', ['Applied']],
    ['Off', ['Invited', 'Kicked']],
  ])
})

test('live rooms store nothing', () => {
  expect(modesOf('AVChatRoom')).toEqual(['Off', 'Send'])
  expect(modesOf('Public')).toEqual(['Off', 'Send', 'SendAndStore'])
})

test('only what differs is sent', () => {
  const before = { Kicked: 'Off', Quit: 'Send' } as const

  expect(noticeChanges('Public', before, before)).toEqual({})
  expect(noticeChanges('Public', before, { ...before, Quit: 'Off' })).toEqual({
    GroupNotices: { Public: { Quit: 'Off' } },
  })
})
