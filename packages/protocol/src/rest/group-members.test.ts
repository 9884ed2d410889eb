import { expect, test } from 'bun:test'
import { testRefusals, testSamples } from '../testing/row-tests.ts'
import { commandPaths } from './command.ts'
import {
  banGroupMember,
  forbidSendMsg,
  getGroupBanMember,
  getGroupMutedAccount,
  unbanGroupMember,
} from './group-bans.ts'
import {
  addGroupMember,
  deleteGroupMember,
  getGroupMemberInfo,
  getRoleInGroup,
  getSpecifiedGroupMemberInfo,
  importGroupMember,
  modifyGroupMemberInfo,
} from './group-members.ts'
import { readRequest } from './read-request.ts'

const GroupId = '@TGS#2J4SZEAEL'
const TopicId = '@TGS#_@TGS#cQVLVHIM62CJ@TOPIC#_TestTopic'
const many = (length: number) => Array.from({ length }, (_, at) => `m${at}`)

testSamples([
  [
    getGroupMemberInfo,
    {
      GroupId,
      MemberInfoFilter: ['Member_Account', 'Role', 'JoinTime'],
      MemberRoleFilter: ['Owner', 'Member'],
      AppDefinedDataFilter_GroupMember: ['MemberDefined2'],
      Limit: 100,
      Offset: 0,
    },
  ],
  [getGroupMemberInfo, { GroupId, Next: '' }, { GroupId, Next: '', Offset: 0 }],
  [getGroupMemberInfo, { GroupId, Next: 0 }, { GroupId, Next: '', Offset: 0 }],
  [
    getSpecifiedGroupMemberInfo,
    { GroupId, Member_List_Account: ['leckie'], MemberInfoFilter: ['NameCard'] },
  ],
  [
    addGroupMember,
    { GroupId, Silence: 1, MemberList: [{ Member_Account: 'tommy' }, { Member_Account: 'jared' }] },
  ],
  [
    addGroupMember,
    { GroupId, MemberList: [{ Member_Account: 'tommy' }] },
    { GroupId, MemberList: [{ Member_Account: 'tommy' }], Silence: 0 },
  ],
  [
    deleteGroupMember,
    { GroupId, Silence: 1, Reason: 'kick reason', MemberToDel_Account: ['tommy', 'jared'] },
  ],
  [
    importGroupMember,
    {
      GroupId,
      MemberList: [
        { Member_Account: 'tommy', Role: 'Admin', JoinTime: 1_448_357_837, UnreadMsgNum: 5 },
        { Member_Account: 'jared' },
      ],
    },
  ],
  [
    modifyGroupMemberInfo,
    {
      GroupId,
      Member_Account: 'bob',
      Role: 'Admin',
      MsgFlag: 'AcceptNotNotify',
      NameCard: '鲍勃',
      MuteTime: 86_400,
      AppMemberDefinedData: [{ Key: 'MemberDefined1', Value: 'ModifyDefined1' }],
    },
  ],
  [getRoleInGroup, { GroupId, User_Account: ['leckie', 'peter', 'wesley'] }],
  [forbidSendMsg, { GroupId, Members_Account: ['peter', 'leckie'], MuteTime: 60 }],
  [forbidSendMsg, { GroupId, TopicId, Members_Account: ['peter'], MuteTime: 4_294_967_295 }],
  [getGroupMutedAccount, { GroupId, TopicId }],
  [banGroupMember, { GroupId, Members_Account: ['user1'], Duration: 1000, Description: 'illegal' }],
  [unbanGroupMember, { GroupId, Members_Account: ['user1', 'user2'] }],
  [getGroupBanMember, { GroupId, Limit: 20, Offset: 0 }],
])

test('the older spelling of the time of a mute works', () => {
  const one = { GroupId, Member_Account: 'bob', ShutUpTime: 60 }
  expect(readRequest(modifyGroupMemberInfo, one).MuteTime).toBe(60)
  const some = { GroupId, Members_Account: ['bob'], ShutUpTime: 0 }
  expect(readRequest(forbidSendMsg, some).MuteTime).toBe(0)
  const list = { GroupId, MemberInfoFilter: ['ShutUpUntil'] }
  expect(readRequest(getGroupMemberInfo, list).MemberInfoFilter).toEqual(['MuteUntil'])
})

test('who is muted is told by the older name too', () => {
  expect(commandPaths(getGroupMutedAccount)).toContain('group_open_http_svc/get_group_shutted_uin')
})

testRefusals([
  [getGroupMemberInfo, {}, 10_015, 'GroupId'],
  [getGroupMemberInfo, { GroupId, Limit: 6001 }, 10_004, 'Limit'],
  [getGroupMemberInfo, { GroupId, MemberRoleFilter: ['King'] }, 10_004, 'MemberRoleFilter.0'],
  [
    getSpecifiedGroupMemberInfo,
    { GroupId, Member_List_Account: many(51) },
    10_005,
    'Member_List_Account',
  ],
  [
    addGroupMember,
    { GroupId, MemberList: many(301).map((Member_Account) => ({ Member_Account })) },
    10_005,
    'MemberList',
  ],
  [addGroupMember, { GroupId, MemberList: [] }, 10_004, 'MemberList'],
  [addGroupMember, { GroupId, MemberList: [{}] }, 10_004, 'MemberList.0.Member_Account'],
  [deleteGroupMember, { GroupId, MemberToDel_Account: many(501) }, 10_005, 'MemberToDel_Account'],
  [deleteGroupMember, { GroupId, MemberToDel_Account: 'bob' }, 10_004, 'MemberToDel_Account'],
  [
    importGroupMember,
    { GroupId, MemberList: [{ Member_Account: 'a', Role: 'Owner' }] },
    10_004,
    'MemberList.0.Role',
  ],
  [
    modifyGroupMemberInfo,
    { GroupId, Member_Account: 'bob', NameCard: 'é'.repeat(26) },
    10_004,
    'NameCard',
  ],
  [
    modifyGroupMemberInfo,
    { GroupId, Member_Account: 'bob', MuteTime: 4_294_967_296 },
    10_004,
    'MuteTime',
  ],
  [getRoleInGroup, { GroupId, User_Account: many(501) }, 10_005, 'User_Account'],
  [forbidSendMsg, { GroupId, Members_Account: ['bob'] }, 10_004, 'MuteTime'],
  [forbidSendMsg, { GroupId, Members_Account: many(501), MuteTime: 1 }, 10_005, 'Members_Account'],
  [getGroupMutedAccount, { GroupId, TopicId: '' }, 110_013, 'TopicId'],
  [banGroupMember, { GroupId, Members_Account: many(21), Duration: 1 }, 10_005, 'Members_Account'],
  [unbanGroupMember, { GroupId, Members_Account: many(21) }, 10_005, 'Members_Account'],
  [getGroupBanMember, { GroupId }, 10_004, 'Offset'],
])
