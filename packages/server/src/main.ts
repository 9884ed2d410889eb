import type { Config } from './config.ts'
import { ConfigError, readConfig, usage } from './config.ts'
import type { RootStart } from './access/root.ts'
import { renewRootPassword, startPlatform } from './platform.ts'

const commands: ReadonlyMap<string, (config: Config) => Promise<number>> = new Map([
  ['start', start],
  ['reset-root-password', resetRoot],
])

const [command = 'start', ...args] = process.argv.slice(2)
process.exitCode = await run(command, args)

async function run(command: string, args: readonly string[]): Promise<number> {
  if (command.startsWith('-')) return run('start', [command, ...args])
  const work = commands.get(command)
  if (!work) {
    return refuse(`unknown command "${command}"; there is: ${[...commands.keys()].join(', ')}`)
  }
  try {
    const config = readConfig(args, process.env)
    if (config === 'help') {
      console.log(usage)
      return 0
    }
    return await work(config)
  } catch (error) {
    if (error instanceof ConfigError) return refuse(error.message)
    console.error(`yanshu: ${reason(error)}`)
    return 1
  }
}

async function start(config: Config): Promise<number> {
  // Listened for before anybody can know that there is something to stop.
  const stopping = stopSignal()
  const platform = await startPlatform(config, { tellRoot })
  console.log(`Yanshu is ready at ${platform.url}`)
  await stopping
  await platform.stop()
  return 0
}

async function resetRoot(config: Config): Promise<number> {
  const password = await renewRootPassword(config)
  if (password === undefined) return refuse('there is no root account here yet')
  tellRoot({ created: false, password })
  return 0
}

/** What was generated is told this once: it is stored as a hash, or encrypted. */
function tellRoot({ password, accessKey }: RootStart): void {
  if (password !== undefined) console.log(`Console login: root, password: ${password}`)
  if (accessKey) {
    console.log(`Cloud API key: SecretId ${accessKey.secretId}, SecretKey ${accessKey.secretKey}`)
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
  })
}

function refuse(message: string): number {
  console.error(`yanshu: ${message}`)
  return 2
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
