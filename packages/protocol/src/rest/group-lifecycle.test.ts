import { expect, test } from 'bun:test'
import { testRefusals, testSamples } from '../testing/row-tests.ts'
import {
  changeGroupOwner,
  createGroup,
  destroyGroup,
  importGroup,
  modifyGroupBaseInfo,
} from './group-lifecycle.ts'
import { getAppidGroupList, getGroupInfo, getJoinedGroupList } from './group-queries.ts'
import { readRequest } from './read-request.ts'

const GroupId = '@TGS#2J4SZEAEL'
const founding = {
  Owner_Account: 'leckie',
  Type: 'Public',
  Name: 'TestGroup',
  Introduction: 'This is group Introduction',
  Notification: 'This is group Notification',
  FaceUrl: 'http://this.is.face.url',
  MaxMemberCount: 500,
  ApplyJoinOption: 'FreeAccess',
  AppDefinedData: [{ Key: 'GroupTestData1', Value: 'xx\0xx' }],
}

testSamples([
  [
    createGroup,
    {
      ...founding,
      MemberList: [
        {
          Member_Account: 'bob',
          Role: 'Admin',
          AppMemberDefinedData: [{ Key: 'MemberDefined1', Value: 'MemberData1' }],
        },
        { Member_Account: 'peter' },
      ],
    },
  ],
  [
    createGroup,
    {
      Type: 'Community',
      GroupId: '@TGS#_123456',
      Name: 'TestCommunityGroup',
      SupportTopic: 1,
      EnablePermission: 1,
      DefaultPermission: 64,
    },
  ],
  [importGroup, { ...founding, GroupId: 'MyFirstGroup', CreateTime: 1_448_357_837 }],
  [
    modifyGroupBaseInfo,
    {
      GroupId,
      Name: 'NewName',
      Introduction: 'NewIntroduction',
      Notification: '',
      FaceUrl: 'http://this.is.new.face.url',
      MaxMemberNum: 500,
      ApplyJoinOption: 'NeedPermission',
      InviteJoinOption: 'DisableInvite',
      MuteAllMember: 'On',
      HistoryMsgBeforeJoin: 'Off',
      From_Account: 'leckie',
      AppDefinedData: [{ Key: 'GroupTestData1', Value: '' }],
    },
  ],
  [destroyGroup, { GroupId }],
  [changeGroupOwner, { GroupId, NewOwner_Account: 'peter', From_Account: 'leckie' }],
  [getAppidGroupList, {}, { Limit: 10_000, Next: 0 }],
  [getAppidGroupList, { Limit: 1000, Next: 0, GroupType: 'BChatRoom' }],
  [
    getGroupInfo,
    {
      GroupIdList: ['@TGS#1NVTZEAE4', '@TGS#1CXTZEAET'],
      ResponseFilter: {
        GroupBaseInfoFilter: ['Type', 'Name', 'Owner_Account'],
        MemberInfoFilter: ['Member_Account', 'Role'],
        AppDefinedDataFilter_Group: ['GroupTestData1'],
        AppDefinedDataFilter_GroupMember: ['MemberDefined2'],
      },
    },
  ],
  [
    getJoinedGroupList,
    { Member_Account: 'leckie' },
    { Member_Account: 'leckie', WithHugeGroups: 0, WithNoActiveGroups: 0, Offset: 0 },
  ],
  [
    getJoinedGroupList,
    {
      Member_Account: 'leckie',
      WithHugeGroups: 1,
      WithNoActiveGroups: 1,
      Limit: 10,
      Offset: 0,
      GroupType: 'Community',
      SupportTopic: 1,
      ResponseFilter: {
        GroupBaseInfoFilter: ['Type', 'Name', 'Introduction'],
        SelfInfoFilter: ['Role', 'JoinTime'],
      },
    },
  ],
])

test('a type has the name of clients too', () => {
  expect(readRequest(createGroup, { Type: 'Work', Name: 'a' }).Type).toBe('Private')
  expect(readRequest(importGroup, { Type: 'Meeting', Name: 'a' }).Type).toBe('ChatRoom')
  expect(readRequest(getAppidGroupList, { GroupType: 'Work' }).GroupType).toBe('Private')
})

test('the older spelling of the mute of all works, in filters too', () => {
  expect(readRequest(modifyGroupBaseInfo, { GroupId, ShutUpAllMember: 'On' }).MuteAllMember).toBe(
    'On',
  )
  const { ResponseFilter } = readRequest(getGroupInfo, {
    GroupIdList: [GroupId],
    ResponseFilter: {
      GroupBaseInfoFilter: ['ShutUpAllMember', 'Unheard'],
      MemberInfoFilter: ['Account', 'ShutUpUntil'],
    },
  })
  expect(ResponseFilter).toEqual({
    GroupBaseInfoFilter: ['MuteAllMember'],
    MemberInfoFilter: ['Member_Account', 'MuteUntil'],
  })
})

const members = Array.from({ length: 101 }, (_, at) => ({ Member_Account: `m${at}` }))

testRefusals([
  [createGroup, { Name: 'a' }, 10_004, 'Type'],
  [createGroup, { Type: 'Private', Name: 'é'.repeat(51) }, 10_004, 'Name'],
  [createGroup, { Type: 'Private', Name: 'a', GroupId: 'é' }, 10_004, 'GroupId'],
  [createGroup, { Type: 'Private', Name: 'a', MemberList: members }, 10_005, 'MemberList'],
  [
    createGroup,
    { Type: 'Private', Name: 'a', AppDefinedData: [{ Key: '1st', Value: '' }] },
    10_004,
    'AppDefinedData.0.Key',
  ],
  [importGroup, { Type: 'BChatRoom', Name: 'a' }, 10_004, 'Type'],
  [modifyGroupBaseInfo, { GroupId, Introduction: 'a'.repeat(401) }, 10_004, 'Introduction'],
  [modifyGroupBaseInfo, { GroupId, MuteAllMember: true }, 10_004, 'MuteAllMember'],
  [destroyGroup, {}, 10_015, 'GroupId'],
  [destroyGroup, { GroupId: 'a'.repeat(49) }, 10_015, 'GroupId'],
  [changeGroupOwner, { GroupId }, 10_004, 'NewOwner_Account'],
  [getAppidGroupList, { Limit: 10_001 }, 10_004, 'Limit'],
  [getGroupInfo, { GroupIdList: [] }, 10_004, 'GroupIdList'],
  [getJoinedGroupList, { Member_Account: 'a', SupportTopic: 1 }, 10_004, 'SupportTopic'],
])
