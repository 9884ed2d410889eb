/** A picture of so many pixels, as a BMP: every server can read it and nobody compresses it. */
export function bitmap(width: number, height: number): Uint8Array<ArrayBuffer> {
  const row = (width * 3 + 3) & ~3
  const bytes = new Uint8Array(54 + row * height)
  const view = new DataView(bytes.buffer)
  bytes.set([0x42, 0x4d])
  view.setUint32(2, bytes.length, true)
  view.setUint32(10, 54, true)
  view.setUint32(14, 40, true)
  view.setInt32(18, width, true)
  view.setInt32(22, height, true)
  view.setUint16(26, 1, true)
  view.setUint16(28, 24, true)
  for (let at = 54; at < bytes.length; at++) bytes[at] = at % 251
  return bytes
}

/** A PNG of a few bytes that claims to be enormous. */
export function pngBomb(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  const view = new DataView(bytes.buffer)
  view.setUint32(16, 50_000)
  view.setUint32(20, 50_000)
  bytes.set([8, 6, 0, 0, 0], 24)
  return bytes
}
