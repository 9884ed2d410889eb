/** An address as 32-bit words: one for IPv4, four for IPv6. */
export type IpAddress = readonly number[]

/** Addresses that begin alike; `masks` has a word for each of `words`. */
export interface IpRange {
  readonly words: IpAddress
  readonly masks: IpAddress
}

const OCTET = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const V4 = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}$`)
const GROUP = /^[0-9a-fA-F]{1,4}$/

/** Reads an address. An IPv4 address inside IPv6 (`::ffff:192.0.2.1`) is the IPv4 address. */
export function readIp(text: string): IpAddress | undefined {
  if (!text.includes(':')) return readV4(text)
  const words = readV6(text)
  const isMapped = words?.[0] === 0 && words[1] === 0 && words[2] === 0xffff
  return isMapped ? words.slice(3) : words
}

/** Reads an address or a range in CIDR; bits behind the prefix do not matter. */
export function readIpRange(text: string): IpRange | undefined {
  const [address = '', bits, ...more] = text.split('/')
  const words = readIp(address)
  if (words === undefined || more.length > 0) return undefined
  const whole = words.length * 32
  const prefix = bits === undefined ? whole : readPrefix(bits, address, whole)
  if (prefix === undefined) return undefined
  const masks = words.map((_, at) => maskOf(Math.min(32, Math.max(0, prefix - at * 32))))
  return { words: words.map((word, at) => (word & (masks[at] ?? 0)) >>> 0), masks }
}

export function isInRange(address: IpAddress, { words, masks }: IpRange): boolean {
  if (address.length !== words.length) return false
  return words.every((word, at) => ((address[at] ?? 0) & (masks[at] ?? 0)) >>> 0 === word)
}

/** The prefix of a mapped IPv4 address counts the 96 bits before it. */
function readPrefix(bits: string, address: string, whole: number): number | undefined {
  if (!/^\d{1,3}$/.test(bits)) return undefined
  const prefix = Number(bits) - (whole === 32 && address.includes(':') ? 96 : 0)
  return prefix >= 0 && prefix <= whole ? prefix : undefined
}

function maskOf(bits: number): number {
  return bits === 0 ? 0 : (0xffff_ffff << (32 - bits)) >>> 0
}

function readV4(text: string): IpAddress | undefined {
  const octets = V4.exec(text)?.slice(1).map(Number)
  return octets && [octets.reduce((word, octet) => word * 256 + octet, 0)]
}

function readV6(text: string): IpAddress | undefined {
  const [before = '', after, ...more] = withoutZone(text).split('::')
  const head = groupsOf(before)
  const tail = groupsOf(after ?? '')
  if (head === undefined || tail === undefined || more.length > 0) return undefined
  const missing = 8 - head.length - tail.length
  if (after === undefined ? missing !== 0 : missing < 1) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail]
  return [0, 2, 4, 6].map((at) => (groups[at] ?? 0) * 0x1_0000 + (groups[at + 1] ?? 0))
}

/** 16-bit groups; the last may be an IPv4 address, which makes two. */
function groupsOf(text: string): readonly number[] | undefined {
  if (text === '') return []
  const parts = text.split(':')
  const last = parts.at(-1) ?? ''
  const embedded = last.includes('.') ? readV4(last)?.[0] : undefined
  const hex = last.includes('.') ? parts.slice(0, -1) : parts
  if (last.includes('.') && embedded === undefined) return undefined
  if (!hex.every((part) => GROUP.test(part))) return undefined
  const groups = hex.map((part) => Number.parseInt(part, 16))
  return embedded === undefined ? groups : [...groups, embedded >>> 16, embedded & 0xffff]
}

/** Sockets name the interface of link-local addresses (`fe80::1%eth0`). */
function withoutZone(text: string): string {
  return text.split('%', 1)[0] ?? ''
}
