/** Bytes `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** A blob that is being written. Nothing of it can be read before it is kept. */
export interface BlobDraft {
  write(chunk: Uint8Array): Promise<void>
  /** What was written so far: a path, or the bytes. Holds until the draft is kept or dropped. */
  source(): Promise<string | Uint8Array>
  /** Gives it its key; resolves when it survives `kill -9` and power loss. A blob of that key is replaced as a whole. */
  keep(key: string): Promise<void>
  /** Forgets it; does nothing for one that is kept. */
  drop(): Promise<void>
}

/** A blob as the body of an answer; what is on this machine knows its length. */
export type BlobBody = Blob | ReadableStream<Uint8Array>

/** Keeps files by key: `app/…`, so that all of an app can be removed together. */
export interface BlobStore {
  draft(): Promise<BlobDraft>
  /** Undefined where there is none. */
  read(key: string, range?: ByteRange): Promise<BlobBody | undefined>
  /** Removes blobs; those that are not there do not matter. */
  remove(keys: readonly string[]): Promise<void>
  /** Removes every blob whose key begins with a folder, which ends with a slash. */
  removeFolder(folder: string): Promise<void>
}

/** Where blobs live. */
export type BlobTarget =
  | { readonly kind: 'memory' }
  | { readonly kind: 'folder'; readonly folder: string }
  | ({ readonly kind: 's3' } & S3Settings)

/** Any store with the S3 interface, addressed as `endpoint/bucket/key`. */
export interface S3Settings {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
}

const KEY = /^(?:[\w-][\w.-]*\/)+[\w-][\w.-]*$/

/** Keys become paths: nothing else may. */
export function checkedKey(key: string): string {
  if (KEY.test(key)) return key
  throw new Error(`not a key of a blob: ${key}`)
}

/** Without its slash, the folder of app 1 would be that of app 12 too. */
export function checkedFolder(folder: string): string {
  if (folder.endsWith('/') && KEY.test(`${folder}x`)) return folder
  throw new Error(`not a folder of blobs: ${folder}`)
}
