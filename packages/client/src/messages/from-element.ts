import type { MergedMessage, MessageElement } from '@yanshu/protocol'
import type {
  AudioPayload,
  ContentOf,
  CustomPayload,
  FacePayload,
  FilePayload,
  ImageInfo,
  ImagePayload,
  LocationPayload,
  MergerPayload,
  SimplifiedMessage,
  TextPayload,
  VideoPayload,
} from './payload.ts'

/** What the format field of a picture says when nobody knows. */
const OTHER_IMAGE_FORMAT = 255

const readers = {
  TIMTextElem: (content: ContentOf<'TIMTextElem'>): TextPayload => ({ text: content.Text }),
  TIMCustomElem: (content: ContentOf<'TIMCustomElem'>): CustomPayload => ({
    data: content.Data,
    description: content.Desc ?? '',
    extension: content.Ext ?? '',
  }),
  TIMFaceElem: (content: ContentOf<'TIMFaceElem'>): FacePayload => ({
    index: content.Index,
    data: content.Data ?? '',
  }),
  TIMLocationElem: (content: ContentOf<'TIMLocationElem'>): LocationPayload => ({
    description: content.Desc,
    latitude: content.Latitude,
    longitude: content.Longitude,
  }),
  TIMSoundElem: (content: ContentOf<'TIMSoundElem'>): AudioPayload => ({
    uuid: content.UUID,
    url: content.Url,
    size: content.Size ?? 0,
    second: content.Second ?? 0,
  }),
  TIMFileElem: (content: ContentOf<'TIMFileElem'>): FilePayload => ({
    uuid: content.UUID,
    fileName: content.FileName ?? '',
    fileUrl: content.Url,
    fileSize: content.FileSize ?? 0,
  }),
  TIMImageElem: readImage,
  TIMVideoFileElem: readVideo,
  TIMRelayElem: readRelay,
} as const

/** Turns an element of the wire into a payload of the SDK. */
export function payloadOf(element: MessageElement): unknown {
  // An element of a newer server is handed on as it is.
  if (!Object.hasOwn(readers, element.MsgType)) return element.MsgContent
  // The table is typed by element, which a call through a union of keys cannot show.
  const read = readers[element.MsgType] as (content: MessageElement['MsgContent']) => unknown
  return read(element.MsgContent)
}

function readRelay(content: ContentOf<'TIMRelayElem'>): MergerPayload {
  return {
    title: content.Title,
    abstractList: [...content.AbstractList],
    compatibleText: content.CompatibleText,
    messageList: (content.MsgList ?? []).map(simplified),
    downloadKey: content.JsonMsgKey ?? '',
    pbDownloadKey: content.PbMsgKey ?? '',
    layersOverLimit: Boolean(content.layersOverLimit),
    version: 1,
    _layers: content.Layers ?? 1,
  }
}

/** A message within a merged one, as apps get it. */
export function simplified(merged: MergedMessage): SimplifiedMessage {
  return {
    ID: merged.MsgId,
    from: merged.From_Account,
    nick: merged.Nick ?? '',
    avatar: merged.FaceUrl ?? '',
    time: merged.MsgTimeStamp,
    messageBody: merged.MsgBody.map((element) => ({
      type: element.MsgType,
      payload: payloadOf(element),
    })),
    cloudCustomData: merged.CloudCustomData ?? '',
  }
}

function readImage(content: ContentOf<'TIMImageElem'>): ImagePayload {
  const byType = (type: 1 | 2 | 3): ImageInfo => {
    const info = content.ImageInfoArray.find((entry) => entry.Type === type)
    const shown = info ?? content.ImageInfoArray[0]
    return {
      width: shown?.Width ?? 0,
      height: shown?.Height ?? 0,
      url: shown?.URL ?? '',
      size: shown?.Size ?? 0,
      sizeType: type,
    }
  }
  return {
    uuid: content.UUID,
    imageFormat: content.ImageFormat ?? OTHER_IMAGE_FORMAT,
    // Apps read the second entry as the thumbnail and the third as the preview.
    imageInfoArray: [byType(1), byType(3), byType(2)],
  }
}

function readVideo(content: ContentOf<'TIMVideoFileElem'>): VideoPayload {
  return {
    videoFormat: content.VideoFormat ?? '',
    videoSecond: content.VideoSecond ?? 0,
    videoSize: content.VideoSize ?? 0,
    videoUrl: content.VideoUrl,
    remoteVideoUrl: content.VideoUrl,
    videoUUID: content.VideoUUID,
    thumbUUID: content.ThumbUUID,
    thumbSize: content.ThumbSize ?? 0,
    thumbWidth: content.ThumbWidth,
    thumbHeight: content.ThumbHeight,
    thumbUrl: content.ThumbUrl,
    snapshotUrl: content.ThumbUrl,
    snapshotWidth: content.ThumbWidth,
    snapshotHeight: content.ThumbHeight,
  }
}
