/** What an app may hand in as `file`: bytes without a name of their own are an addition of ours. */
export type MediaInput = Blob | Uint8Array<ArrayBuffer> | { files: ArrayLike<Blob> | null }

export interface MediaPayload {
  file?: MediaInput
  /** The name of bytes that have none. */
  name?: string
}

export interface MediaFile {
  readonly body: Blob
  readonly name: string
  /** Whole seconds, where the app has set `duration` in milliseconds. */
  readonly second: number
}

/** The file an app handed in, or `undefined` where it chose none. */
export function mediaFile({ file, name }: MediaPayload): MediaFile | undefined {
  const body = bodyOf(file)
  if (body === undefined) return undefined
  const own = 'name' in body && typeof body.name === 'string' ? body.name : undefined
  const duration = 'duration' in body ? Number(body.duration) : 0
  return { body, name: name ?? own ?? 'file', second: Math.round(duration / 1_000) || 0 }
}

function bodyOf(file: MediaInput | undefined): Blob | undefined {
  if (file instanceof Blob) return file
  if (file instanceof Uint8Array) return new Blob([file])
  return file?.files?.[0]
}

/** The ending of a name, in small letters. */
export function endingOf(name: string): string {
  return /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}
