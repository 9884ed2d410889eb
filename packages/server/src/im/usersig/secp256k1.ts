/**
 * The curve secp256k1, as far as checking signatures needs it: the runtime's own crypto
 * (BoringSSL) does not have this curve. The arithmetic takes a time that depends on its input, so
 * it is for public values only: no secret of ours may go through it.
 */

const P = 2n ** 256n - 2n ** 32n - 977n

/** How many points the generator reaches; scalars count modulo this. */
export const ORDER = 0xffffffff_ffffffff_ffffffff_fffffffe_baaedce6_af48a03b_bfd25e8c_d0364141n

export interface Point {
  readonly x: bigint
  readonly y: bigint
}

export const GENERATOR: Point = {
  x: 0x79be667e_f9dcbbac_55a06295_ce870b07_029bfcdb_2dce28d9_59f2815b_16f81798n,
  y: 0x483ada77_26a3c465_5da4fbfc_0e1108a8_fd17b448_a6855419_9c47d08f_fb10d4b8n,
}

export interface EcdsaSignature {
  readonly r: bigint
  readonly s: bigint
}

/** True where the signature over the hash (as a number) is by the owner of the public key. */
export function verifyEcdsa(hash: bigint, { r, s }: EcdsaSignature, key: Point): boolean {
  if (r < 1n || r >= ORDER || s < 1n || s >= ORDER || !isOnCurve(key)) return false
  const perS = invert(s, ORDER)
  const point = sumOfProducts(mod(hash * perS, ORDER), GENERATOR, mod(r * perS, ORDER), key)
  return point !== undefined && mod(point.x, ORDER) === r
}

/** a·A + b·B; `undefined` where that is the point at infinity. */
export function sumOfProducts(a: bigint, A: Point, b: bigint, B: Point): Point | undefined {
  const first = toProjective(A)
  const second = toProjective(B)
  const both = add(first, second)
  let sum = INFINITY
  // Both products share one walk over the bits (Shamir's trick).
  for (let bit = 255n; bit >= 0n; bit--) {
    sum = double(sum)
    const inA = (a >> bit) & 1n
    const inB = (b >> bit) & 1n
    if (inA && inB) sum = add(sum, both)
    else if (inA) sum = add(sum, first)
    else if (inB) sum = add(sum, second)
  }
  return toAffine(sum)
}

export function isOnCurve({ x, y }: Point): boolean {
  return x < P && y < P && mod(y * y - x * x * x - 7n) === 0n
}

/** The number that multiplied by `value` gives 1; by the extended Euclidean algorithm. */
export function invert(value: bigint, modulus: bigint): bigint {
  let [rest, next] = [modulus, mod(value, modulus)]
  let [factor, nextFactor] = [0n, 1n]
  while (next !== 0n) {
    const quotient = rest / next
    ;[rest, next] = [next, rest - quotient * next]
    ;[factor, nextFactor] = [nextFactor, factor - quotient * nextFactor]
  }
  return mod(factor, modulus)
}

export function mod(value: bigint, modulus = P): bigint {
  const rest = value % modulus
  return rest < 0n ? rest + modulus : rest
}

/** Jacobian coordinates (x/z², y/z³), which add without a division; z = 0 is infinity. */
interface Projective {
  readonly x: bigint
  readonly y: bigint
  readonly z: bigint
}

const INFINITY: Projective = { x: 1n, y: 1n, z: 0n }

function toProjective({ x, y }: Point): Projective {
  return { x, y, z: 1n }
}

function toAffine({ x, y, z }: Projective): Point | undefined {
  if (z === 0n) return undefined
  const perZ = invert(z, P)
  const perZ2 = mod(perZ * perZ)
  return { x: mod(x * perZ2), y: mod(y * perZ2 * perZ) }
}

function double({ x, y, z }: Projective): Projective {
  if (z === 0n) return INFINITY
  const y2 = mod(y * y)
  const d = mod(4n * x * y2)
  const slope = mod(3n * x * x)
  const x3 = mod(slope * slope - 2n * d)
  return { x: x3, y: mod(slope * (d - x3) - 8n * y2 * y2), z: mod(2n * y * z) }
}

function add(one: Projective, two: Projective): Projective {
  if (one.z === 0n) return two
  if (two.z === 0n) return one
  const z1 = mod(one.z * one.z)
  const z2 = mod(two.z * two.z)
  const x1 = mod(one.x * z2)
  const y1 = mod(one.y * z2 * two.z)
  const dx = mod(two.x * z1 - x1)
  const dy = mod(two.y * z1 * one.z - y1)
  if (dx === 0n) return dy === 0n ? double(one) : INFINITY
  const dx2 = mod(dx * dx)
  const dx3 = mod(dx2 * dx)
  const x1dx2 = mod(x1 * dx2)
  const x3 = mod(dy * dy - dx3 - 2n * x1dx2)
  return { x: x3, y: mod(dy * (x1dx2 - x3) - y1 * dx3), z: mod(dx * one.z * two.z) }
}
