import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findPostgresBinaries, findUserBesidesRoot } from './postgres-binaries.ts'

export interface TestPostgres {
  /** Of the maintenance database, as a superuser. */
  readonly url: string
}

// A server for the whole process: the runner may load this module once per test file.
const SHARED = Symbol.for('yanshu.testing.postgres')
const shared = globalThis as { [SHARED]?: Promise<TestPostgres | undefined> }

/**
 * The test kit's own PostgreSQL, started on first use from the binaries of this machine and gone
 * with this process, however it ends. Where there are no binaries it answers `undefined` and says
 * so in one line; with YANSHU_TEST_REQUIRE=all it fails instead.
 */
export function sharedPostgres(): Promise<TestPostgres | undefined> {
  shared[SHARED] ??= start()
  return shared[SHARED]
}

/** A fresh empty database, which goes with the server; `undefined` where there is no PostgreSQL. */
export async function createTestDatabase(): Promise<string | undefined> {
  const server = await sharedPostgres()
  if (server === undefined) return undefined
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client(server.url)
  await client.connect()
  try {
    // Copying files skips the write-ahead log: 12 ms against 85.
    await client.query(`create database ${name} strategy file_copy`)
  } finally {
    await client.end()
  }
  const url = new URL(server.url)
  url.pathname = name
  return url.href
}

async function start(): Promise<TestPostgres | undefined> {
  const binaries = findPostgresBinaries()
  if (binaries === undefined) {
    const missing = 'PostgreSQL 15 or newer is not installed: its tests do not run'
    if (process.env.YANSHU_TEST_REQUIRE === 'all') throw new Error(missing)
    process.stderr.write(`${missing}\n`)
    return undefined
  }
  // PostgreSQL cannot be told to choose a port, and a free one may be taken before it starts.
  let failure: unknown
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await startOn(await freePort(), binaries)
    } catch (error) {
      failure = error
    }
  }
  throw new Error('PostgreSQL does not start', { cause: failure })
}

// Its life hangs on standard input: the pipe closes when this process ends, be it by SIGKILL, and
// the script stops the server and removes the folder. No exit handler is as sure.
//
// The default collation is not that of bytes, as on most real servers: a column that forgets
// `collate "C"` sorts differently here than on SQLite, and a test notices.
const SCRIPT = `
folder=$1 port=$2 log=$1/log
PATH=$3:$PATH
create() {
  initdb -D "$folder/data" --no-sync --auth=trust --username=postgres --encoding=UTF8 \\
    --locale=C --locale-provider=icu --icu-locale=en-US
}
start() {
  pg_ctl -D "$folder/data" -w -t 60 -l "$log" start -o "-F -p $port -k '$folder' \\
    -c listen_addresses=127.0.0.1 -c max_connections=300 -c synchronous_commit=off \\
    -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0"
}
if create >>"$log" 2>&1 && start >>"$log" 2>&1; then
  echo ready
  read -r line
else
  cat "$log" >&2
fi
pg_ctl -D "$folder/data" -w -m immediate stop >/dev/null 2>&1
cd / && rm -rf "$folder"
`

async function startOn(port: number, binaries: string): Promise<TestPostgres> {
  const user = findUserBesidesRoot()
  // As root the server runs under another user, who may not be allowed into root's own folders.
  const folder = mkdtempSync(join(user ? '/tmp' : tmpdir(), 'yanshu-postgres-'))
  if (user) chownSync(folder, user.uid, user.gid)
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'sh', folder, String(port), binaries], {
    ...user,
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    // Out of the reach of Ctrl-C, which would end the script before it has cleaned up.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  await new Promise<void>((resolve, reject) => {
    let log = ''
    child.on('error', reject)
    child.on('exit', () => reject(new Error(log)))
    child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
    child.stdout.once('data', () => resolve())
  })
  for (const part of [child, child.stdin, child.stdout, child.stderr]) letGo(part)
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres` }
}

/** The process need not stay for this; a pipe is a socket here, which its type does not say. */
function letGo(part: object): void {
  if ('unref' in part && typeof part.unref === 'function') part.unref()
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
