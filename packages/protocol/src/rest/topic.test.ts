import { expect, test } from 'bun:test'
import { testRefusals, testSamples } from '../testing/row-tests.ts'
import {
  addPermissionGroupMember,
  deletePermissionGroupMember,
  getPermissionGroupMemberList,
} from './permission-group-members.ts'
import {
  addTopicPermissionGroup,
  deleteTopicPermissionGroup,
  getTopicPermissionGroup,
  setTopicPermissionGroup,
} from './permission-group-topics.ts'
import {
  createPermissionGroup,
  destroyPermissionGroup,
  getPermissionGroup,
  modifyPermissionGroup,
} from './permission-group.ts'
import { readRequest } from './read-request.ts'
import { createTopic, destroyTopic, getTopic, importTopic, modifyTopic } from './topic.ts'

const GroupId = '@TGS#_@TGS#cQVLVHIM62CJ'
const TopicId = `${GroupId}@TOPIC#_TestTopic`
const PermissionGroupId = '@PMG#_@PMG#cVYGVHIM62CF'
const many = (length: number) => Array.from({ length }, (_, at) => `m${at}`)
const texts = {
  CustomString: 'This is a custom string',
  FaceUrl: 'http://this.is.face.url',
  Notification: 'This is topic Notification',
  Introduction: 'This is topic Introduction',
}
const topic = { GroupId, TopicId, TopicName: 'TestTopic', From_Account: '1400187352', ...texts }
const rights = { GroupId, PermissionGroupId, TopicPermissionList: [{ TopicId, Permission: 8 }] }
const MemberList = [{ Member_Account: 'tommy' }]

testSamples([
  [createTopic, topic],
  [importTopic, { ...topic, Type: 'Community', CreateTime: 1_448_357_837 }],
  [
    getTopic,
    { GroupId, From_Account: '1400187352', TopicIdList: [TopicId], ResponseFilter: ['TopicId'] },
  ],
  [modifyTopic, { ...topic, MuteAllMember: 'On' }],
  [destroyTopic, { GroupId, TopicIdList: [TopicId] }],
  [
    createPermissionGroup,
    {
      GroupId,
      PermissionGroupId: '@PMG#_test',
      PermissionGroupName: 'group',
      Permission: 1,
      CustomString: 'custom',
    },
  ],
  [destroyPermissionGroup, { GroupId, PermissionGroupIdList: [PermissionGroupId] }],
  [
    modifyPermissionGroup,
    {
      GroupId,
      PermissionGroupId,
      PermissionGroupName: 'name',
      Permission: 2047,
      CustomString: '',
    },
  ],
  [getPermissionGroup, { GroupId, Limit: 20, Next: '' }],
  [
    getPermissionGroup,
    { GroupId, PermissionGroupIdList: [PermissionGroupId] },
    { GroupId, Limit: 20, Next: '', PermissionGroupIdList: [PermissionGroupId] },
  ],
  [addTopicPermissionGroup, rights],
  [setTopicPermissionGroup, rights],
  [deleteTopicPermissionGroup, { GroupId, PermissionGroupId, TopicIdList: [TopicId] }],
  [getTopicPermissionGroup, { GroupId, PermissionGroupId }],
  [addPermissionGroupMember, { GroupId, PermissionGroupId, MemberList }],
  [deletePermissionGroupMember, { GroupId, PermissionGroupId, MemberList }],
  [
    deletePermissionGroupMember,
    { GroupId, PermissionGroupId, MemberList: ['tommy'] },
    { GroupId, PermissionGroupId, MemberList },
  ],
  [
    getPermissionGroupMemberList,
    { GroupId, PermissionGroupId },
    { GroupId, PermissionGroupId, Limit: 50, Next: '' },
  ],
])

test('older spellings work', () => {
  const muted = readRequest(modifyTopic, { GroupId, TopicId, ShutUpAllMember: 'Off' })
  expect(muted.MuteAllMember).toBe('Off')
  const named = { GroupId, From_Account: 'a', ResponseFilter: ['ShutUpTime', 'ShutUpAllFlag'] }
  expect(readRequest(getTopic, named).ResponseFilter).toEqual(['MuteAllMember', 'MuteTime'])
  const removed = { GroupId, PermissionGroupId, MemberToDel_Account: ['tommy'] }
  expect(readRequest(deletePermissionGroupMember, removed).MemberList).toEqual(MemberList)
})

testRefusals([
  [createTopic, { ...topic, GroupId: '' }, 10_015, 'GroupId'],
  [createTopic, { ...topic, TopicId: 'é' }, 110_013, 'TopicId'],
  [createTopic, { ...topic, TopicName: 'é'.repeat(76) }, 10_004, 'TopicName'],
  [createTopic, { ...topic, CustomString: 'a'.repeat(3001) }, 10_004, 'CustomString'],
  [importTopic, { ...topic, Type: 'Public' }, 10_004, 'Type'],
  [getTopic, { GroupId }, 10_004, 'From_Account'],
  [modifyTopic, { GroupId }, 110_013, 'TopicId'],
  [destroyTopic, { GroupId, TopicIdList: [] }, 10_004, 'TopicIdList'],
  [createPermissionGroup, { GroupId, PermissionGroupName: 'a' }, 10_004, 'Permission'],
  [
    createPermissionGroup,
    { GroupId, PermissionGroupId: 'a', PermissionGroupName: 'a', Permission: 1 },
    10_004,
    'PermissionGroupId',
  ],
  [
    destroyPermissionGroup,
    { GroupId, PermissionGroupIdList: many(21) },
    10_004,
    'PermissionGroupIdList',
  ],
  [modifyPermissionGroup, { GroupId }, 10_004, 'PermissionGroupId'],
  [getPermissionGroup, { GroupId, Limit: 101 }, 10_004, 'Limit'],
  [
    addTopicPermissionGroup,
    { ...rights, TopicPermissionList: many(51).map((id) => ({ TopicId: id, Permission: 1 })) },
    10_004,
    'TopicPermissionList',
  ],
  [
    setTopicPermissionGroup,
    { ...rights, TopicPermissionList: [{ TopicId }] },
    10_004,
    'TopicPermissionList.0.Permission',
  ],
  [deleteTopicPermissionGroup, { GroupId, PermissionGroupId }, 10_004, 'TopicIdList'],
  [getTopicPermissionGroup, { PermissionGroupId }, 10_015, 'GroupId'],
  [
    addPermissionGroupMember,
    {
      GroupId,
      PermissionGroupId,
      MemberList: many(101).map((Member_Account) => ({ Member_Account })),
    },
    10_005,
    'MemberList',
  ],
  [
    deletePermissionGroupMember,
    { GroupId, PermissionGroupId, MemberList: many(101) },
    10_005,
    'MemberList',
  ],
  [getPermissionGroupMemberList, { GroupId, PermissionGroupId, Limit: 51 }, 10_004, 'Limit'],
])
