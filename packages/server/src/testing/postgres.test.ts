import { expect, test } from 'bun:test'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { createTestDatabase, sharedPostgres } from './postgres.ts'

const isMissing = (await sharedPostgres()) === undefined

test.skipIf(isMissing)('all of a process share one server', async () => {
  expect(await sharedPostgres()).toEqual(await sharedPostgres())
})

test.skipIf(isMissing)('each test database is empty and its own', async () => {
  const [one, two] = [await createTestDatabase(), await createTestDatabase()]

  await query(one, 'create table mark (id int)')

  expect(one).not.toBe(two)
  expect(await query(two, "select 1 from pg_tables where tablename = 'mark'")).toEqual([])
})

test.skipIf(isMissing)('text does not sort by its bytes unless a column says so', async () => {
  const url = await createTestDatabase()

  expect(await query(url, "select 'a' < 'B' as plain, 'a' < 'B' collate \"C\" as bytes")).toEqual([
    { plain: true, bytes: false },
  ])
})

test.skipIf(isMissing).each(['exit', 'SIGINT', 'SIGKILL'] as const)(
  'nothing is left behind after %s',
  async (ending) => {
    const child = startProcess(ending === 'exit')
    const { port, folder } = await firstLine(child)
    const ended = once(child, 'exit')

    if (ending !== 'exit') child.kill(ending)
    await ended

    await until(async () => !existsSync(folder) && !(await isListening(port)))
  },
)

async function query(url: string | undefined, text: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** A process of its own that starts the server, tells where, and ends or stays. */
function startProcess(ends: boolean): ChildProcess {
  const code = `
    import { sharedPostgres } from ${JSON.stringify(import.meta.resolve('./postgres.ts'))}
    import pg from ${JSON.stringify(import.meta.resolve('pg'))}
    const { url } = await sharedPostgres()
    const client = new pg.Client(url)
    await client.connect()
    const { rows } = await client.query('show data_directory')
    await client.end()
    console.log(JSON.stringify({ url, data: rows[0].data_directory }))
    ${ends ? '' : 'setInterval(() => undefined, 1000)'}
  `
  return spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function firstLine(child: ChildProcess): Promise<{ port: number; folder: string }> {
  const output = child.stdout
  if (output === null) throw new Error('its output is not piped')
  const [line] = await once(output, 'data')
  const { url, data } = JSON.parse(String(line))
  return { port: Number(new URL(url).port), folder: dirname(data) }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await wait(20)
}
