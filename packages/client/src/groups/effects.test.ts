import { expect, test } from 'bun:test'
import type { GroupTip, WireGroupNotice } from '@yanshu/protocol'
import { noticeTypes, tipTypes } from '@yanshu/protocol/gateway/group'
import { groupNotice, tipMember, wireGroup } from '../../test/wire-group.ts'
import { applyNotice, applyTip, type EffectDeps } from './effects.ts'
import { groupOf } from './group.ts'
import { GroupBook } from './group-book.ts'

const NOW = 1_700_000_000
const custom = [
  { key: 'level', value: '1' },
  { key: 'town', value: 'x' },
]

/** What alice, a member of the group g, knows; and what was done because of a tip or a notice. */
function knowing() {
  const done: string[] = []
  const book = new GroupBook({
    ask: () => Promise.reject(new Error('nothing is asked')),
    me: () => 'alice',
    changed: () => {},
  })
  book.put(groupOf(wireGroup('g', { custom }), 'alice'))
  const deps: EffectDeps = {
    book,
    me: () => 'alice',
    now: () => NOW,
    entered: (groupId) => done.push(`entered ${groupId}`),
    left: (groupId) => done.push(`left ${groupId}`),
    reminded: (groupId, flag) => done.push(`reminded ${groupId} ${flag}`),
    read: (groupId, seq) => done.push(`read ${groupId} ${seq}`),
  }
  const tip = (tip: Pick<GroupTip, 'type'> & Partial<GroupTip>, groupId = 'g') =>
    applyTip(deps, groupId, { operator: tipMember('bob'), members: [], ...tip })
  const notice = (notice: Pick<WireGroupNotice, 'type'> & Partial<WireGroupNotice>) =>
    applyNotice(deps, groupNotice(notice))
  return { done, tip, notice, group: () => book.find('g') }
}

test('a new owner is known, and what that makes of the account', () => {
  const { tip, group } = knowing()

  tip({ type: tipTypes.groupInfo, changes: { owner: 'alice' } })
  expect(group()).toMatchObject({ ownerID: 'alice', selfInfo: { role: 'Owner' } })
  tip({ type: tipTypes.groupInfo, changes: { owner: 'bob' } })

  expect(group()).toMatchObject({ ownerID: 'bob', selfInfo: { role: 'Member' } })
})

test('fields of the app that changed are merged, and an empty one is gone', () => {
  const { tip, group } = knowing()
  const changed = [
    { key: 'level', value: '2' },
    { key: 'town', value: '' },
  ]

  tip({ type: tipTypes.groupInfo, changes: { custom: changed, muteAll: true } })

  expect(group()).toMatchObject({
    groupCustomField: [{ key: 'level', value: '2' }],
    muteAllMembers: true,
  })
})

test('a mute of the account ends when it says, or at once', () => {
  const { tip, notice, group } = knowing()
  const until = () => group()?.selfInfo.muteUntil

  tip({ type: tipTypes.memberInfo, members: [tipMember('alice')], muteSeconds: 60 })
  expect(until()).toBe(NOW + 60)
  tip({ type: tipTypes.memberInfo, members: [tipMember('carol')], muteSeconds: 0 })
  expect(until()).toBe(NOW + 60)
  notice({ type: noticeTypes.muted, muteSeconds: 0 })

  expect(until()).toBe(0)
})

test.each([
  { type: 'join', members: ['alice'], at: 'other', done: ['entered other'] },
  { type: 'join', members: ['alice'], at: 'g', done: [] },
  { type: 'join', members: ['carol'], at: 'other', done: [] },
  { type: 'kick', members: ['alice'], at: 'g', done: ['left g'] },
  { type: 'kick', members: ['carol'], at: 'g', done: [] },
] as const)('a tip of $type about $members in $at leads to $done', ({ type, at, ...rest }) => {
  const { tip, done } = knowing()

  tip({ type: tipTypes[type], members: rest.members.map(tipMember) }, at)

  expect(done).toEqual([...rest.done])
})

test('who quits is the operator', () => {
  const { tip, done, group } = knowing()

  tip({ type: tipTypes.quit, memberCount: 7 })
  tip({ type: tipTypes.quit, operator: tipMember('alice') })

  expect(group()?.memberCount).toBe(7)
  expect(done).toEqual(['left g'])
})

test.each([
  { type: 'approved', done: 'entered g' },
  { type: 'created', done: 'entered g' },
  { type: 'invited', done: 'entered g' },
  { type: 'kicked', done: 'left g' },
  { type: 'dismissed', done: 'left g' },
  { type: 'quit', done: 'left g' },
  { type: 'recycled', done: 'left g' },
  { type: 'read', done: 'read g 5' },
  { type: 'receiveOption', done: 'reminded g Discard' },
] as const)('a notice of $type leads to: $done', ({ type, done: expected }) => {
  const { notice, done } = knowing()

  notice({ type: noticeTypes[type], readSeq: 5, msgFlag: 'Discard' })

  expect(done).toEqual([expected])
})
