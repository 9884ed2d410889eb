import { randomBytes } from 'node:crypto'
import { DER_HEAD, hashToSign, toNumber } from '../legacy.ts'
import { pack } from '../packing.ts'
import { type EcdsaSignature, GENERATOR, invert, mod, ORDER, sumOfProducts } from '../secp256k1.ts'
import type { EcdsaFields } from '../signed-fields.ts'

/**
 * Signs a UserSig of the kind from before July 2019. For tests: the platform itself holds public
 * keys only, and this arithmetic would betray a private key to whoever can time it.
 */
export function signLegacyUserSig(
  fields: Omit<EcdsaFields, 'algorithm'>,
  privateKey: bigint,
): string {
  const hash = hashToSign({ algorithm: 'ECDSA-SHA256', ...fields })
  return pack({
    'TLS.account_type': String(fields.accountType),
    'TLS.identifier': fields.userId,
    ...(fields.appIdAt3rd !== undefined && { 'TLS.appid_at_3rd': String(fields.appIdAt3rd) }),
    'TLS.sdk_appid': String(fields.sdkAppId),
    'TLS.expire_after': String(fields.expireSeconds),
    'TLS.version': '201512300000',
    'TLS.time': String(fields.issuedAt),
    ...(fields.userbuf !== undefined && { 'TLS.userbuf': fields.userbuf }),
    'TLS.sig': toDer(signHash(hash, privateKey)).toString('base64'),
  })
}

/** The public key of a private one, in PEM. */
export function publicKeyPem(privateKey: bigint): string {
  const point = multiplyGenerator(privateKey)
  const der = Buffer.concat([DER_HEAD, toBytes(point.x), toBytes(point.y)])
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n')
}

function signHash(hash: bigint, privateKey: bigint): EcdsaSignature {
  const once = mod(toNumber(randomBytes(32)), ORDER - 1n) + 1n
  const r = mod(multiplyGenerator(once).x, ORDER)
  return { r, s: mod(invert(once, ORDER) * (hash + r * privateKey), ORDER) }
}

function multiplyGenerator(scalar: bigint) {
  const point = sumOfProducts(scalar, GENERATOR, 0n, GENERATOR)
  if (point === undefined) throw new RangeError('a scalar is between 1 and the order of the curve')
  return point
}

function toDer({ r, s }: EcdsaSignature): Buffer {
  const body = Buffer.concat([derInteger(r), derInteger(s)])
  return Buffer.concat([Buffer.of(0x30, body.length), body])
}

function derInteger(value: bigint): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  const positive = (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), bytes]) : bytes
  return Buffer.concat([Buffer.of(0x02, positive.length), positive])
}

function toBytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
}
