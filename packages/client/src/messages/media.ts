import { fileErrors } from '@yanshu/protocol/errors/file'
import type { Ask } from '../connection/requests.ts'
import { ChatError, failure, sdkErrors } from '../errors.ts'
import type { MessageOptions } from './create-message.ts'
import { endingOf, type MediaFile, mediaFile, type MediaPayload } from './media-file.ts'
import { emptyPayloads, type MediaType, uploadedFields } from './media-payload.ts'
import type { Message } from './message.ts'
import type { Uploader } from './uploader.ts'

export interface MediaOptions extends MessageOptions<MediaPayload> {
  onProgress?: (share: number) => void
}

export interface MediaDeps {
  readonly ask: Ask
  readonly upload: Uploader
  /** What addresses without a host are of. */
  readonly uploadBase: string
  readonly downloadBase: string
}

interface Pending {
  readonly type: MediaType
  readonly file: MediaFile | undefined
  readonly onProgress: ((share: number) => void) | undefined
}

const MB = 1024 * 1024
const { noImage, noFile } = sdkErrors
const kinds = {
  TIMImageElem: {
    kind: 'image',
    none: noImage,
    failed: sdkErrors.sendFailed,
    large: sdkErrors.imageTooLarge,
    bad: sdkErrors.badImage,
    bytes: 20 * MB,
    endings: ['jpg', 'jpeg', 'png', 'gif', 'bmp', 'image', 'webp'],
  },
  TIMSoundElem: {
    kind: 'sound',
    none: noFile,
    failed: sdkErrors.audioFailed,
    large: sdkErrors.audioTooLarge,
    bad: sdkErrors.audioFailed,
    bytes: 20 * MB,
    endings: undefined,
  },
  TIMVideoFileElem: {
    kind: 'video',
    none: noFile,
    failed: sdkErrors.videoFailed,
    large: sdkErrors.videoTooLarge,
    bad: sdkErrors.badVideo,
    bytes: 100 * MB,
    endings: ['mp4'],
  },
  TIMFileElem: {
    kind: 'file',
    none: noFile,
    failed: sdkErrors.fileFailed,
    large: sdkErrors.fileTooLarge,
    bad: sdkErrors.fileFailed,
    bytes: 100 * MB,
    endings: undefined,
  },
} as const

/** Files of messages that are not sent yet, by the ID in their payload: apps copy messages. */
export class Media {
  readonly #deps: MediaDeps
  readonly #pending = new Map<string, Pending>()

  constructor(deps: MediaDeps) {
    this.#deps = deps
  }

  /** Takes note of a file and answers the payload that stands for it. */
  begin<Type extends MediaType>(type: Type, { payload, onProgress }: MediaOptions) {
    const uuid = `local-${globalThis.crypto.getRandomValues(new Uint32Array(4)).join('-')}`
    const file = mediaFile(payload ?? {})
    this.#pending.set(uuid, { type, file, onProgress })
    return emptyPayloads[type](uuid, file) as ReturnType<(typeof emptyPayloads)[Type]>
  }

  waits = (message: Message): boolean => this.#pending.has(idOf(message))

  /** Uploads the file of a message, once. */
  async prepare(message: Message): Promise<void> {
    const id = idOf(message)
    const pending = this.#pending.get(id)
    if (pending === undefined) return
    const uploaded = await this.#upload(pending, checked(pending))
    const at = (url: string) => new URL(url, this.#deps.downloadBase).href
    Object.assign(message.payload as object, uploadedFields(pending.type, uploaded, at))
    this.#pending.delete(id)
  }

  clear(): void {
    this.#pending.clear()
  }

  async #upload({ type, onProgress }: Pending, { body, name }: MediaFile) {
    const { kind, failed, large, bad } = kinds[type]
    try {
      const media = /^[\w.+-]{1,63}\/[\w.+-]{1,63}/.exec(body.type)?.[0]
      const asked = { kind, name, size: body.size, ...(media ? { type: media } : {}) }
      const { uploadUrl } = await this.#deps.ask('file.sign', asked)
      const url = new URL(uploadUrl, this.#deps.uploadBase).href
      const progress = (share: number) => onProgress?.(share)
      const uploaded = await this.#deps.upload({ url, body, progress })
      progress(1)
      return uploaded
    } catch (error) {
      const code = error instanceof ChatError ? error.code : undefined
      if (code === fileErrors.tooLarge.code) throw failure(large)
      if (code === fileErrors.badType.code) throw failure(bad)
      throw code === undefined ? failure(failed, String(error)) : error
    }
  }
}

function idOf({ payload }: Message): string {
  const { uuid, videoUUID } = (payload ?? {}) as { uuid?: string; videoUUID?: string }
  return uuid ?? videoUUID ?? ''
}

/** @throws {ChatError} where the file cannot be sent as what it is. */
function checked({ type, file }: Pending): MediaFile {
  const { none, bad, large, bytes, endings } = kinds[type]
  if (file === undefined) throw failure(none)
  if (file.body.size === 0) throw failure(sdkErrors.emptyFile)
  const ending = endingOf(file.name) || (file.body.type.split('/')[1] ?? '')
  if (endings && !endings.some((one) => one === ending)) throw failure(bad, ending)
  if (file.body.size > bytes) throw failure(large)
  return file
}
