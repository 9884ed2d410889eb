import { describe, expect, test } from 'bun:test'
import type { FriendField } from '@yanshu/protocol'
import { relationErrors } from '@yanshu/protocol'
import type { Approach } from './rules.ts'
import { hasRoom, judgeApproach, readItems } from './rules.ts'

const open: Approach = {
  forced: false,
  forbidden: false,
  blocksPeer: false,
  blockedByPeer: false,
  peerHolds: false,
  allowType: 'AllowType_Type_AllowAny',
}
const confirm = { allowType: 'AllowType_Type_NeedConfirm' }
const deny = { allowType: 'AllowType_Type_DenyAny' }

describe('an approach', () => {
  test.each([
    [{}, 'add'],
    [confirm, 'ask'],
    [deny, relationErrors.refusesAll],
    [{ ...confirm, peerHolds: true }, 'add'],
    [{ ...deny, forced: true }, 'add'],
    [{ forbidden: true }, relationErrors.requestsForbidden],
    [{ forbidden: true, forced: true }, 'add'],
    [{ blocksPeer: true, forced: true }, relationErrors.blockedPeer],
    [{ blockedByPeer: true, peerHolds: true }, relationErrors.blockedByPeer],
  ] as const)('of %j is judged', (change, verdict) => {
    expect(judgeApproach({ ...open, ...change })).toEqual(verdict)
  })
})

test('a list has room below its quota, and without one always', () => {
  expect([hasRoom(19, 20), hasRoom(20, 20), hasRoom(1_000_000, null)]).toEqual([true, false, true])
})

describe('items of an update', () => {
  const fields = new Map<string, FriendField>([
    ['Tag_SNS_Custom_Team', { Key: 'Team', Type: 'string' }],
    ['Tag_SNS_Custom_Rank', { Key: 'Rank', Type: 'uint64' }],
  ])

  test('become one change', () => {
    const change = readItems(
      [
        { tag: 'Tag_SNS_IM_Remark', value: 'B' },
        { tag: 'Tag_SNS_IM_Group', value: ['work', 'work'] },
        { tag: 'Tag_SNS_Custom_Team', value: 7 },
        { tag: 'Tag_SNS_Custom_Rank', value: 8 },
      ],
      fields,
    )

    expect(change).toEqual({
      remark: 'B',
      groups: ['work'],
      custom: { Tag_SNS_Custom_Team: 7, Tag_SNS_Custom_Rank: 8 },
    })
  })

  test.each([
    ['Tag_SNS_IM_Group', 'work'],
    ['Tag_SNS_IM_AddTime', 1],
    ['Tag_SNS_Custom_Rank', 'first'],
    ['Tag_SNS_Custom_Rank', -1],
    ['Tag_SNS_Custom_Rank', 1.5],
    ['Tag_SNS_Custom_Team', 'x'.repeat(501)],
    ['__proto__', 'x'],
  ])('%s of %j is refused', (tag, value) => {
    expect(readItems([{ tag, value }], fields)).toBeUndefined()
  })
})
