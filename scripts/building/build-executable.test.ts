import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
    env: { PATH: '/usr/bin:/bin' },
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
