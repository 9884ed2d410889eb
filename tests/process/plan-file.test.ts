import { expect, test } from 'bun:test'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runToEnd, ServerProcess, unattended } from './server-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

async function withFile(text: string, work: (file: string) => Promise<void>): Promise<void> {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'plans.json')
  await writeFile(file, text)
  await work(file)
}

test('a file of plans adds one that new apps may get', async () => {
  const text = JSON.stringify([{ id: 'gold', extends: 'premium', level: 3 }])
  await withFile(text, async (file) => {
    const env = { ...unattended, YANSHU_PLANS: file, YANSHU_DEFAULT_PLAN: 'gold' }
    const args = ['start', '--ephemeral', '--port', '0']
    const server = await ServerProcess.start({ args, env })
    const { code } = await server.stop()

    expect(code).toBe(0)
  })
})

test('without the file its plan is unknown', async () => {
  const { code, stderr } = await runToEnd({
    args: ['start', '--ephemeral'],
    env: { YANSHU_DEFAULT_PLAN: 'gold' },
  })

  expect(code).toBe(2)
  expect(stderr).toStartWith('yanshu: YANSHU_DEFAULT_PLAN')
})

test.each([
  ['no JSON', '['],
  ['an unknown base', JSON.stringify([{ id: 'gold', extends: 'nothing' }])],
  ['an unknown field', JSON.stringify([{ id: 'gold', extends: 'premium', colour: 1 }])],
])('a file with %s ends the start with one line and exit code 2', async (_, text) => {
  await withFile(text, async (file) => {
    const { code, stderr } = await runToEnd({ args: ['start'], env: { YANSHU_PLANS: file } })

    expect(code).toBe(2)
    expect(stderr).toStartWith('yanshu: YANSHU_PLANS: ')
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})

test('a file that is not there ends the start with one line and exit code 2', async () => {
  const { code, stderr } = await runToEnd({ args: ['start'], env: { YANSHU_PLANS: '/no/such' } })

  expect(code).toBe(2)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})
