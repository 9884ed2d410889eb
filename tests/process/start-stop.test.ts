import { expect, test } from 'bun:test'
import { readdir } from 'node:fs/promises'
import type { WireMessage } from '@yanshu/protocol'
import { accountCheck, login, messageHistory, sendMsg } from '@yanshu/protocol'
import type { TestApp } from '@yanshu/server/testing'
import { RawClient } from '@yanshu/server/testing'
import { beginRequest } from './half-request.ts'
import { callRest, Operator, restUrl, signIn, userSigOf } from './operator.ts'
import { runToEnd, ServerProcess, unattended } from './server-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Far more than a stop takes, far less than anybody waits for one. */
const PROMPT = 1500

test('the very first start tells a password that works, the second tells none', async () => {
  await using folder = await temporaryFolder()
  const args = ['--port', '0', '--data', folder.path]
  const first = await ServerProcess.start({ args })
  const [, password = ''] = /^Console login: root, password: (\S+)$/m.exec(first.stdout) ?? []

  expect((await signIn(first.url, password)).status).toBe(200)
  await first.stop()
  await using second = await ServerProcess.start({ args })
  expect(second.stdout).toBe(`Yanshu is ready at ${second.url}\n`)
  expect((await signIn(second.url, password)).status).toBe(200)
})

test('a lost root password is replaced where no server runs, and its sessions end', async () => {
  await using folder = await temporaryFolder()
  const data = ['--data', folder.path]
  const first = await start(...data)
  const cookie = cookieOf(await signIn(first.url, unattended.YANSHU_ROOT_PASSWORD))
  const refused = await runToEnd({ args: ['reset-root-password', ...data] })
  await first.stop()
  const { code, stdout } = await runToEnd({ args: ['reset-root-password', ...data] })
  const [, password = ''] = /^Console login: root, password: (\S+)$/m.exec(stdout) ?? []

  await using second = await start(...data)

  expect([refused.code, code]).toEqual([1, 0])
  expect((await signIn(second.url, password)).status).toBe(200)
  expect((await signIn(second.url, unattended.YANSHU_ROOT_PASSWORD)).status).toBe(401)
  expect((await fetch(`${second.url}/session`, { headers: { cookie } })).status).toBe(401)
})

test('nothing is reset where there was no start yet', async () => {
  await using folder = await temporaryFolder()

  const { code, stderr } = await runToEnd({ args: ['reset-root-password', '--data', folder.path] })

  expect([code, stderr]).toEqual([2, 'yanshu: there is no root account here yet\n'])
})

test('an unattended start prints the ready line alone', async () => {
  await using server = await start('--ephemeral')

  expect(server.stdout).toMatch(/^Yanshu is ready at http:\/\/127\.0\.0\.1:\d+\n$/)
})

test('health and readiness are answered', async () => {
  await using server = await start('--ephemeral')

  const [health, ready] = await Promise.all(
    ['healthz', 'readyz'].map((path) => fetch(`${server.url}/${path}`)),
  )

  expect([health?.status, ready?.status]).toEqual([200, 200])
})

test('what was stored is there after a restart', async () => {
  await using folder = await temporaryFolder()
  const first = await start('--data', folder.path)
  const app = await (await Operator.signIn(first.url)).seedApp('ann', 'bob')
  await say(first.url, app, 'before the restart')
  await first.stop()

  await using second = await start('--data', folder.path)

  await say(second.url, app, 'after it')
  expect((await historyOf(second.url, app)).map(textOf)).toEqual(['before the restart', 'after it'])
})

test('a second server on the same folder is refused with one line and exit code 1', async () => {
  await using folder = await temporaryFolder()
  await using first = await start('--data', folder.path)

  const second = await runToEnd({ args: ['--port', '0', '--data', folder.path], env: unattended })

  const line = `yanshu: another process uses the data folder ${folder.path}\n`
  expect(second).toEqual({ code: 1, stdout: '', stderr: line })
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
})

test('a folder is free again after its server was killed', async () => {
  await using folder = await temporaryFolder()
  const first = await start('--data', folder.path)
  first.kill('SIGKILL')
  await first.ended()

  await using second = await start('--data', folder.path)

  expect((await fetch(`${second.url}/readyz`)).status).toBe(200)
})

test('an ephemeral server leaves no files', async () => {
  await using folder = await temporaryFolder()
  const args = ['--port', '0', '--ephemeral']
  const server = await ServerProcess.start({ args, env: unattended, cwd: folder.path })
  const app = await (await Operator.signIn(server.url)).seedApp('ann', 'bob')
  await say(server.url, app, 'for nobody to keep')

  await server.stop()

  expect(await readdir(folder.path)).toEqual([])
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s right after the ready line ends with 0',
  async (by) => {
    const server = await start('--ephemeral')
    const before = performance.now()

    server.kill(by)

    expect((await server.ended()).code).toBe(0)
    expect(performance.now() - before).toBeLessThan(PROMPT)
  },
)

test('a stop sends clients away with 1001 and is prompt', async () => {
  await using folder = await temporaryFolder()
  const server = await start('--data', folder.path)
  const app = await (await Operator.signIn(server.url)).seedApp('ann', 'bob')
  const client = await connect(server.url, app, 'ann')
  await say(server.url, app, 'hello')
  const before = performance.now()

  const { code } = await server.stop()

  expect((await client.closed).code).toBe(1001)
  expect(code).toBe(0)
  expect(performance.now() - before).toBeLessThan(PROMPT)
})

test('a request that has begun is answered before the server goes', async () => {
  await using folder = await temporaryFolder()
  const server = await start('--data', folder.path)
  const app = await (await Operator.signIn(server.url)).seedApp('ann')
  const client = await connect(server.url, app, 'ann')
  const body = JSON.stringify({ CheckItem: [{ UserID: 'ann' }] })
  const request = await beginRequest(restUrl(server.url, app, accountCheck), body)
  // What was sent before this is answered has been read.
  await fetch(`${server.url}/healthz`)

  server.kill('SIGTERM')
  await client.closed
  const answer = await request.finish()

  expect(answer).toContain('"AccountStatus":"Imported"')
  expect((await server.ended()).code).toBe(0)
})

function start(...args: readonly string[]): Promise<ServerProcess> {
  return ServerProcess.start({ args: ['--port', '0', ...args], env: unattended })
}

async function connect(url: string, app: TestApp, userId: string): Promise<RawClient> {
  const client = await RawClient.connect(url)
  await client.call(login, { sdkAppId: app.appId, userId, userSig: userSigOf(app, userId) })
  return client
}

async function say(url: string, app: TestApp, words: string): Promise<void> {
  await callRest(url, app, sendMsg, {
    From_Account: 'ann',
    To_Account: 'bob',
    MsgRandom: Math.floor(Math.random() * 1e9),
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: words } }],
  })
}

async function historyOf(url: string, app: TestApp): Promise<readonly WireMessage[]> {
  const client = await connect(url, app, 'bob')
  const { messages } = await client.call(messageHistory, { conversationId: 'C2Cann' })
  client.close()
  return messages
}

function textOf({ body: [first] }: WireMessage): string {
  return first?.MsgType === 'TIMTextElem' ? first.MsgContent.Text : ''
}

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
}
