import { fileSign } from '@yanshu/protocol'
import type { FileTicket, ParamsOf, UploadedFile } from '@yanshu/protocol'
import type { RawClient, TestServer } from '@yanshu/server/testing'

export type Asked = Partial<ParamsOf<typeof fileSign>>

/** Asks for an address to upload so many bytes to. */
export function sign(client: RawClient, size: number, asked: Asked = {}): Promise<FileTicket> {
  return client.call(fileSign, { kind: 'file', name: 'a file.bin', size, ...asked })
}

export function put(
  im: TestServer,
  { uploadUrl }: Pick<FileTicket, 'uploadUrl'>,
  body: BodyInit,
): Promise<Response> {
  return fetch(new URL(uploadUrl, im.url), { method: 'PUT', body })
}

/** Uploads bytes, which must be taken. */
export async function upload(
  im: TestServer,
  client: RawClient,
  bytes: Uint8Array<ArrayBuffer>,
  asked: Asked = {},
): Promise<UploadedFile> {
  const response = await put(im, await sign(client, bytes.length, asked), bytes)
  if (response.status !== 200) throw new Error(`the upload was answered ${response.status}`)
  return (await response.json()) as UploadedFile
}

export function get(im: TestServer, url: string, init?: RequestInit): Promise<Response> {
  return fetch(new URL(url, im.url), init)
}

/** Some bytes that are no text. */
export function noise(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, at) => (at * 31) % 256)
}
