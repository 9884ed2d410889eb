import { expect, test } from 'bun:test'
import type { WireMessage } from '@yanshu/protocol'
import { wireConversation, wireMessage } from '../../test/wire.ts'
import { groupConversation, groupMessage } from '../../test/wire-group.ts'
import type { Group } from '../groups/group.ts'
import { fromGroupWire } from '../messages/from-group-wire.ts'
import { fromWire } from '../messages/from-wire.ts'
import { ConversationStore } from './conversation-store.ts'

function store() {
  let changes = 0
  const conversations = new ConversationStore(() => {
    changes += 1
  })
  return {
    conversations,
    changes: () => changes,
    add: (fields: Partial<WireMessage>) =>
      conversations.add(fromWire(wireMessage(fields), 'alice')),
    ids: () => conversations.list().map(({ conversationID }) => conversationID),
    unread: (id: string) => conversations.find(id)?.conversation.unreadCount,
    last: (id: string) => conversations.find(id)?.conversation.lastMessage,
  }
}

test('pinned conversations come first, then the newest', () => {
  const { conversations, ids } = store()

  conversations.apply(
    [
      wireConversation('old', { time: 1 }),
      wireConversation('new', { time: 3 }),
      wireConversation('pinned', { time: 0, pinned: true }),
      wireConversation('middle', { time: 2 }),
      wireConversation('pinned-new', { time: 1, pinned: true }),
    ],
    'alice',
  )
  expect(ids()).toEqual(['C2Cpinned-new', 'C2Cpinned', 'C2Cnew', 'C2Cmiddle', 'C2Cold'])
  conversations.setPinned('C2Cold', true)

  expect(ids().slice(0, 3)).toEqual(['C2Cold', 'C2Cpinned-new', 'C2Cpinned'])
})

test('a received message lifts its conversation, counts and shows its text and sender', () => {
  const { conversations, add, ids, unread, last } = store()
  conversations.apply([wireConversation('carol', { time: 5_000 })], 'alice')

  add({ seq: 1 })
  add({ seq: 2 })

  expect(ids()).toEqual(['C2Cbob', 'C2Ccarol'])
  expect(unread('C2Cbob')).toBe(2)
  expect(last('C2Cbob')).toMatchObject({ messageForShow: 'text 2', lastSequence: 2, nick: 'Bob' })
  expect(conversations.list()[0]?.userProfile).toMatchObject({ userID: 'bob', nick: 'Bob' })
})

test.each([
  { why: 'its sender said so', fields: { control: ['NoUnread' as const] } },
  { why: 'it is online-only', fields: { seq: 0, onlineOnly: true as const } },
  { why: 'it is an own one', fields: { from: 'alice', to: 'bob' } },
  { why: 'it is counted already', fields: { seq: 1 } },
])('a message does not count where $why', ({ fields }) => {
  const { conversations, add, unread } = store()
  conversations.apply([wireConversation('bob', { unread: 3, lastSeq: 1 })], 'alice')

  add({ seq: 2, ...fields })

  expect(unread('C2Cbob')).toBe(3)
})

test('a message that is not to be the last one leaves the list as it is', () => {
  const { conversations, add, last, unread } = store()
  conversations.apply([wireConversation('bob', { time: 7 })], 'alice')

  add({ seq: 2, control: ['NoLastMsg'] })

  expect(last('C2Cbob')?.lastSequence).toBe(0)
  expect(unread('C2Cbob')).toBe(1)
  expect(conversations.find('C2Cbob')?.time).toBe(7)
})

test('a row that was overtaken by a message does not take it back', () => {
  const { conversations, add, unread, last } = store()
  add({ seq: 5 })

  conversations.apply([wireConversation('bob', { lastSeq: 4, unread: 0, pinned: true })], 'alice')

  expect(unread('C2Cbob')).toBe(1)
  expect(last('C2Cbob')?.lastSequence).toBe(5)
  expect(conversations.list()[0]?.isPinned).toBe(true)
})

test('a row that was overtaken tells how much was unread before what came since', () => {
  const { conversations, add, unread } = store()
  conversations.apply([wireConversation('bob', { lastSeq: 4, unread: 4 })], 'alice')
  add({ seq: 5 })
  add({ seq: 6 })

  conversations.markRead('C2Cbob', 3)
  conversations.apply([wireConversation('bob', { lastSeq: 5, readSeq: 3, unread: 2 })], 'alice')

  expect(unread('C2Cbob')).toBe(3)
})

test('a message counts though an own one after it was answered first', () => {
  const { add, unread, last } = store()

  add({ seq: 5, from: 'alice', to: 'bob' })
  add({ seq: 4 })
  add({ seq: 4 })

  expect(unread('C2Cbob')).toBe(1)
  expect(last('C2Cbob')?.lastSequence).toBe(5)
})

test('thousands of unread messages are all counted', () => {
  const { add, unread } = store()

  for (let seq = 1; seq <= 2_000; seq += 1) add({ seq })

  expect(unread('C2Cbob')).toBe(2_000)
})

test('a row from before a reading does not bring the unread back', () => {
  const { conversations, unread } = store()
  const row = wireConversation('bob', { lastSeq: 4, unread: 4 })
  conversations.apply([row], 'alice')

  const settled = conversations.markRead('C2Cbob', 4)
  conversations.apply([row], 'alice')

  expect(settled).toBe(true)
  expect(unread('C2Cbob')).toBe(0)
})

test('a reading up to the middle is left to the server', () => {
  const { conversations, unread } = store()
  conversations.apply([wireConversation('bob', { lastSeq: 4, unread: 4 })], 'alice')

  expect(conversations.markRead('C2Cbob', 2)).toBe(false)
  expect(unread('C2Cbob')).toBe(4)
})

