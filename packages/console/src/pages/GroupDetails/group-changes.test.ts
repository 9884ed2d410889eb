import { expect, test } from 'bun:test'
import type { GroupDetails } from '@yanshu/protocol'
import { groupChanges } from './group-changes.ts'

const group: GroupDetails = {
  GroupId: 'g',
  Name: 'Readers',
  Type: 'Public',
  OwnerUserID: 'ann',
  CreateTime: 1,
  MemberNum: 2,
  Introduction: 'old',
  SupportTopic: false,
  Notification: '',
  FaceUrl: '',
  MaxMemberNum: 200,
  ApplyJoinOption: 'NeedPermission',
  InviteJoinOption: 'DisableInvite',
  MuteAllMember: false,
  LastMsgTime: 0,
  NextMsgSeq: 1,
  CustomFields: [],
}

test('what stayed as it was is not sent', () => {
  expect(groupChanges(group, { ...group, MaxMemberNum: '200' })).toEqual({})
  expect(groupChanges(group, {})).toEqual({})
})

test('what differs is sent, an emptied text and a switch among it', () => {
  const form = { ...group, Introduction: '', MuteAllMember: true, MaxMemberNum: '300' }

  expect(groupChanges(group, form)).toEqual({
    Introduction: '',
    MuteAllMember: true,
    MaxMemberNum: 300,
  })
})
