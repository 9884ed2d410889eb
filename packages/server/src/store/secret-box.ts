import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts secrets at rest with the installation's master key (AES-256-GCM). */
export interface SecretBox {
  seal(plain: string): string
  /** Throws where the text was sealed with another key or was changed. */
  open(sealed: string): string
  /** A key of its own for a purpose, the same at every start. */
  keyFor(purpose: string): Uint8Array
}

export function createSecretBox(masterKey: Uint8Array): SecretBox {
  if (masterKey.length !== KEY_BYTES) throw new Error('the master key must have 32 bytes')
  return {
    keyFor: (purpose) =>
      new Uint8Array(hkdfSync('sha256', masterKey, '', `yanshu ${purpose}`, KEY_BYTES)),
    seal(plain) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', masterKey, nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      const nonce = bytes.subarray(0, NONCE_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', masterKey, nonce)
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      const body = bytes.subarray(NONCE_BYTES + TAG_BYTES)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}

/** A key for an installation that keeps nothing. */
export function ephemeralMasterKey(): Uint8Array {
  return randomBytes(KEY_BYTES)
}

/** Reads the master key of a data folder, or makes it on the first start. */
export async function loadMasterKey(folder: string): Promise<Uint8Array> {
  const path = join(folder, 'master.key')
  const found = await readFile(path, 'utf8').catch(absent)
  if (found !== undefined) return parseMasterKey(found)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = randomBytes(KEY_BYTES)
  await writeFile(path, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  return key
}

/** Parses 64 hexadecimal digits. */
export function parseMasterKey(text: string): Uint8Array {
  const hex = text.trim()
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error('the master key must be 64 hexadecimal digits')
  return Buffer.from(hex, 'hex')
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}
