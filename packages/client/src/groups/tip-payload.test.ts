import { expect, test } from 'bun:test'
import { tipTypes } from '@yanshu/protocol/gateway/group'
import { groupTip, tipMember } from '../../test/wire-group.ts'
import { TYPES } from '../constants/types.ts'
import { fromGroupWire } from '../messages/from-group-wire.ts'
import type { GroupTipPayload } from './tip-payload.ts'

test.each([
  { tip: 'join', operationType: TYPES.GRP_TIP_MBR_JOIN },
  { tip: 'invite', operationType: TYPES.GRP_TIP_MBR_JOIN },
  { tip: 'quit', operationType: TYPES.GRP_TIP_MBR_QUIT },
  { tip: 'kick', operationType: TYPES.GRP_TIP_MBR_KICKED_OUT },
  { tip: 'setAdmin', operationType: TYPES.GRP_TIP_MBR_SET_ADMIN },
  { tip: 'unsetAdmin', operationType: TYPES.GRP_TIP_MBR_CANCELED_ADMIN },
  { tip: 'groupInfo', operationType: TYPES.GRP_TIP_GRP_PROFILE_UPDATED },
  { tip: 'memberInfo', operationType: TYPES.GRP_TIP_MBR_PROFILE_UPDATED },
  { tip: 'ban', operationType: TYPES.GRP_TIP_BAN_AVCHATROOM_MEMBER },
  { tip: 'unban', operationType: TYPES.GRP_TIP_UNBAN_AVCHATROOM_MEMBER },
] as const)('$tip has the number of the Web SDK', ({ tip, operationType }) => {
  const message = fromGroupWire(groupTip({ type: tipTypes[tip] }), 'alice')

  expect(message).toMatchObject({
    type: TYPES.MSG_GRP_TIP,
    conversationID: 'GROUPg',
    flow: 'in',
    nick: 'nick of bob',
    payload: { operatorID: 'bob', operationType },
  })
})

test('no two kinds of tip share a number but joining and being invited', () => {
  const numbers = Object.values(tipTypes).map((type) => {
    const { payload } = fromGroupWire(groupTip({ type }), 'alice')
    return (payload as GroupTipPayload).operationType
  })

  expect(new Set(numbers).size).toBe(numbers.length - 1)
})

test('a change of a group names what changed, what people see first', () => {
  const changes = { notification: 'news', name: 'new name', applyOption: 'FreeAccess' as const }

  const { payload } = fromGroupWire(groupTip({ type: tipTypes.groupInfo, changes }), 'alice')

  const { newGroupProfile } = payload as GroupTipPayload
  expect(newGroupProfile).toEqual({
    groupName: 'new name',
    notification: 'news',
    joinOption: 'FreeAccess',
  })
  expect(Object.keys(newGroupProfile)[0]).toBe('groupName')
})

test('a mute names who is muted and for how long', () => {
  const tip = { type: tipTypes.memberInfo, members: [tipMember('carol')], muteSeconds: 60 }

  const { payload } = fromGroupWire(groupTip(tip), 'alice')

  expect(payload).toMatchObject({
    userIDList: ['carol'],
    memberList: [{ userID: 'carol', nick: 'nick of carol', muteTime: 60 }],
  })
})
