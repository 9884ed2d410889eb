import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { SessionFault, SessionInfo } from '@yanshu/protocol'
import {
  addUser,
  cloudVersions,
  createAccessKey,
  createSubAccountLoginIpPolicy,
  createUserGroup,
  deleteUser,
  describeAuditEvents,
  getUser,
  updatePasswordRules,
  updateUser,
} from '@yanshu/protocol'
import { createLogger, testRoot, TestServer } from '@yanshu/server/testing'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'

const FIRST = 'First-password1'
const SECOND = 'Second-password2'

interface Page {
  readonly status: number
  readonly info: SessionInfo & Partial<SessionFault>
  readonly headers: Record<string, string>
}

/** A browser's calls of the console's login. */
function browserOf(url: string) {
  const send = (
    path: string,
    method: string,
    body: unknown,
    headers: Record<string, string> = {},
  ) =>
    fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const signIn = async (user: string, password: string, root?: string): Promise<Page> => {
    const response = await send('/session', 'POST', { user, password, root })
    const info = (await response.json()) as Page['info']
    const cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
    const headers = { cookie, 'x-csrf-token': info.csrfToken ?? '' }
    return { status: response.status, info, headers }
  }
  const act = async ({ headers }: Page, action: string) => {
    const names = { 'x-tc-action': action, 'x-tc-version': cloudVersions.cam }
    const response = await send('/api', 'POST', {}, { ...headers, ...names })
    return [response.status, await response.text()] as const
  }
  return { send, signIn, act }
}

describe.each(storages)('people on $name', ({ start }) => {
  let im: TestServer
  let browser: ReturnType<typeof browserOf>
  beforeAll(async () => {
    im = await start()
    browser = browserOf(im.url)
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('who are new sign in by their link, change the password, and may then do what policies say', async () => {
    const made = await im.act(addUser, { Name: 'ann', ConsoleLogin: 1, NeedResetPassword: 1 })
    const { info: root } = await browser.signIn('root', testRoot.password)
    const page = await browser.signIn('ann', made.Password ?? '', root.ownerUin)

    expect(page.info).toMatchObject({ uin: String(made.Uin), mustChangePassword: true })
    expect(await browser.act(page, 'GetUserAppId')).toEqual([403, '{"error":"mustChangePassword"}'])
    const wanted = { oldPassword: made.Password, newPassword: SECOND }
    const changed = await browser.send('/session/password', 'PUT', wanted, page.headers)

    expect(await changed.json()).toMatchObject({ user: 'ann', mustChangePassword: false })
    const [status, text] = await browser.act(page, 'GetUserAppId')
    expect([status, text]).toEqual([200, expect.stringContaining('UnauthorizedOperation')])
    const told = await im.act(getUser, { Name: 'ann' })
    expect(told.RecentlyLoginTime).not.toBe('')
    expect(told.RecentlyLoginIP).toMatch(/127\.0\.0\.1$/)
  })

  test('are told why they may not sign in only where they know the password', async () => {
    await im.act(addUser, { Name: 'bob', ConsoleLogin: 1, Password: FIRST })
    await im.act(updateUser, { Name: 'bob', ConsoleLogin: 0 })

    expect(await browser.signIn('bob', FIRST)).toMatchObject({
      status: 403,
      info: { error: 'noConsoleLogin' },
    })
    expect(await browser.signIn('bob', SECOND)).toMatchObject({
      status: 401,
      info: { error: 'badCredentials' },
    })
  })

  test('sign in from the addresses that are allowed', async () => {
    await im.act(addUser, { Name: 'cid', ConsoleLogin: 1, Password: FIRST })
    const allow = (IP: string) => ({ IpPolicies: [{ IP, Effect: 'Allow' }] })

    await im.act(createSubAccountLoginIpPolicy, allow('192.0.2.0/24'))
    expect(await browser.signIn('cid', FIRST)).toMatchObject({
      status: 403,
      info: { error: 'addressRefused' },
    })
    expect((await browser.signIn('root', testRoot.password)).status).toBe(200)
    await im.act(createSubAccountLoginIpPolicy, { DisablePolicy: 1 })
    expect((await browser.signIn('cid', FIRST)).status).toBe(200)
    await im.act(createSubAccountLoginIpPolicy, { ...allow('127.0.0.0/8'), DisablePolicy: 0 })
    expect((await browser.signIn('cid', FIRST)).status).toBe(200)
    await im.act(createSubAccountLoginIpPolicy, { IpPolicies: [] })
  })

  test('are signed out at once when they are deleted', async () => {
    const { SecretId = '' } = await im.act(addUser, {
      Name: 'dan',
      ConsoleLogin: 1,
      Password: FIRST,
      UseApi: 1,
    })
    const page = await browser.signIn('dan', FIRST)
    expect((await browser.act(page, 'GetUserAppId'))[0]).toBe(200)

    expect(await codeOf(im.act(deleteUser, { Name: 'dan' }))).toBe('OperationDenied.HaveKeys')
    await im.act(deleteUser, { Name: 'dan', Force: 1 })

    expect((await browser.act(page, 'GetUserAppId'))[0]).toBe(401)
    expect((await browser.signIn('dan', FIRST)).status).toBe(401)
    expect(await im.platform.access.keys.find(SecretId)).toBeUndefined()
  })

  test('leave the trail of what was done to them, without their secrets', async () => {
    await im.act(addUser, { Name: 'eve', ConsoleLogin: 1, Password: FIRST })
    await im.act(updateUser, { Name: 'eve', Remark: 'before and after' })
    await im.act(updatePasswordRules, { Rules: { ForcePasswordChange: 90 } })
    await im.platform.access.audit.settled()

    const { Events } = await im.act(describeAuditEvents, {})

    const told = JSON.stringify(Events)
    expect(told).toContain('cam:AddUser')
    expect(told).toContain('before and after')
    expect(told).not.toContain(FIRST)
    await im.act(updatePasswordRules, { Rules: { ForcePasswordChange: 0 } })
  })
})

test('a platform has as many user groups as its operator says', async () => {
  await using im = await TestServer.start({ userGroups: 1 })
  await im.act(createUserGroup, { GroupName: 'one' })

  const second = im.act(createUserGroup, { GroupName: 'two' })

  expect(await codeOf(second)).toBe('InvalidParameter.GroupFull')
})

/** Every byte of the files in a folder, those of the database and its log among them. */
async function bytesIn(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const read = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name), 'latin1'))
  return (await Promise.all(read)).join('\n')
}

