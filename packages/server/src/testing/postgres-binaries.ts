import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/** The oldest PostgreSQL that the platform supports. */
const OLDEST = 15

const NEEDED = ['initdb', 'pg_ctl', 'postgres']

/** The folder with the server's programs: the one in PATH, else the newest that Debian installs. */
export function findPostgresBinaries(
  path = process.env.PATH ?? '',
  debianRoot = '/usr/lib/postgresql',
): string | undefined {
  const candidates = [...path.split(delimiter).map(behindLink), ...debianFolders(debianRoot)]
  return candidates.find((folder) => folder !== undefined && isUsable(folder))
}

// A link in PATH to initdb alone is common; its neighbours are where the link leads.
function behindLink(folder: string): string | undefined {
  const initdb = join(folder, 'initdb')
  return folder !== '' && existsSync(initdb) ? dirname(realpathSync(initdb)) : undefined
}

function debianFolders(root: string): string[] {
  if (!existsSync(root)) return []
  const versions = readdirSync(root).sort((one, other) => Number(other) - Number(one))
  return versions.map((version) => join(root, version, 'bin'))
}

function isUsable(folder: string): boolean {
  if (!NEEDED.every((name) => existsSync(join(folder, name)))) return false
  const { stdout } = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' })
  return Number(/(\d+)/.exec(stdout)?.[1]) >= OLDEST
}

export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

/** Whom to run the server as where this process is root, which PostgreSQL refuses. */
export function findUserBesidesRoot(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody')
}
