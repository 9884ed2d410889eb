import { describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { type Declared, findViolations, type SourceFile } from '../scripts/arrows/check-arrows.ts'

const root = join(import.meta.dir, '..')

test('no import goes against the arrows of the architecture', async () => {
  const files = await readSources()

  expect(files.length).toBeGreaterThan(50)
  expect(findViolations(files, await readDeclared())).toEqual([])
})

describe('the checker', () => {
  test.each([
    ['protocol/src/a.ts', "import { z } from 'zod'"],
    ['client/src/a.ts', "import type { Frame } from '@yanshu/protocol'"],
    ['console/src/a.tsx', "import { Table } from 'antd/es/table'"],
    ['console/src/build.ts', "import { join } from 'node:path'\nconst out = Bun.build({})"],
    ['server/src/edge/rest/door.ts', "import { Groups } from '../../im/group/service.ts'"],
    ['server/src/edge/console/assets.ts', "import { buildConsole } from '@yanshu/console/build'"],
    ['server/src/im/group/service.ts', "import { Accounts } from '../account/service.ts'"],
    ['server/src/im/group/service.ts', "import type { Account } from '../account/account.ts'"],
    ['server/src/im/group/rules.ts', "import { toSeconds } from '../../clock.ts'"],
    ['server/src/store/a.ts', "import { Database } from 'bun:sqlite'"],
    ['server/src/im/group/gateway.ts', "import type { z } from 'zod'"],
    ['server/src/platform.ts', "import { openStore } from './store/open-store.ts'"],
    ['server/src/im/a/a.test.ts', "import { dialects } from '../../testing/dialects.ts'"],
    ['server/src/edge/testing/sign.ts', "import { sign } from 'tencentcloud-sdk-nodejs'"],
    ['server/src/bus/a.ts', "// import { x } from '../edge/x.ts'\nconst text = 'Bun.serve'"],
  ])('lets packages/%s: %s', (path, text) => {
    expect(check(path, text)).toEqual([])
  })

  test.each([
    ['protocol/src/a.ts', "import { join } from 'node:path'"],
    ['protocol/src/a.ts', "import type { Kysely } from 'kysely'"],
    ['protocol/src/a.ts', "export * from '../../server/src/clock.ts'"],
    ['client/src/a.ts', "import { z } from 'zod'"],
    ['client/src/a.ts', "import type { Platform } from '@yanshu/server/platform'"],
    ['console/src/a.tsx', "const page = await import('@yanshu/server/platform')"],
    ['console/src/a.tsx', "import 'left-pad'"],
    ['server/src/im/group/service.ts', "import { buildConsole } from '@yanshu/console/build'"],
    ['server/src/im/group/service.ts', "import { door } from '../../edge/rest/door.ts'"],
    ['server/src/store/a.ts', "import type { Groups } from '../im/group/service.ts'"],
    ['server/src/bus/a.ts', "import {\n  one,\n  two,\n} from '../store/schema.ts'"],
    ['server/src/im/group/a.ts', "export { Store } from '../account/store.ts'"],
    ['server/src/im/group/a.ts', "import { isBlocked } from '../account/account.ts'"],
    ['server/src/access/users/a.ts', "import { Store } from '../../im/account/store.ts'"],
    ['server/src/im/group/gateway.ts', "import { z } from 'zod'"],
    ['server/src/im/group/rules.ts', "import type { GroupTable } from '../../store/schema.ts'"],
    ['server/src/im/group/rules.ts', "import type { GroupStore } from './store.ts'"],
    ['server/src/clock.ts', "import { createLogger } from './log.ts'"],
    ['server/src/edge/a.ts', "import { start } from '../platform.ts'"],
    ['server/src/im/group/a.ts', "import { sharedPostgres } from '../../testing/postgres.ts'"],
    ['client/src/a.ts', "import { fakeServer } from './testing/fake-server.ts'"],
    ['server/src/novelty/a.ts', "import { schema } from '../store/schema.ts'"],
  ])('catches packages/%s: %s', (path, text) => {
    const [, specifier = ''] = /['"](.+)['"]/.exec(text) ?? []

    expect(check(path, text)).toEqual([
      expect.stringContaining(`packages/${path} imports ${specifier}: `),
    ])
  })

  test.each([
    "import { serve } from 'bun'",
    "import { Database } from 'bun:sqlite'",
    'const hash = Bun.hash(text)',
    'start(Bun)',
  ])("catches Bun's own API away from home: %s", (text) => {
    expect(check('server/src/im/group/service.ts', text)).toEqual([
      expect.stringContaining("group/service.ts uses Bun's own API"),
    ])
  })
})

function check(path: string, text: string): string[] {
  return findViolations([{ path: `packages/${path}`, text }], {
    console: ['antd'],
    server: ['kysely'],
  })
}

async function readSources(): Promise<SourceFile[]> {
  const paths = await Array.fromAsync(new Bun.Glob('packages/*/src/**/*.{ts,tsx}').scan(root))
  return Promise.all(
    paths.sort().map(async (path) => ({ path, text: await Bun.file(join(root, path)).text() })),
  )
}

async function readDeclared(): Promise<Declared> {
  const paths = await Array.fromAsync(new Bun.Glob('packages/*/package.json').scan(root))
  const entries = paths.map(async (path) => {
    const { dependencies = {} } = await Bun.file(join(root, path)).json()
    return [path.split('/')[1], Object.keys(dependencies)]
  })
  return Object.fromEntries(await Promise.all(entries))
}
