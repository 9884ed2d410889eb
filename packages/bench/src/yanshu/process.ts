import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Program } from '../program.ts'
import type { SecretPair } from './signature-v3.ts'

const packages = join(import.meta.dir, '..', '..', '..')
const main = join(packages, 'server', 'src', 'main.ts')

/** A Yanshu server as a process of its own, and the keys to its cloud API. */
export interface YanshuProcess extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  readonly pair: SecretPair
}

/** A key pair for the root account of a server that starts for the first time. */
export function newPair(): SecretPair {
  return {
    secretId: `AKID${randomBytes(16).toString('hex')}`,
    secretKey: randomBytes(16).toString('hex'),
  }
}

/** What every server of a run gets: no question at the start, and no limit that would be measured instead. */
export function environment(pair: SecretPair): Record<string, string> {
  return {
    YANSHU_ROOT_PASSWORD: `Bench-${pair.secretKey}`,
    YANSHU_ROOT_SECRET_ID: pair.secretId,
    YANSHU_ROOT_SECRET_KEY: pair.secretKey,
    YANSHU_DEFAULT_PLAN: 'private',
    YANSHU_GATEWAY_RATE: '1000000',
  }
}

/** Starts `yanshu start` on a data folder; the pair counts only the first time. */
export async function startYanshuProcess(folder: string, pair: SecretPair): Promise<YanshuProcess> {
  const command = [process.execPath, main, 'start', '--port', '0', '--data', folder]
  const program = await Program.start(command, environment(pair))
  return {
    url: program.urls[0] ?? '',
    pid: program.pid,
    pair,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  }
}
