/** What a picture is, after the turn that its camera noted. */
export interface PictureFacts {
  readonly width: number
  readonly height: number
  readonly format: string
}

export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** A larger picture is not decoded: 200 MB of memory, whatever its file claims. */
const MOST_PIXELS = 50_000_000

/**
 * Looks at pictures and makes smaller ones. Bun's own codecs: built in, they work in a thread of their
 * own and in the compiled executable; a library would bring as much as a second copy of them.
 */
export class Pictures {
  /** One picture is decoded at a time; the others wait. */
  #last: Promise<unknown> = Promise.resolve()

  /** Undefined for what is no picture that can be decoded. */
  async look(source: string | Uint8Array): Promise<PictureFacts | undefined> {
    try {
      return await imageOf(source).metadata()
    } catch (error) {
      return orUnreadable(error)
    }
  }

  /** The picture in another size; undefined where it cannot be decoded. */
  scale(source: string | Uint8Array, size: PictureSize): Promise<Uint8Array | undefined> {
    const scaled = this.#last.then(() => scale(source, size))
    this.#last = scaled.catch(() => undefined)
    return scaled
  }
}

async function scale(
  source: string | Uint8Array,
  { width, height }: PictureSize,
): Promise<Uint8Array | undefined> {
  try {
    const { format } = await imageOf(source).metadata()
    const image = imageOf(source).resize(width, height)
    if (format === 'png' || format === 'gif') return await image.png().bytes()
    if (format === 'webp') return await image.webp().bytes()
    return await image.jpeg().bytes()
  } catch (error) {
    return orUnreadable(error)
  }
}

function imageOf(source: string | Uint8Array) {
  return new Bun.Image(source, { maxPixels: MOST_PIXELS })
}

function orUnreadable(error: unknown): undefined {
  const { code } = error as { readonly code?: unknown }
  if (typeof code === 'string' && code.startsWith('ERR_IMAGE_')) return undefined
  throw error
}
