import type { UploadedFile, WirePicture } from '@yanshu/protocol'
import { endingOf, type MediaFile } from './media-file.ts'
import type { AudioPayload, FilePayload, ImageInfo, ImagePayload, VideoPayload } from './payload.ts'

const formats: Partial<Record<string, number>> = { jpeg: 1, jpg: 1, gif: 2, png: 3, bmp: 4 }
const noSize = { url: '', width: 0, height: 0, size: 0 }

const info = (sizeType: number, { url, width, height, size }: WirePicture): ImageInfo => ({
  width,
  height,
  url,
  size,
  sizeType,
})

/** Payloads of files that are not uploaded yet; the ID stands for the file until then. */
export const emptyPayloads = {
  TIMImageElem: (uuid: string, file?: MediaFile): ImagePayload => ({
    uuid,
    imageFormat: formats[endingOf(file?.name ?? '')] ?? 255,
    imageInfoArray: [1, 3, 2].map((type) => info(type, { ...noSize, size: file?.body.size ?? 0 })),
  }),
  TIMSoundElem: (uuid: string, file?: MediaFile): AudioPayload => ({
    uuid,
    url: '',
    size: file?.body.size ?? 0,
    second: file?.second ?? 0,
  }),
  TIMFileElem: (uuid: string, file?: MediaFile): FilePayload => ({
    uuid,
    fileName: file?.name ?? '',
    fileUrl: '',
    fileSize: file?.body.size ?? 0,
  }),
  TIMVideoFileElem: (uuid: string, file?: MediaFile): VideoPayload => ({
    videoFormat: endingOf(file?.name ?? '') || 'mp4',
    videoSecond: file?.second ?? 0,
    videoSize: file?.body.size ?? 0,
    videoUrl: '',
    remoteVideoUrl: '',
    videoUUID: uuid,
    thumbUUID: '',
    thumbSize: 0,
    thumbWidth: 0,
    thumbHeight: 0,
    thumbUrl: '',
    snapshotUrl: '',
    snapshotWidth: 0,
    snapshotHeight: 0,
  }),
} as const

export type MediaType = keyof typeof emptyPayloads

/** What is known of a file once it is uploaded, as the payload of its message says it. */
export function uploadedFields(type: MediaType, file: UploadedFile, at: (url: string) => string) {
  const url = at(file.url)
  if (type === 'TIMSoundElem') return { uuid: file.id, url }
  if (type === 'TIMFileElem') return { uuid: file.id, fileUrl: url }
  if (type === 'TIMVideoFileElem') return { videoUUID: file.id, videoUrl: url, remoteVideoUrl: url }
  const { picture } = file
  const original = {
    url,
    width: picture?.width ?? 0,
    height: picture?.height ?? 0,
    size: file.size,
  }
  const sized = (one: WirePicture = original) => ({ ...one, url: at(one.url) })
  return {
    uuid: file.id,
    imageFormat: formats[picture?.format ?? ''] ?? 255,
    imageInfoArray: [
      info(1, original),
      info(3, sized(picture?.thumbnail)),
      info(2, sized(picture?.large)),
    ],
  }
}
