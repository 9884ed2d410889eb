import { deflateSync, inflateSync } from 'node:zlib'

/** The longest UserSig that is looked at; a real one with a userbuf stays under 600 characters. */
const MAX_TEXT = 4096

/** The most JSON a UserSig may unpack to, so that a few bytes cannot inflate into a full memory. */
const MAX_JSON_BYTES = 16_384

/** The public form of base64: `+` `/` `=` are written `*` `-` `_`. This is not base64url. */
const PACKED = /^[A-Za-z0-9*-]+_{0,2}$/

export type UnpackFault = 'empty' | 'notBase64' | 'notCompressed' | 'notJson'

export type Unpacked =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly fault: UnpackFault }

/** Compresses a JSON value into the text that travels as a UserSig. */
export function pack(json: unknown): string {
  const base64 = deflateSync(JSON.stringify(json)).toString('base64')
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}

/** Reverses `pack` within bounds; never throws. A text past the bound counts as not base64. */
export function unpack(text: string): Unpacked {
  if (text === '') return { ok: false, fault: 'empty' }
  if (text.length > MAX_TEXT || text.length % 4 !== 0 || !PACKED.test(text)) {
    return { ok: false, fault: 'notBase64' }
  }
  const json = inflate(text)
  if (json === undefined) return { ok: false, fault: 'notCompressed' }
  try {
    return { ok: true, json: JSON.parse(json) }
  } catch {
    return { ok: false, fault: 'notJson' }
  }
}

function inflate(text: string): string | undefined {
  const base64 = text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
  try {
    const bytes = inflateSync(Buffer.from(base64, 'base64'), { maxOutputLength: MAX_JSON_BYTES })
    return bytes.toString('utf8')
  } catch {
    return undefined
  }
}
