import { expect, test } from 'bun:test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { CloudAction, CloudService } from '@yanshu/protocol'
import {
  checkPolicyDocument,
  cloudActions,
  cloudVersions,
  conditionKeys,
  conditionOperators,
  listPolicies,
} from '@yanshu/protocol'
import { TestServer, testRoot } from '@yanshu/server/testing'

const page = await readFile(new URL('../docs/access-management.md', import.meta.url), 'utf8')

/** The text under a heading of the second level, without its listings. */
function chapter(title: string): string {
  const [, found] = page.split(`. ${title}\n`)
  if (found === undefined) throw new Error(`the page has no chapter ${title}`)
  return (found.split('\n## ')[0] ?? '').replaceAll(/^```[^`]+```$/gm, '')
}

/** The cells of the rows of the first table of a text, without its head. */
function rowsOf(markdown: string): readonly (readonly string[])[] {
  const [table = ''] = /^\|.*(?:\n\|.*)*/m.exec(markdown) ?? []
  const [, , ...rows] = table.split('\n')
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

/** What stands between backquotes. */
function quoted(markdown: string): readonly string[] {
  return [...markdown.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
}

/** How the tables of actions call what an action is about. */
const abouts: Readonly<Record<string, string>> = {
  none: 'nothing: `*`',
  apps: 'all applications: `sdkappid/*`',
  visibleApps: 'a list of applications: `sdkappid/…`',
  app: 'an application: `sdkappid/…`',
  user: 'a user: `uin/…`',
  userName: 'a user, by its name: `uin/…`',
  group: 'a user group: `groupid/…`',
  policy: 'a policy: `policyid/…`',
  tagged: 'an application or a policy: `qcs::im::…:sdkappid/…`, `qcs::cam::…:policyid/…`',
}

function aboutOf({ resource }: CloudAction): string {
  return abouts[typeof resource === 'string' ? resource : resource.kind] ?? ''
}

function columnOf({ writes, reveals = false }: CloudAction): string {
  if (writes) return 'changes'
  return reveals ? 'shows secrets' : 'reads'
}

/** `about, column, name` of each action that a table has. */
function listedIn(table: string): readonly string[] {
  const [, ...columns] = (/^\|(.*)\|$/m.exec(table)?.[1] ?? '').split('|')
  return rowsOf(table).flatMap(([about = '', ...cells]) =>
    cells.flatMap((cell, at) =>
      quoted(cell).map((name) => [about, columns[at]?.trim(), name].join(', ')),
    ),
  )
}

test.each<CloudService>(['im', 'cam', 'tag'])('the table of %s has its actions', (service) => {
  const [, table = ''] = chapter('Actions').split(
    `**\`${service}\`**, version \`${cloudVersions[service]}\`\n`,
  )

  const actions = cloudActions.filter((action) => action.service === service)

  expect(listedIn(table).toSorted()).toEqual(
    actions.map((action) => [aboutOf(action), columnOf(action), action.name].join(', ')).toSorted(),
  )
})

test('every policy that the page shows is one', () => {
  const shown = [...page.matchAll(/^```json\n([^`]+)```$/gm)].map(([, document = '']) => document)

  const wrong = shown.flatMap((document) => checkPolicyDocument(document).problems ?? [])

  expect(shown.length).toBeGreaterThan(1)
  expect(wrong).toEqual([])
})

test('the page names the operators and keys of conditions that there are', () => {
  const names = new Set(quoted(chapter('Policies')))
  const known = [...Object.keys(conditionOperators), ...Object.keys(conditionKeys)]

  expect(known.filter((name) => !names.has(name))).toEqual([])
})

const [, refused = ''] = chapter('Policies').split('**What is refused**')
const refusals = rowsOf(refused).flatMap(([written = '', told = '']) => {
  const [fragment] = /^`(".+)`$/.exec(written)?.slice(1) ?? []
  return fragment === undefined ? [] : [[fragment, quoted(told)[0] ?? ''] as const]
})

test.each(refusals)('what the page says is refused is: %s', (fragment, code) => {
  const written = JSON.parse(`{${fragment}}`) as object
  const statement = { effect: 'allow', action: 'im:*', resource: '*' }
  const document =
    'version' in written || 'principal' in written
      ? { version: '2.0', statement, ...written }
      : { version: '2.0', statement: { ...statement, ...written } }

  const { problems = [] } = checkPolicyDocument(JSON.stringify(document), {
    ownerUin: '100000000001',
  })

  expect(problems.map((problem) => problem.code)).toEqual([code as never])
})

test('the page has a row for each preset policy', async () => {
  await using im = await TestServer.start()

  const { List } = await im.act(listPolicies, { Scope: 'QCS' })

  expect(rowsOf(chapter('Preset policies')).flatMap(([name = '']) => quoted(name))).toEqual(
    List.map(({ PolicyName }) => PolicyName),
  )
})

test('the program of the page does what it says', async () => {
  await using im = await TestServer.start()
  const blocks = [...page.matchAll(/^```js\n([^`]*(?:`[^`]+`[^`]*)*)```$/gm)]
  const program = blocks.map(([, block = '']) => block).join('\n')
  const promised = [...program.matchAll(/\/\/ → (.+)$/gm)].map(([, output = '']) => output)

  const said = await run(program, new URL(im.url).host)

  expect(promised.length).toBeGreaterThan(10)
  expect(notFoundIn(said, promised)).toEqual([])
}, 30_000)

/** The outputs that are not the ends of lines, in their order. */
function notFoundIn(lines: readonly string[], outputs: readonly string[]): readonly string[] {
  let next = 0
  return outputs.filter((output) => {
    const at = lines.findIndex((line, index) => index >= next && line.endsWith(output))
    next = at < 0 ? next : at + 1
    return at < 0
  })
}

/** The lines that a program prints; fails where it does. */
async function run(program: string, endpoint: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['run', '-'], {
    cwd: new URL('..', import.meta.url).pathname,
    env: {
      ...process.env,
      ENDPOINT: endpoint,
      SECRET_ID: testRoot.secretId,
      SECRET_KEY: testRoot.secretKey,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(program)
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect(code).toBe(0)
  return output.split('\n').filter((line) => line !== '')
}

test('links within the page lead somewhere', () => {
  const headings = page.matchAll(/^#{2,3} (.+)$/gm)
  const anchors = new Set([...headings].map(([, heading = '']) => anchorOf(heading)))
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor)

  expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([])
})

/** The anchor that a heading has where pages of Markdown are shown. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
}
