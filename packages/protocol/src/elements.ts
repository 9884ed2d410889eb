import { z } from 'zod'

const count = z.number().int().min(0)
const downloadFlag = z.literal(2)

function element<Type extends string, Content extends z.ZodType>(type: Type, content: Content) {
  return z.object({ MsgType: z.literal(type), MsgContent: content })
}

const text = element('TIMTextElem', z.object({ Text: z.string() }))

const location = element(
  'TIMLocationElem',
  z.object({ Desc: z.string(), Latitude: z.number(), Longitude: z.number() }),
)

const face = element(
  'TIMFaceElem',
  z.object({ Index: z.number().int(), Data: z.string().optional() }),
)

const custom = element(
  'TIMCustomElem',
  z.object({
    Data: z.string(),
    Desc: z.string().optional(),
    Ext: z.string().optional(),
    Sound: z.string().optional(),
  }),
)

const sound = element(
  'TIMSoundElem',
  z.object({
    Url: z.string(),
    UUID: z.string(),
    Size: count.optional(),
    Second: count.optional(),
    Download_Flag: downloadFlag,
  }),
)

const image = element(
  'TIMImageElem',
  z.object({
    UUID: z.string(),
    ImageFormat: z.number().int().optional(),
    ImageInfoArray: z
      .array(
        z.object({
          Type: z.union([z.literal(1), z.literal(2), z.literal(3)]),
          Size: count.optional(),
          Width: count,
          Height: count,
          URL: z.string(),
        }),
      )
      .min(1)
      .max(3),
  }),
)

const file = element(
  'TIMFileElem',
  z.object({
    Url: z.string(),
    UUID: z.string(),
    FileSize: count.optional(),
    FileName: z.string().optional(),
    Download_Flag: downloadFlag,
  }),
)

const video = element(
  'TIMVideoFileElem',
  z.object({
    VideoUrl: z.string(),
    VideoUUID: z.string(),
    VideoSize: count.optional(),
    VideoSecond: count.optional(),
    VideoFormat: z.string().optional(),
    VideoDownloadFlag: downloadFlag,
    ThumbUrl: z.string(),
    ThumbUUID: z.string(),
    ThumbSize: count.optional(),
    ThumbWidth: count,
    ThumbHeight: count,
    ThumbFormat: z.string().optional(),
    ThumbDownloadFlag: downloadFlag,
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
