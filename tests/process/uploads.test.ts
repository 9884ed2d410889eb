import { expect, test } from 'bun:test'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileSign, login } from '@yanshu/protocol'
import { RawClient } from '@yanshu/server/testing'
import type { TestApp } from '@yanshu/server/testing'
import { Operator, userSigOf } from './operator.ts'
import { ServerProcess, unattended } from './server-process.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { until } from './until.ts'

const bytes = Uint8Array.from({ length: 3 << 20 }, (_, at) => (at * 31 + (at >> 9)) % 256)

async function sign(url: string, app: TestApp) {
  const client = await RawClient.connect(url)
  await client.call(login, { sdkAppId: app.appId, userId: 'ann', userSig: userSigOf(app, 'ann') })
  return client.call(fileSign, { kind: 'file', name: 'a.bin', size: bytes.length })
}

/** The name of the one draft in a folder, once there is one. */
async function draftIn(folder: string): Promise<string> {
  let found: string | undefined
  await until(async () => {
    ;[found] = await readdir(folder).catch(() => [])
    return found !== undefined
  }, 'no draft')
  return found ?? ''
}

test('a file that was acknowledged is whole after kill -9; a broken upload leaves nothing', async () => {
  await using data = await temporaryFolder()
  const launch = { args: ['--port', '0', '--data', data.path], env: unattended }
  const drafts = join(data.path, 'files', '.drafts')
  await using first = await ServerProcess.start(launch)
  const app = await (await Operator.signIn(first.url)).seedApp('ann')
  const [whole, half] = [await sign(first.url, app), await sign(first.url, app)]
  // Half a body, then silence.
  const stalled = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes.subarray(0, 1 << 20)),
  })
  const broken = fetch(new URL(half.uploadUrl, first.url), { method: 'PUT', body: stalled })
  broken.catch(() => {})
  const draft = await draftIn(drafts)

  const done = await fetch(new URL(whole.uploadUrl, first.url), { method: 'PUT', body: bytes })
  first.kill('SIGKILL')
  await first.ended()
  const left = await readdir(drafts)
  await using second = await ServerProcess.start(launch)

  const served = await fetch(new URL(whole.url, second.url))
  const missing = await fetch(new URL(half.url, second.url))
  expect([done.status, served.status, missing.status]).toEqual([200, 200, 404])
  expect(Bun.hash(await served.bytes())).toBe(Bun.hash(bytes))
  expect(left).toEqual([draft])
  expect(await readdir(drafts).catch(() => [])).toEqual([])
}, 60_000)