test('secrets are in clear neither in the data folder nor in the log', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'yanshu-secrets-'))
  const lines: string[] = []
  const log = createLogger('debug', (line) => lines.push(line) > 0)
  let told = ''
  let secrets: string[] = []
  const im = await TestServer.start({ dataFolder }, { log })
  try {
    const browser = browserOf(im.url)
    const made = await im.act(addUser, { Name: 'ann', ConsoleLogin: 1, UseApi: 1 })
    await im.act(addUser, { Name: 'bob', ConsoleLogin: 1, Password: FIRST })
    const { AccessKey } = await im.act(createAccessKey, { TargetUin: made.Uin })
    const again = await im.act(updateUser, { Name: 'ann', ConsoleLogin: 1, Password: '' })
    const page = await browser.signIn('bob', FIRST)
    const wanted = { oldPassword: FIRST, newPassword: SECOND }
    await browser.send('/session/password', 'PUT', wanted, page.headers)
    secrets = [made.Password, made.SecretKey, AccessKey.SecretAccessKey, again.Password].map(
      (secret) => secret ?? '',
    )
    secrets.push(FIRST, SECOND, page.headers['cookie']?.split('=')[1] ?? '')
    await im.platform.access.audit.settled()
    told = await bytesIn(dataFolder)
  } finally {
    await im[Symbol.asyncDispose]()
  }
  const after = await bytesIn(dataFolder)
  await rm(dataFolder, { recursive: true })

  expect(told).toContain('bob')
  expect(lines.join('')).toContain('access.passwordChange')
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(10)
    expect(told.includes(secret)).toBeFalse()
    expect(after.includes(secret)).toBeFalse()
    expect(lines.some((line) => line.includes(secret))).toBeFalse()
  }
})
