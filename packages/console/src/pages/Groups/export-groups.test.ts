import { expect, test } from 'bun:test'
import type { GroupItem, GroupTopicItem } from '@yanshu/protocol'
import type { CallAction } from '../../api/call-action.ts'
import { MOST_GROUPS, fetchGroups, groupsCsv } from './export-groups.ts'
import { readGroupFile } from './import-file.ts'

function group(change: Partial<GroupItem>): GroupItem {
  return {
    GroupId: 'g',
    Name: 'name',
    Type: 'Public',
    OwnerUserID: '',
    CreateTime: 1,
    MemberNum: 0,
    Introduction: '',
    SupportTopic: false,
    ...change,
  }
}

const topic: GroupTopicItem = {
  GroupId: '@TGS#_c',
  TopicId: '@TGS#_c@TOPIC#_n',
  TopicName: 'News',
  Introduction: 'all, of "it"',
  CreateTime: 2,
  MuteAllMember: false,
  NextMsgSeq: 1,
  LastMsgTime: 0,
}

const club = group({ GroupId: '@TGS#_c', Type: 'Community', SupportTopic: true })
const noFilter = { keyword: '', filter: '' }

/** A server that has so many groups, and the topic above. */
function serverWith(all: readonly GroupItem[]) {
  const calls: unknown[] = []
  const callAction = (async (action: { name: string }, params: Record<string, unknown>) => {
    calls.push([action.name, params])
    if (action.name === 'DescribeGroupTopics') return { TopicList: [topic] }
    const ids = params.GroupIds as readonly string[] | undefined
    if (ids) return { GroupList: all.filter(({ GroupId }) => ids.includes(GroupId)) }
    const from = Number(params.Offset)
    return { GroupList: all.slice(from, from + Number(params.Limit)) }
  }) as unknown as CallAction
  return { callAction, calls }
}

function fetch(callAction: CallAction, groupIds: readonly string[] = []) {
  const wish = { appId: 1, groupIds, filter: noFilter }
  return fetchGroups(callAction, wish, new AbortController().signal, () => {})
}

test('all groups are read page by page, and the topics of communities among them', async () => {
  const many = Array.from({ length: 150 }, (_, at) => group({ GroupId: `g${at}` }))
  const { callAction, calls } = serverWith([...many, club])

  const exported = await fetch(callAction)

  expect(exported.groups).toHaveLength(151)
  expect(exported.topics.get('@TGS#_c')).toEqual([topic])
  expect(exported.isCut).toBe(false)
  expect(calls).toHaveLength(3)
})

test('ticked groups are read by their ids; those that are gone are left out', async () => {
  const { callAction } = serverWith([group({ GroupId: 'a' })])

  expect((await fetch(callAction, ['a', 'gone'])).groups).toHaveLength(1)
})

test('a file holds ten thousand groups, and it is told that there are more', async () => {
  const many = Array.from({ length: MOST_GROUPS + 1 }, (_, at) => group({ GroupId: `g${at}` }))
  const { callAction } = serverWith(many)

  const exported = await fetch(callAction)

  expect(exported.groups).toHaveLength(MOST_GROUPS)
  expect(exported.isCut).toBe(true)
})

test('an import reads back what was exported', async () => {
  const formula = group({ GroupId: '@g', Name: '=1+1', Type: 'ChatRoom', Introduction: 'a\nb' })
  const { callAction } = serverWith([formula, club])

  const rows = readGroupFile(groupsCsv(await fetch(callAction)))

  expect(rows).toMatchObject([
    { type: 'ChatRoom', groupId: '@g', name: '=1+1', introduction: 'a\nb', fault: undefined },
    { type: 'Community', groupId: '@TGS#_c', supportTopic: true, fault: undefined },
    {
      type: 'Topic',
      groupId: '@TGS#_c',
      topicId: topic.TopicId,
      name: 'News',
      introduction: topic.Introduction,
      fault: undefined,
    },
  ])
})
