import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import { accessLimits } from './access/limits.ts'
import type { BlobTarget } from './blobs/blob-store.ts'
import { readFileSettings } from './config-files.ts'
import { ConfigError } from './config-error.ts'
import type { FileSettings } from './im/open-files.ts'
import { readPlanFile } from './im/app/plan-file.ts'
import type { Plan } from './im/app/plans.ts'
import { builtInPlans } from './im/app/plans.ts'
import type { LogLevel } from './log.ts'
import { logLevels } from './log.ts'

/** Everything that can be set from outside, read once. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly logLevel: LogLevel
  readonly ephemeral: boolean
  /** Plan of new apps. */
  readonly defaultPlan: string
  /** Plans that the operator added (`YANSHU_PLANS`). */
  readonly plans: readonly Plan[]
  /** Addresses of this server as others see it, for `GetIPList`. */
  readonly publicIps: readonly string[]
  /** Requests a second and connection at the gateway. */
  readonly gatewayRate: number
  /** Who looks on in live rooms without an account, at a time. */
  readonly visitors: { readonly perApp: number; readonly perAddress: number }
  /** Accounts a second that a stored mass push goes to; one that is not stored goes 25 times as fast. */
  readonly pushRate: number
  /** User groups of a root account: the documents name 20 and 300. */
  readonly userGroups: number
  /** Where media files and the message archive are kept. */
  readonly blobs: BlobTarget
  readonly files: FileSettings
  readonly masterKey: string | undefined
  /** Writes to SQLite in the loop and not in a thread; for measuring what that costs. */
  readonly inlineWriter: boolean
  readonly root: {
    readonly password: string | undefined
    readonly secretId: string | undefined
    readonly secretKey: string | undefined
  }
}

export { ConfigError } from './config-error.ts'

/** The most that a number of requests or connections may be set to. */
const MANY = 1_000_000

type Environment = Readonly<Record<string, string | undefined>>

const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  database: { type: 'string' },
  'log-level': { type: 'string' },
  ephemeral: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** Shown by `--help`. */
export const usage = `yanshu start [--port N] [--host H] [--data DIR] [--database URL] [--log-level L] [--ephemeral]
yanshu reset-root-password [--data DIR] [--database URL]

  --port N         port to listen on, 0 for a free one      (YANSHU_PORT, 7700)
  --host H         address to listen on                     (YANSHU_HOST, 127.0.0.1)
  --data DIR       folder of the data and the master key    (YANSHU_DATA, ./data)
  --database URL   postgres://… instead of embedded SQLite  (YANSHU_DATABASE_URL)
  --log-level L    ${logLevels.join(', ')}          (YANSHU_LOG_LEVEL, info)
  --ephemeral      keep everything in memory

First start, unattended: YANSHU_ROOT_PASSWORD, YANSHU_ROOT_SECRET_ID, YANSHU_ROOT_SECRET_KEY
Files: YANSHU_PUBLIC_URL, YANSHU_MAX_IMAGE_MB (28), YANSHU_MAX_FILE_MB (100), YANSHU_S3_ENDPOINT,
_BUCKET, _REGION, _ACCESS_KEY, _SECRET_KEY (else the data folder)
Also: YANSHU_DEFAULT_PLAN (developer, private or one of your own), YANSHU_PLANS (file of your
own plans), YANSHU_PUBLIC_IPS (told by GetIPList), YANSHU_GATEWAY_RATE (requests a second and
connection, 100), YANSHU_VISITORS (visitors of live rooms of one app at a time, 10000),
YANSHU_VISITORS_PER_ADDRESS (of one address, 500), YANSHU_PUSH_RATE (accounts a second of a mass
push, 200), YANSHU_USER_GROUPS (of the root account, 300), YANSHU_MASTER_KEY (64 hexadecimal
digits; else a file in the data folder)`

/**
 * Reads flags over environment over defaults.
 *
 * @throws {ConfigError}
 */
