import { z } from 'zod'
import { textUpTo, uint32, userId } from './fields.ts'

/** As long as a frame: what is too long for a message is for the check of the whole to say, which has a code of its own. */
const anyText = textUpTo(65_536)
const shortText = textUpTo(256)
const fileId = textUpTo(256).min(1)
const url = textUpTo(2048).regex(/^https?:\/\/\S+$/i, 'an http or https URL is needed')
const downloadFlag = z.literal(2)
const int32 = z
  .number()
  .int()
  .min(-(2 ** 31))
  .max(2 ** 31 - 1)

function element<Type extends string, Content extends z.ZodType>(type: Type, content: Content) {
  return z.object({ MsgType: z.literal(type), MsgContent: content })
}

// Nearly every message is one of these: the check of the whole message bounds it, and one of its own
// would cost half as much again as all the rest of the frame.
const text = element('TIMTextElem', z.object({ Text: z.string() }))

const location = element(
  'TIMLocationElem',
  z.object({
    Desc: anyText,
    Latitude: z.number().min(-90).max(90),
    Longitude: z.number().min(-180).max(180),
  }),
)

const face = element('TIMFaceElem', z.object({ Index: int32, Data: anyText.optional() }))

const custom = element(
  'TIMCustomElem',
  z.object({
    Data: anyText,
    Desc: anyText.optional(),
    Ext: anyText.optional(),
    Sound: shortText.optional(),
  }),
)

const sound = element(
  'TIMSoundElem',
  z.object({
    Url: url,
    UUID: fileId,
    Size: uint32.optional(),
    Second: uint32.optional(),
    Download_Flag: downloadFlag,
  }),
)

const image = element(
  'TIMImageElem',
  z.object({
    UUID: fileId,
    /** 1 JPG, 2 GIF, 3 PNG, 4 BMP, 255 anything else. */
    ImageFormat: z.number().int().min(0).max(255).optional(),
    ImageInfoArray: z
      .array(
        z.object({
          Type: z.union([z.literal(1), z.literal(2), z.literal(3)]),
          Size: uint32.optional(),
          Width: uint32,
          Height: uint32,
          URL: url,
        }),
      )
      .min(1)
      .max(3),
  }),
)

const file = element(
  'TIMFileElem',
  z.object({
    Url: url,
    UUID: fileId,
    FileSize: uint32.optional(),
    FileName: textUpTo(1024).optional(),
    Download_Flag: downloadFlag,
  }),
)

const video = element(
  'TIMVideoFileElem',
  z.object({
    VideoUrl: url,
    VideoUUID: fileId,
    VideoSize: uint32.optional(),
    VideoSecond: uint32.optional(),
    VideoFormat: shortText.optional(),
    VideoDownloadFlag: downloadFlag,
    ThumbUrl: url,
    ThumbUUID: fileId,
    ThumbSize: uint32.optional(),
    ThumbWidth: uint32,
    ThumbHeight: uint32,
    ThumbFormat: shortText.optional(),
    ThumbDownloadFlag: downloadFlag,
  }),
)

/** A message within a merged one. */
export interface MergedMessage {
  readonly MsgId: string
  readonly From_Account: string
  readonly Nick?: string | undefined
  readonly FaceUrl?: string | undefined
  readonly MsgTimeStamp: number
  readonly MsgBody: MessageElement[]
  readonly CloudCustomData?: string | undefined
}

/** Annotated, because a merged message may hold merged ones. */
export const mergedMessage: z.ZodType<MergedMessage, MergedMessage> = z.lazy(() =>
  z.object({
    MsgId: textUpTo(128),
    From_Account: userId,
    Nick: textUpTo(512).optional(),
    FaceUrl: textUpTo(2048).optional(),
    MsgTimeStamp: uint32,
    MsgBody: messageBody,
    CloudCustomData: anyText.optional(),
  }),
)

/** Messages in one merged message (消息格式描述). */
export const MOST_MERGED = 300

/** Merged messages within merged messages: what lies deeper is not carried along. */
export const MOST_LAYERS = 100

/** Several messages forwarded as one. A list too long for a message is uploaded first, and named by its key. */
const relay = element(
  'TIMRelayElem',
  z
    .object({
      Title: textUpTo(1024),
      AbstractList: z.array(textUpTo(1024)).max(MOST_MERGED),
      /** What clients show that do not know merged messages. */
      CompatibleText: textUpTo(1024),
      MsgList: z.array(mergedMessage).max(MOST_MERGED).optional(),
      MsgNum: z.number().int().min(0).max(MOST_MERGED).optional(),
      JsonMsgKey: textUpTo(128).optional(),
      PbMsgKey: textUpTo(128).optional(),
      /** How deep merged messages are nested in it, itself counted. */
      Layers: uint32.optional(),
      layersOverLimit: z.union([z.boolean(), z.literal(0), z.literal(1)]).optional(),
    })
    .refine((content) => (content.Layers ?? 1) <= MOST_LAYERS || content.layersOverLimit, {
      message: 'nested too deep for its list to be carried along',
    })
    .refine((content) => content.MsgList || content.JsonMsgKey || content.layersOverLimit, {
      message: 'the list or its key is missing',
    }),
)

/** One part of a message body, in the wire form of the REST API and of the gateway. Source: 消息格式描述. */
export const messageElement = z.discriminatedUnion('MsgType', [
  text,
  location,
  face,
  custom,
  sound,
  image,
  file,
  video,
  relay,
])

export type MessageElement = z.infer<typeof messageElement>

/** A message body: one or more elements, at most one of them a `TIMCustomElem`. */
export const messageBody = z
  .array(messageElement)
  .min(1)
  .max(100)
  .refine((body) => body.length === 1 || body.filter(isCustom).length <= 1, {
    message: 'at most one TIMCustomElem in a message',
  })

function isCustom(element: MessageElement): boolean {
  return element.MsgType === 'TIMCustomElem'
}
