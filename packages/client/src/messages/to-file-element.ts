import type { MessageElement } from '@yanshu/protocol'
import type { AudioPayload, FilePayload, ImagePayload, VideoPayload } from './payload.ts'

/** The sizes of a picture as the wire numbers them, in the order the payload has them. */
const imageTypes = [1, 3, 2] as const

/** Writers for what lies at a URL; before it does there is nothing to send. */
export const fileWriters = {
  TIMImageElem: (payload: ImagePayload): MessageElement | undefined =>
    payload.imageInfoArray?.[0]?.url
      ? {
          MsgType: 'TIMImageElem',
          MsgContent: {
            UUID: payload.uuid,
            ImageFormat: payload.imageFormat,
            ImageInfoArray: payload.imageInfoArray.slice(0, 3).map((info, at) => ({
              Type: imageTypes[at] ?? 1,
              Size: info.size,
              Width: info.width,
              Height: info.height,
              URL: info.url,
            })),
          },
        }
      : undefined,
  TIMSoundElem: ({ url, uuid, size, second }: AudioPayload): MessageElement | undefined =>
    url
      ? {
          MsgType: 'TIMSoundElem',
          MsgContent: { Url: url, UUID: uuid, Size: size, Second: second, Download_Flag: 2 },
        }
      : undefined,
  TIMFileElem: (payload: FilePayload): MessageElement | undefined =>
    payload.fileUrl
      ? {
          MsgType: 'TIMFileElem',
          MsgContent: {
            Url: payload.fileUrl,
            UUID: payload.uuid,
            FileSize: payload.fileSize,
            FileName: payload.fileName,
            Download_Flag: 2,
          },
        }
      : undefined,
  TIMVideoFileElem: (payload: VideoPayload): MessageElement | undefined =>
    payload.videoUrl
      ? {
          MsgType: 'TIMVideoFileElem',
          MsgContent: {
            VideoUrl: payload.videoUrl,
            VideoUUID: payload.videoUUID,
            VideoSize: payload.videoSize,
            VideoSecond: payload.videoSecond,
            VideoFormat: payload.videoFormat,
            VideoDownloadFlag: 2,
            ThumbUrl: payload.thumbUrl,
            ThumbUUID: payload.thumbUUID,
            ThumbSize: payload.thumbSize,
            ThumbWidth: payload.thumbWidth,
            ThumbHeight: payload.thumbHeight,
            ThumbDownloadFlag: 2,
          },
        }
      : undefined,
} as const