test('the total counts conversations that are not loaded, and not twice once they are', () => {
  const { conversations, add } = store()
  const bob = wireConversation('bob', { unread: 2 })
  conversations.replace({ conversations: [bob], complete: false, totalUnread: 7 }, 'alice')
  expect(conversations.totalUnread()).toBe(7)

  add({ from: 'carol', seq: 6 })
  expect(conversations.totalUnread()).toBe(8)
  conversations.apply([wireConversation('carol', { unread: 6, lastSeq: 6 })], 'alice')

  expect(conversations.totalUnread()).toBe(8)
})

test('what was read meanwhile does not count as unread of conversations that are not loaded', () => {
  const { conversations } = store()
  const bob = wireConversation('bob', { lastSeq: 4, unread: 4 })
  conversations.replace({ conversations: [bob], complete: false, totalUnread: 6 }, 'alice')
  conversations.markRead('C2Cbob', 4)

  conversations.replace({ conversations: [bob], complete: false, totalUnread: 6 }, 'alice')
  expect(conversations.totalUnread()).toBe(2)
  conversations.replace({ conversations: [bob], complete: true, totalUnread: 6 }, 'alice')

  expect(conversations.totalUnread()).toBe(0)
})

test('a complete list removes what was deleted elsewhere, a partial one does not', () => {
  const { conversations, ids } = store()
  const [bob, carol] = [wireConversation('bob', { time: 2 }), wireConversation('carol')]
  const all = { conversations: [bob, carol], complete: true, totalUnread: 0 }
  conversations.replace(all, 'alice')

  conversations.replace({ ...all, conversations: [bob], complete: false }, 'alice')
  expect(ids()).toEqual(['C2Cbob', 'C2Ccarol'])
  conversations.replace({ ...all, conversations: [bob] }, 'alice')

  expect(ids()).toEqual(['C2Cbob'])
})

test('what the peer read shows at the last message only where it reaches it', () => {
  const { conversations, add, last } = store()
  add({ seq: 2, from: 'alice', to: 'bob' })

  conversations.markPeerRead('C2Cbob', 1)
  expect(last('C2Cbob')?.isPeerRead).toBe(false)
  conversations.markPeerRead('C2Cbob', 2)

  expect(last('C2Cbob')?.isPeerRead).toBe(true)
})

test('a recalled last message no longer shows its text', () => {
  const { conversations, add, last } = store()
  add({ seq: 1 })

  const revoked = { by: 'bob', reason: '', time: 1 }
  conversations.refreshLast(fromWire(wireMessage({ seq: 1, revoked }), 'alice'))

  expect(last('C2Cbob')).toMatchObject({ isRevoked: true, messageForShow: '[Recalled]' })
})

test('every change is told', () => {
  const { changes, add } = store()

  add({ seq: 1 })
  add({ seq: 1 })

  expect(changes()).toBe(1)
})

test('a row of a group shows the group, its last message and who mentioned the account', () => {
  const group = { name: 'Team', groupID: 'g', type: 'Public' }
  const conversations = new ConversationStore(
    () => {},
    () => '',
    (groupId) => (groupId === 'g' ? (group as Group) : undefined),
  )
  const rows = ['g', 'other'].map((groupId) =>
    groupConversation(groupId, {
      lastSeq: 3,
      unread: 2,
      group: {
        groupId,
        type: 'Public',
        lastMessage: groupMessage({ groupId, seq: 3 }),
        mentions: [{ seq: 2, from: 'bob', kind: 1 }],
      },
    }),
  )

  conversations.apply(rows, 'alice')
  const entries = ['g', 'other'].map((id) => conversations.find(`GROUP${id}`)?.conversation)
  conversations.markRead('GROUPg', 3)

  expect(entries[0]).toMatchObject({
    type: 'GROUP',
    subType: 'Public',
    groupProfile: { name: 'Team' },
    lastMessage: { messageForShow: 'text 3', fromAccount: 'bob' },
    unreadCount: 0,
    groupAtInfoList: [],
  })
  expect(entries[1]).toMatchObject({
    groupProfile: { groupID: 'other', name: 'name of other', type: 'Public' },
    unreadCount: 2,
    groupAtInfoList: [{ messageSequence: 2, atTypeArray: [1] }],
  })
})

test('an answer that messages overtook leaves their mentions', () => {
  const { conversations } = store()
  const later = groupMessage({ groupId: 'g', seq: 3, at: ['alice'] })
  conversations.add(fromGroupWire(later, 'alice'), 'alice')

  const answer = groupConversation('g', {
    lastSeq: 2,
    group: { groupId: 'g', type: 'Public', mentions: [{ seq: 1, from: 'bob', kind: 2 }] },
  })
  conversations.apply([answer], 'alice')

  const mentions = conversations.find('GROUPg')?.conversation.groupAtInfoList
  expect(mentions?.map(({ messageSequence }) => messageSequence)).toEqual([1, 3])
})

test('meetings count nothing', () => {
  const { conversations } = store()
  const meeting = groupConversation('m', {
    lastSeq: 0,
    group: { groupId: 'm', type: 'ChatRoom', mentions: [] },
  })
  conversations.apply([meeting], 'alice')

  conversations.add(fromGroupWire(groupMessage({ groupId: 'm' }), 'alice'), 'alice')

  expect(conversations.find('GROUPm')?.conversation).toMatchObject({
    unreadCount: 0,
    lastMessage: { lastSequence: 1 },
  })
})
