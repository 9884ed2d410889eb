import { expect, test } from 'bun:test'
import { noticeTypes } from '@yanshu/protocol/gateway/group'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { next, signIn } from '../../test/sign-in.ts'
import { groupNotice, wireGroup } from '../../test/wire-group.ts'
import { SYSTEM_CONVERSATION } from '../conversations/conversation-id.ts'

test('an application comes as a message of the system conversation and is answered by it', async () => {
  await using gateway = new FakeGateway()
  gateway.answers.set('group.handleApplication', () => ({ group: wireGroup('g') }))
  await using admin = await signIn(gateway, 'alice')
  const received = next(admin, 'onMessageReceived')
  const listed = next(admin, 'onConversationListUpdated', (list) => list.length > 0)
  const notice = groupNotice({
    type: noticeTypes.application,
    message: 'let me in',
    applicationId: 'a-1',
  })

  gateway.tell('alice', 'group.notice', { notice })
  const [message] = await received
  const [conversation] = await listed
  const { data } = await admin.handleGroupApplication({
    handleAction: 'Agree',
    handleMessage: 'welcome',
    message: message as NonNullable<typeof message>,
  })

  expect(message).toMatchObject({
    type: 'TIMGroupSystemNoticeElem',
    conversationID: SYSTEM_CONVERSATION,
    to: 'g',
    payload: {
      operatorID: 'bob',
      operationType: 1,
      handleMessage: 'let me in',
      groupProfile: { groupID: 'g', name: 'name of g' },
    },
  })
  expect(conversation).toMatchObject({ type: SYSTEM_CONVERSATION, unreadCount: 1 })
  expect(admin.getTotalUnreadMessageCount()).toBe(0)
  expect(data.group.groupID).toBe('g')
  expect(gateway.asked('group.handleApplication')[0]?.params).toEqual({
    id: 'a-1',
    agree: true,
    message: 'welcome',
  })
})

test('the system conversation is read and deleted here, and its messages are its history', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const received = next(alice, 'onMessageReceived')
  gateway.tell('alice', 'group.notice', { notice: groupNotice({ type: noticeTypes.kicked }) })
  const messages = await received

  await alice.setMessageRead({ conversationID: SYSTEM_CONVERSATION })
  const { data: read } = await alice.getConversationProfile(SYSTEM_CONVERSATION)
  const { data: page } = await alice.getMessageList({ conversationID: SYSTEM_CONVERSATION })
  const single = alice.deleteMessage(messages)
  await expect(single).rejects.toMatchObject({ code: 2116 })
  await alice.deleteConversation(SYSTEM_CONVERSATION)

  expect(read.conversation.unreadCount).toBe(0)
  expect(page).toMatchObject({ messageList: messages, isCompleted: true })
  expect((await alice.getConversationList()).data.conversationList).toEqual([])
  expect(gateway.asked('conversation.delete')).toEqual([])
})

test('what the app sends is number 255, and silent notices are not shown', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const received = next(alice, 'onMessageReceived')

  for (const type of [noticeTypes.muted, noticeTypes.receiveOption, noticeTypes.read] as const) {
    gateway.tell('alice', 'group.notice', { notice: groupNotice({ type, muteSeconds: 1 }) })
  }
  const notice = groupNotice({ type: noticeTypes.custom, content: '{"x":1}' })
  gateway.tell('alice', 'group.notice', { notice })

  expect(await received).toMatchObject([
    { payload: { operationType: 255, userDefinedField: '{"x":1}' } },
  ])
})

test('applications that wait are listed, and handed back whole', async () => {
  await using gateway = new FakeGateway()
  const applicant = { userId: 'carol', nick: 'Carol', faceUrl: '' }
  const wire = { groupId: 'g', kind: 0, invitee: '', time: 7, message: 'hi', agreed: false }
  gateway.answers.set('group.applications', () => ({
    applications: [
      { ...wire, id: 'a', applicant, handled: 0, answer: '' },
      { ...wire, id: 'b', applicant, handled: 1, answer: '' },
    ],
    unread: 1,
    cursor: '',
  }))
  gateway.answers.set('group.handleApplication', () => ({}))
  gateway.answers.set('group.get', () => ({ groups: [wireGroup('g')], failed: [] }))
  await using alice = await signIn(gateway, 'alice')

  const { data } = await alice.getGroupApplicationList()
  const [application] = data.applicationList
  await alice.handleGroupApplication({
    handleAction: 'Reject',
    application: application as NonNullable<typeof application>,
  })

  expect(data.applicationList).toMatchObject([
    { applicant: 'carol', applicantNick: 'Carol', groupID: 'g', applicationType: 0, note: 'hi' },
  ])
  expect(gateway.asked('group.handleApplication')[0]?.params).toEqual({ id: 'a', agree: false })
  const nothing = alice.handleGroupApplication({ handleAction: 'Agree' })
  await expect(nothing).rejects.toMatchObject({ code: 2503 })
})
