import { expect, test } from 'bun:test'
import { createServer } from 'node:net'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { runToEnd, ServerProcess, unattended } from './server-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

test.each([
  [['--nope'], "Unknown option '--nope'"],
  [['bogus'], 'unknown command "bogus"'],
  [['start', 'now'], "Unexpected argument 'now'"],
  [['--port'], "Option '--port <value>' argument missing"],
  [['--port', 'abc'], '--port must be a number from 0 to 65535, not "abc"'],
  [['--port', '65536'], '--port must be a number from 0 to 65535, not "65536"'],
  [['--log-level', 'loud'], '--log-level must be one of'],
  [['--ephemeral', '--database', 'postgres://localhost/im'], '--ephemeral'],
])('refuses %p with one line and exit code 2', async (args, reason) => {
  const { code, stdout, stderr } = await runToEnd({ args })

  expect(stderr).toStartWith(`yanshu: ${reason}`)
  expect(linesOf(stderr)).toHaveLength(1)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})

test.each([
  ['YANSHU_PORT', 'high'],
  ['YANSHU_LOG_LEVEL', 'loud'],
  ['YANSHU_DEFAULT_PLAN', 'gold'],
  ['YANSHU_GATEWAY_RATE', '0'],
  ['YANSHU_PUBLIC_IPS', '203.0.113.7, here'],
  ['YANSHU_MASTER_KEY', 'abc'],
])('refuses a bad value of %s with one line and exit code 2', async (name, value) => {
  const { code, stderr } = await runToEnd({ args: ['start'], env: { [name]: value } })

  expect(code).toBe(2)
  expect(linesOf(stderr)).toHaveLength(1)
})

test('a refused database URL does not show its password', async () => {
  const { code, stderr } = await runToEnd({ args: ['--database', 'mysql://im:hush@localhost/im'] })

  expect(code).toBe(2)
  expect(stderr).not.toContain('hush')
})

test('a database that cannot be reached ends the start with one line and exit code 1', async () => {
  await using folder = await temporaryFolder()
  const url = `postgres://im:hush@127.0.0.1:${await freePort()}/im`

  const { code, stderr } = await runToEnd({ args: ['--data', folder.path, '--database', url] })

  expect(code).toBe(1)
  expect(linesOf(stderr)).toEqual([expect.stringContaining('ECONNREFUSED')])
  expect(stderr).not.toContain('hush')
})

test('a data folder that is a file ends the start with one line and exit code 1', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'data')
  await writeFile(file, '')

  const { code, stderr } = await runToEnd({ args: ['--data', file, '--port', '0'] })

  expect(code).toBe(1)
  expect(linesOf(stderr)).toEqual([expect.stringContaining(file)])
})

test('a port that is taken ends the start with one line and exit code 1', async () => {
  await using taken = await takePort()
  const args = ['--ephemeral', '--port', String(taken.port), '--log-level', 'warn']

  const { code, stderr } = await runToEnd({ args, env: unattended })

  expect(code).toBe(1)
  expect(linesOf(stderr)).toEqual([expect.stringContaining(String(taken.port))])
})

test('the generated password is told though the port of the first start is taken', async () => {
  await using folder = await temporaryFolder()
  await using taken = await takePort()
  const data = ['--data', folder.path]
  const first = await runToEnd({ args: [...data, '--port', String(taken.port)] })

  await using second = await ServerProcess.start({ args: [...data, '--port', '0'] })

  expect(first.stdout + second.stdout).toContain('Console login: root, password: ')
})

test('help names every flag and ends with 0', async () => {
  const { code, stdout, stderr } = await runToEnd({ args: ['--help'] })

  const flags = ['--port', '--host', '--data', '--database', '--log-level', '--ephemeral']
  expect(flags.filter((flag) => !stdout.includes(flag))).toEqual([])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

test('variables are read, and flags win over them', async () => {
  await using folder = await temporaryFolder()
  const [mine, other] = [await freePort(), await freePort()]
  const env = {
    ...unattended,
    YANSHU_PORT: String(other),
    YANSHU_DATA: join(folder.path, 'kept'),
    YANSHU_LOG_LEVEL: 'silent',
  }

  await using server = await ServerProcess.start({ args: ['--port', String(mine)], env })

  expect(server.port).toBe(mine)
  expect(await Bun.file(join(folder.path, 'kept', 'master.key')).exists()).toBe(true)
  expect(server.stderr).toBe('')
})

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

/** Something else that listens. */
async function takePort(): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer()
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { port, [Symbol.asyncDispose]: close }
}
