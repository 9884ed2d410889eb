import { createHash } from 'node:crypto'
import { type EcdsaSignature, isOnCurve, type Point, verifyEcdsa } from './secp256k1.ts'
import { type EcdsaFields, textToSign } from './signed-fields.ts'

/** Up to the two coordinates a public key in DER is always the same: the kind and the curve. */
export const DER_HEAD = Buffer.from('3056301006072a8648ce3d020106052b8104000a03420004', 'hex')

const PEM = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/

/** True where a UserSig of the kind from before July 2019 was signed by the owner of the key. */
export function verifyEcdsaSignature(
  signed: EcdsaFields & { readonly signature: string },
  publicKeyPem: string,
): boolean {
  const key = readPublicKey(publicKeyPem)
  const signature = readSignature(Buffer.from(signed.signature, 'base64'))
  if (key === undefined || signature === undefined) return false
  return verifyEcdsa(hashToSign(signed), signature, key)
}

/** The point in a secp256k1 public key in PEM; `undefined` where it is none. */
export function readPublicKey(pem: string): Point | undefined {
  const der = Buffer.from(PEM.exec(pem)?.[1] ?? '', 'base64')
  if (der.length !== DER_HEAD.length + 64 || !der.subarray(0, DER_HEAD.length).equals(DER_HEAD)) {
    return undefined
  }
  const point = { x: toNumber(der.subarray(-64, -32)), y: toNumber(der.subarray(-32)) }
  return isOnCurve(point) ? point : undefined
}

/** The SHA-256 of the signed text, as the number that ECDSA works on. */
export function hashToSign(fields: EcdsaFields): bigint {
  return toNumber(createHash('sha256').update(textToSign(fields)).digest())
}

export function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`)
}

const SEQUENCE = 0x30
const INTEGER = 0x02

/** Reads the DER sequence of the two numbers of a signature. */
function readSignature(der: Buffer): EcdsaSignature | undefined {
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2) return undefined
  const r = readInteger(der, 2)
  if (r === undefined) return undefined
  const s = readInteger(der, r.end)
  return s?.end === der.length ? { r: r.value, s: s.value } : undefined
}

function readInteger(der: Buffer, at: number): { value: bigint; end: number } | undefined {
  const length = der[at + 1] ?? 0
  const end = at + 2 + length
  // 33 bytes: a number of 32 whose first bit is set gets a zero before it.
  if (der[at] !== INTEGER || length < 1 || length > 33 || end > der.length) return undefined
  return { value: toNumber(der.subarray(at + 2, end)), end }
}