export function readConfig(args: readonly string[], environment: Environment): Config | 'help' {
  const given = parseFlags(args)
  if (given.help) return 'help'
  const pick = (flag: string | undefined, variable: string) => {
    const value = flag ?? environment[variable]
    return value === '' ? undefined : value
  }
  const ephemeral = given.ephemeral ?? false
  const databaseUrl = pick(given.database, 'YANSHU_DATABASE_URL')
  if (ephemeral && databaseUrl !== undefined) {
    throw new ConfigError('--ephemeral keeps everything in memory and takes no --database')
  }
  const plans = readPlans(pick(undefined, 'YANSHU_PLANS'))
  const host = pick(given.host, 'YANSHU_HOST') ?? '127.0.0.1'
  const dataFolder = pick(given.data, 'YANSHU_DATA') ?? 'data'
  return {
    host,
    port: readNumber('--port', pick(given.port, 'YANSHU_PORT') ?? '7700', 0, 65_535),
    dataFolder,
    databaseUrl: databaseUrl === undefined ? undefined : readDatabaseUrl(databaseUrl),
    logLevel: readChoice(
      '--log-level',
      pick(given['log-level'], 'YANSHU_LOG_LEVEL') ?? 'info',
      logLevels,
    ),
    ephemeral,
    plans,
    publicIps: readAddresses(pick(undefined, 'YANSHU_PUBLIC_IPS')) ?? [host],
    defaultPlan: readChoice(
      'YANSHU_DEFAULT_PLAN',
      pick(undefined, 'YANSHU_DEFAULT_PLAN') ?? 'developer',
      [...builtInPlans, ...plans].map(({ id }) => id),
    ),
    gatewayRate: readNumber(
      'YANSHU_GATEWAY_RATE',
      pick(undefined, 'YANSHU_GATEWAY_RATE') ?? '100',
      1,
      MANY,
    ),
    visitors: {
      perApp: readNumber('YANSHU_VISITORS', pick(undefined, 'YANSHU_VISITORS') ?? '10000', 0, MANY),
      perAddress: readNumber(
        'YANSHU_VISITORS_PER_ADDRESS',
        pick(undefined, 'YANSHU_VISITORS_PER_ADDRESS') ?? '500',
        0,
        MANY,
      ),
    },
    pushRate: readNumber(
      'YANSHU_PUSH_RATE',
      pick(undefined, 'YANSHU_PUSH_RATE') ?? '200',
      1,
      100_000,
    ),
    userGroups: readNumber(
      'YANSHU_USER_GROUPS',
      pick(undefined, 'YANSHU_USER_GROUPS') ?? String(accessLimits.userGroups),
      1,
      10_000,
    ),
    ...readFileSettings(
      (variable) => pick(undefined, variable),
      ephemeral ? undefined : dataFolder,
    ),
    masterKey: readMasterKey(pick(undefined, 'YANSHU_MASTER_KEY')),
    inlineWriter: pick(undefined, 'YANSHU_SQLITE_WRITER') === 'inline',
    root: {
      password: pick(undefined, 'YANSHU_ROOT_PASSWORD'),
      secretId: pick(undefined, 'YANSHU_ROOT_SECRET_ID'),
      secretKey: pick(undefined, 'YANSHU_ROOT_SECRET_KEY'),
    },
  }
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false })
      .values
  } catch (error) {
    const [line = ''] = error instanceof Error ? error.message.split('\n') : []
    throw new ConfigError(line, { cause: error })
  }
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new ConfigError(`${name} must be a number from ${least} to ${most}, not "${text}"`)
}

function readChoice<Choice extends string>(
  name: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === text)
  if (found !== undefined) return found
  throw new ConfigError(`${name} must be one of ${choices.join(', ')}, not "${text}"`)
}

/** IP addresses and ranges of them (CIDR), with commas between. */
function readAddresses(text: string | undefined): readonly string[] | undefined {
  const addresses = text?.split(',').map((address) => address.trim())
  const bad = addresses?.find(
    (address) =>
      !/^[\d.:a-f]+(\/\d{1,3})?$/i.test(address) || isIP(address.split('/')[0] ?? '') === 0,
  )
  if (bad === undefined) return addresses
  throw new ConfigError(`YANSHU_PUBLIC_IPS must be addresses with commas between, not "${bad}"`)
}

function readPlans(file: string | undefined): readonly Plan[] {
  if (file === undefined) return []
  try {
    return readPlanFile(readFileSync(file, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`YANSHU_PLANS: ${reason}`, { cause: error })
  }
}

function readDatabaseUrl(text: string): string {
  // The URL holds a password: it is not repeated in the message.
  if (/^postgres(ql)?:\/\//.test(text)) return text
  throw new ConfigError('--database must be a postgres:// URL')
}

function readMasterKey(text: string | undefined): string | undefined {
  if (text === undefined || /^[0-9a-f]{64}$/i.test(text)) return text
  throw new ConfigError('YANSHU_MASTER_KEY must be 64 hexadecimal digits')
}
