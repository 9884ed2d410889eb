import { testRefusals, testSamples } from '../testing/row-tests.ts'
import {
  addLiveRobots,
  checkLiveMembers,
  delLiveRobots,
  getLiveAdminList,
  getLiveMembers,
  getOnlineMemberNum,
  modifyLiveAdmin,
  modifyLiveMember,
} from './live-room.ts'

const GroupId = '@TGS#a6I4ZUUGO'
const many = (length: number) => Array.from({ length }, (_, at) => `m${at}`)
const marked = { Member_Account: 'user1', Marks: [1000, 2000, 500, 600] }

testSamples([
  [getOnlineMemberNum, { GroupId }],
  [getLiveMembers, { GroupId, Timestamp: 0, Mark: 1000 }],
  [modifyLiveMember, { GroupId, CommandType: 1, MemberList: [marked] }],
  [modifyLiveAdmin, { GroupId, CommandType: 2, Admin_Account: ['brennanli'] }],
  [getLiveAdminList, { GroupId }],
  [checkLiveMembers, { GroupId, Member_Account: ['user1', 'user2'] }],
  [addLiveRobots, { GroupId, Member_Account: ['user1'] }],
  [delLiveRobots, { GroupId, Member_Account: ['user1'] }],
])

testRefusals([
  [getOnlineMemberNum, {}, 10_015, 'GroupId'],
  [getLiveMembers, { GroupId }, 10_004, 'Timestamp'],
  [
    modifyLiveMember,
    { GroupId, CommandType: 1, MemberList: [{ ...marked, Marks: [999] }] },
    10_004,
    'MemberList.0.Marks.0',
  ],
  [
    modifyLiveMember,
    {
      GroupId,
      CommandType: 1,
      MemberList: many(501).map((Member_Account) => ({ ...marked, Member_Account })),
    },
    10_005,
    'MemberList',
  ],
  [modifyLiveAdmin, { GroupId, CommandType: 1, Admin_Account: many(6) }, 10_005, 'Admin_Account'],
  [modifyLiveAdmin, { GroupId, CommandType: 0, Admin_Account: ['a'] }, 10_004, 'CommandType'],
  [getLiveAdminList, {}, 10_015, 'GroupId'],
  [checkLiveMembers, { GroupId, Member_Account: 'a' }, 10_004, 'Member_Account'],
  [addLiveRobots, { GroupId }, 10_004, 'Member_Account'],
  [delLiveRobots, { GroupId, Member_Account: many(501) }, 10_005, 'Member_Account'],
])
