import type { MessageElement } from '@yanshu/protocol'
import type { Message } from './message.ts'
import type { CustomPayload, FacePayload, LocationPayload, TextPayload } from './payload.ts'

const writers = {
  TIMTextElem: (payload: TextPayload): MessageElement => ({
    MsgType: 'TIMTextElem',
    MsgContent: { Text: payload.text },
  }),
  TIMCustomElem: (payload: CustomPayload): MessageElement => ({
    MsgType: 'TIMCustomElem',
    MsgContent: { Data: payload.data, Desc: payload.description, Ext: payload.extension },
  }),
  TIMFaceElem: (payload: FacePayload): MessageElement => ({
    MsgType: 'TIMFaceElem',
    MsgContent: { Index: payload.index, Data: payload.data },
  }),
  TIMLocationElem: (payload: LocationPayload): MessageElement => ({
    MsgType: 'TIMLocationElem',
    MsgContent: {
      Desc: payload.description,
      Latitude: payload.latitude,
      Longitude: payload.longitude,
    },
  }),
} as const

/** The element of the wire for a message, or `undefined` where its type cannot be sent. */
export function elementOf(message: Message): MessageElement | undefined {
  const write = (writers as Partial<Record<string, (payload: never) => MessageElement>>)[
    message.type
  ]
  // The creator of each type made the payload that its writer reads.
  return write?.(message.payload as never)
}
