import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileSign, login } from '@yanshu/protocol'
import type { UploadedFile } from '@yanshu/protocol'
import { RawClient } from '@yanshu/server/testing'
import { bitmap } from '../../tests/doors/files/pictures.ts'
import { Operator, userSigOf } from '../../tests/process/operator.ts'
import { unattended } from '../../tests/process/server-process.ts'
import { buildExecutable } from './build-executable.ts'

let folder: string
let server: Bun.Subprocess<'ignore', 'pipe', 'inherit'>
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yanshu-executable-'))
  const outfile = join(folder, 'yanshu')
  await buildExecutable({ root: join(import.meta.dir, '../..'), outfile })
  // Storage in a folder, so that the thread that writes has to start.
  const args = ['start', '--port', '0', '--data', join(folder, 'data'), '--log-level', 'error']
  server = Bun.spawn([outfile, ...args], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: '/usr/bin:/bin', ...unattended },
  })
  url = await readUrl(server.stdout)
})

afterAll(async () => {
  server.kill('SIGKILL')
  await server.exited
  await rm(folder, { recursive: true })
})

test('the executable comes without files beside it', async () => {
  expect((await readdir(folder)).sort()).toEqual(['data', 'yanshu'])
})

test('the executable serves the console that is inside it', async () => {
  const page = await (await fetch(url)).text()
  const [script = ''] = /\/assets\/main-\w+\.js/.exec(page) ?? []
  const answer = await fetch(new URL(script, url))

  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect((await answer.text()).length).toBeGreaterThan(100_000)
})

test('the executable writes to its storage', async () => {
  expect(await readdir(join(folder, 'data'))).toContain('yanshu.sqlite')
})

test('the executable makes pictures smaller', async () => {
  const app = await (await Operator.signIn(url)).seedApp('ann')
  const client = await RawClient.connect(url)
  await client.call(login, { sdkAppId: app.appId, userId: 'ann', userSig: userSigOf(app, 'ann') })
  const png = Uint8Array.from(await new Bun.Image(bitmap(800, 400)).png().bytes())
  const asked = { kind: 'image', name: 'a.png', type: 'image/png', size: png.length } as const
  const { uploadUrl } = await client.call(fileSign, asked)

  const done = await fetch(new URL(uploadUrl, url), { method: 'PUT', body: png })
  const { picture } = (await done.json()) as UploadedFile
  const thumbnail = await fetch(new URL(picture?.thumbnail.url ?? '/none', url))

  expect([done.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(await new Bun.Image(await thumbnail.bytes()).metadata()).toMatchObject({
    format: 'png',
    width: 396,
    height: 198,
  })
})

async function readUrl(output: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of output) {
    text += decoder.decode(chunk, { stream: true })
    const [found] = /http:\/\/\S+/.exec(text) ?? []
    if (found !== undefined) return found
  }
  throw new Error(`the server ended before it was ready: ${text}`)
}
