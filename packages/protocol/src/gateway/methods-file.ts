import { z } from 'zod'
import { fileErrors } from '../errors/file.ts'
import { textUpTo } from '../fields.ts'
import { defineMethod } from './method.ts'

/** What a media file is sent as; each kind has its own bound. */
export const fileKinds = ['image', 'sound', 'video', 'file'] as const
export type FileKind = (typeof fileKinds)[number]

export interface FileTicket {
  /** Unguessable; part of the address. */
  readonly id: string
  /** Where the body is PUT or POSTed to, as it is. A path where the server knows no address of its own: of the gateway's host. */
  readonly uploadUrl: string
  /** Where everybody who knows it may read the file. */
  readonly url: string
  /** Unix seconds until which an upload may begin. */
  readonly expiresAt: number
}

/** A picture in one of its sizes. */
export interface WirePicture {
  readonly url: string
  readonly width: number
  readonly height: number
  readonly size: number
}

/** What an upload is answered with, as JSON. */
export interface UploadedFile {
  readonly id: string
  readonly url: string
  readonly size: number
  /** Of kind `image`, where it can be decoded. */
  readonly picture?: {
    /** `jpeg`, `png`, `gif`, `bmp` or `webp`. */
    readonly format: string
    readonly width: number
    readonly height: number
    /** Short side of at most 720 pixels. */
    readonly large: WirePicture
    /** Short side of at most 198 pixels. */
    readonly thumbnail: WirePicture
  }
}

export const fileSign = defineMethod<FileTicket>()({
  name: 'file.sign',
  summary: 'Get the address to upload a media file to',
  params: z.object({
    kind: z.enum(fileKinds),
    // PostgreSQL keeps no NUL in a text.
    name: textUpTo(255).refine((name) => !name.includes('\0'), 'no NUL'),
    size: z.number().int().min(1),
    /** Media type, such as `image/png`. */
    type: z
      .string()
      .regex(/^[\w.+-]{1,63}\/[\w.+-]{1,63}$/)
      .optional(),
    /** Checked against what arrives. */
    md5: z
      .string()
      .regex(/^[0-9a-f]{32}$/i)
      .optional(),
  }),
  errors: [fileErrors.badType, fileErrors.tooLarge],
})

/** The requests about media files. */
export const fileMethods = [fileSign] as const
