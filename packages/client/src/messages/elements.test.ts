import { expect, test } from 'bun:test'
import type { MessageElement } from '@yanshu/protocol'
import { messageBody } from '@yanshu/protocol'
import { createMessage } from './create-message.ts'
import { payloadOf } from './from-element.ts'
import { elementOf } from './to-element.ts'

const author = { userId: 'alice', tinyId: '1', nick: '', avatar: '' }

test.each([
  { type: 'TIMTextElem', payload: { text: 'hello' } },
  { type: 'TIMCustomElem', payload: { data: '{}', description: 'a card', extension: '' } },
  { type: 'TIMFaceElem', payload: { index: 3, data: 'smile' } },
  { type: 'TIMLocationElem', payload: { description: 'home', latitude: 22.5, longitude: -114 } },
])('$type goes out as the contract has it and comes back as the same', ({ type, payload }) => {
  const options = { to: 'bob', conversationType: 'C2C', payload }

  const element = elementOf(createMessage(type, options, author)) as MessageElement

  expect(messageBody.safeParse([element]).success).toBe(true)
  expect(payloadOf(element)).toEqual(payload)
})

test('a picture has original, thumbnail and preview, in this order, whatever was sent', () => {
  const info = (Type: 1 | 2 | 3) => ({ Type, Width: Type, Height: 1, URL: `u${Type}`, Size: 9 })
  const picture = (...types: (1 | 2 | 3)[]) =>
    payloadOf({
      MsgType: 'TIMImageElem',
      MsgContent: { UUID: 'a', ImageInfoArray: types.map(info) },
    })

  expect(picture(1, 2, 3)).toMatchObject({
    imageFormat: 255,
    imageInfoArray: [{ url: 'u1' }, { url: 'u3' }, { url: 'u2' }],
  })
  expect(picture(1)).toMatchObject({
    imageInfoArray: [{ url: 'u1' }, { url: 'u1' }, { url: 'u1' }],
  })
})

test('a video names its picture in the old way and the new', () => {
  const payload = payloadOf({
    MsgType: 'TIMVideoFileElem',
    MsgContent: {
      VideoUrl: 'v',
      VideoUUID: 'v1',
      VideoDownloadFlag: 2,
      ThumbUrl: 't',
      ThumbUUID: 't1',
      ThumbWidth: 16,
      ThumbHeight: 9,
      ThumbDownloadFlag: 2,
    },
  })

  expect(payload).toMatchObject({
    videoUrl: 'v',
    remoteVideoUrl: 'v',
    thumbUrl: 't',
    snapshotUrl: 't',
    snapshotWidth: 16,
    videoSecond: 0,
  })
})

test('an element of a newer server is handed on as it is', () => {
  const element = { MsgType: 'TIMNewElem', MsgContent: { Any: 1 } }

  expect(payloadOf(element as never)).toEqual({ Any: 1 })
})
