import type { MergedMessage, MessageElement } from '@yanshu/protocol'
import { failure, sdkErrors } from '../errors.ts'
import type { Message } from './message.ts'
import type {
  CustomPayload,
  FacePayload,
  LocationPayload,
  MergerPayload,
  SimplifiedMessage,
  TextPayload,
} from './payload.ts'
import { fileWriters } from './to-file-element.ts'

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
  ...fileWriters,
  TIMRelayElem: writeRelay,
} as const

type Writer = (payload: never) => MessageElement | undefined

/** The element of the wire for a message, or `undefined` where it cannot be sent. */
export function elementOf({
  type,
  payload,
}: Pick<Message, 'type' | 'payload'>): MessageElement | undefined {
  const write = (writers as Partial<Record<string, Writer>>)[type]
  // The creator of each type made the payload that its writer reads.
  return write?.(payload as never)
}

/** @throws {ChatError} 2453 for a message with nothing that can be forwarded. */
export function mergedOf(message: SimplifiedMessage): MergedMessage {
  const elements = message.messageBody.map(elementOf)
  const body = elements.filter((element) => element !== undefined)
  if (body.length === 0) throw failure(sdkErrors.notForwardable)
  return {
    MsgId: message.ID,
    From_Account: message.from,
    MsgTimeStamp: message.time,
    MsgBody: body,
    ...(message.nick === '' ? {} : { Nick: message.nick }),
    ...(message.avatar === '' ? {} : { FaceUrl: message.avatar }),
    ...(message.cloudCustomData === '' ? {} : { CloudCustomData: message.cloudCustomData }),
  }
}

function writeRelay(payload: MergerPayload): MessageElement {
  const { downloadKey, layersOverLimit, messageList } = payload
  return {
    MsgType: 'TIMRelayElem',
    MsgContent: {
      Title: payload.title,
      AbstractList: payload.abstractList,
      CompatibleText: payload.compatibleText,
      MsgNum: messageList.length,
      Layers: payload._layers,
      ...(layersOverLimit ? { layersOverLimit } : {}),
      ...(downloadKey === '' ? {} : { JsonMsgKey: downloadKey }),
      ...(downloadKey === '' && !layersOverLimit ? { MsgList: messageList.map(mergedOf) } : {}),
    },
  }
}
