import type { MessageElement } from '@yanshu/protocol'

export interface TextPayload {
  text: string
}
export interface CustomPayload {
  data: string
  description: string
  extension: string
}
export interface FacePayload {
  index: number
  data: string
}
export interface LocationPayload {
  description: string
  latitude: number
  longitude: number
}
export interface ImageInfo {
  width: number
  height: number
  url: string
  size: number
  /** 1 is the original, larger numbers are smaller pictures. */
  sizeType: number
}
export interface ImagePayload {
  uuid: string
  imageFormat: number
  /** Always three entries: original, thumbnail, preview. */
  imageInfoArray: ImageInfo[]
}
export interface AudioPayload {
  uuid: string
  url: string
  size: number
  second: number
}
export interface FilePayload {
  uuid: string
  fileName: string
  fileUrl: string
  fileSize: number
}
export interface VideoPayload {
  videoFormat: string
  videoSecond: number
  videoSize: number
  videoUrl: string
  remoteVideoUrl: string
  videoUUID: string
  thumbUUID: string
  thumbSize: number
  thumbWidth: number
  thumbHeight: number
  thumbUrl: string
  snapshotUrl: string
  snapshotWidth: number
  snapshotHeight: number
}

/** A message within a merged one. */
export interface SimplifiedMessage {
  ID: string
  from: string
  nick: string
  avatar: string
  /** Unix seconds. */
  time: number
  messageBody: { type: string; payload: unknown }[]
  cloudCustomData: string
}
export interface MergerPayload {
  title: string
  abstractList: string[]
  compatibleText: string
  /** Empty where the list is kept apart: `downloadMergerMessage` fills it. */
  messageList: SimplifiedMessage[]
  /** Not empty where the list is kept apart. */
  downloadKey: string
  pbDownloadKey: string
  /** Merged messages are nested too deep; there is no list to show. */
  layersOverLimit: boolean
  version: number
  _layers: number
}

/** Payloads by message type. */
export interface Payloads {
  TIMTextElem: TextPayload
  TIMCustomElem: CustomPayload
  TIMFaceElem: FacePayload
  TIMLocationElem: LocationPayload
  TIMImageElem: ImagePayload
  TIMSoundElem: AudioPayload
  TIMFileElem: FilePayload
  TIMVideoFileElem: VideoPayload
  TIMRelayElem: MergerPayload
}

/** `MsgContent` of an element type. */
export type ContentOf<Type> = Extract<MessageElement, { MsgType: Type }>['MsgContent']
