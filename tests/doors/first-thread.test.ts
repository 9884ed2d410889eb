import { describe, expect, test } from 'bun:test'
import {
  adminGetRoamMsg,
  conversationList,
  describeAccountList,
  getC2cUnreadMsgNum,
  messageHistory,
  messageRead,
  messageSend,
  sendMsg,
} from '@yanshu/protocol'
import { storages } from './storages.ts'

const text = (words: string) => [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: words } }]

describe.each(storages)('from the first call to a chat, on $name', ({ start }) => {
  test('two clients talk, and every door sees it', async () => {
    await using im = await start()
    const app = await im.seedApp('alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')

    const sent = await alice.call(messageSend, {
      to: 'bob',
      random: 7,
      clientSeq: 1,
      clientTime: 1_700_000_000,
      body: text('hello'),
    })
    const { message } = await bob.next('message.received')
    await im.rest(app, sendMsg, {
      From_Account: 'alice',
      To_Account: 'bob',
      MsgRandom: 8,
      MsgBody: text('from the server'),
    })
    await bob.next('message.received')
    const list = await bob.call(conversationList, {})
    const unread = await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'bob' })
    await bob.call(messageRead, { conversationId: 'C2Calice' })
    const read = await alice.next('message.readByPeer')
    const history = await alice.call(messageHistory, { conversationId: 'C2Cbob' })
    const roaming = await im.rest(app, adminGetRoamMsg, {
      Operator_Account: 'bob',
      Peer_Account: 'alice',
      MaxCnt: 10,
      MinTime: 0,
      MaxTime: 4_000_000_000,
    })
    const accounts = await im.act(describeAccountList, { SDKAppID: app.appId })

    expect(message).toMatchObject({ id: sent.id, key: sent.key, seq: 1, from: 'alice', to: 'bob' })
    expect(list.conversations).toMatchObject([
      { conversationId: 'C2Calice', unread: 2, lastSeq: 2, lastMessage: { seq: 2 } },
    ])
    expect(unread).toMatchObject({ AllC2CUnreadMsgNum: 2 })
    expect(read).toMatchObject({ by: 'bob', readSeq: 2 })
    expect(history.messages.map(({ seq }) => seq)).toEqual([1, 2])
    expect(roaming).toMatchObject({ MsgCnt: 2, Complete: 1, MsgList: [{ IsPeerRead: 1 }, {}] })
    expect(accounts.TotalCount).toBe(3)
  })
})
