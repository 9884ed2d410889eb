import { expect } from 'bun:test'
import {
  addUser,
  addUserToGroup,
  attachUserPolicy,
  createPolicy,
  createUserGroup,
  listAccessKeys,
  listAttachedUserAllPolicies,
  listPolicies,
  createSubAccountLoginIpPolicy,
  describeSubAccountLoginIpPolicy,
  getPasswordRules,
  getUserAppId,
  loginLink,
  updatePasswordRules,
} from '@yanshu/protocol'
import { testRoot } from '@yanshu/server/testing'
import type { TestServer } from '@yanshu/server/testing'
import type { Page } from 'playwright-core'
import { PeoplePages } from './people-pages.ts'
import { fill } from './texts.ts'
import type { Visit } from './visit.ts'
import { visiting } from './visit.ts'

const { each, visit: visitApp } = visiting()

const FULL = 'QcloudAVCFullAccess'
const READ_ONLY = 'QcloudIMReadOnlyAccess'
const OWN_PASSWORD = 'My-0wn-Passw0rd'

interface PeopleVisit extends Visit {
  readonly people: PeoplePages
  /** Makes names that differ by language, for all visits share a server. */
  readonly nameOf: (name: string) => string
}

/** Visits access management as the root; at the end nothing sticks out. */
function visit(
  where: Parameters<typeof visitApp>[0],
  name: string,
  steps: (visit: PeopleVisit) => Promise<void>,
): Promise<void> {
  return visitApp(where, name, async (visit) => {
    const { page, pages, words } = visit
    const people = new PeoplePages(page, pages, words)
    const suffix = where.language.slice(0, 2)
    await steps({ ...visit, people, nameOf: (text) => `${text}.${suffix}` })
    expect(await overflow(page)).toBe(0)
  })
}

each(
  'a user is created with a policy, gets its credentials once, and must replace its password: %j',
  (where) =>
    visit(where, 'new-user', async ({ im, page, words, people, nameOf }) => {
      const { users, access, login, overview, common } = words
      const [ann, bob] = [nameOf('ann'), nameOf('bob')]
      await people.open('users', users.title)
      await people.button(users.create.action).click()
      await people.fillIn(ann, bob)
      await people.pickPolicy(page, FULL)
      await people.button(access.next).click()
      await people.button(common.done).click()
      await page.getByText(fill(users.create.done, { total: '2' })).waitFor()

      await people.entry('dashboard').click()
      await people.agree(access.credentials.leaveTitle, access.credentials.stay)
      const [first, second] = await people.download()
      expect([first?.user, second?.user]).toEqual([ann, bob])
      expect(first?.secretId).toMatch(/^AKID/)
      expect(first?.secretKey.length).toBeGreaterThan(16)
      expect(first?.password).not.toBe(second?.password)
      await page.getByText(first?.secretKey ?? '-', { exact: true }).waitFor()
      await people.entry('users').click()
      await people.row(ann).getByText(common.subUser, { exact: true }).waitFor()

      await people.leave()
      await people.enterBy(await linkOf(im, ann), first?.password ?? '')
      await page.getByText(login.change.forced, { exact: true }).waitFor()
      await people.replacePassword('not it', OWN_PASSWORD)
      await page.getByText(login.change.wrongOld, { exact: true }).waitFor()
      await people.replacePassword(first?.password ?? '', OWN_PASSWORD)
      await page.getByRole('heading', { level: 1, name: overview.title }).waitFor()
      await page.getByRole('link', { name: 'test', exact: true }).first().waitFor()
      await page.getByRole('button', { name: common.userMenu }).click()
      await page.getByText(common.subUser, { exact: true }).waitFor()
    }),
  120_000,
)

each(
  'a group grants to its members until they leave it, and a direct policy until it is taken: %j',
  (where) =>
    visit(where, 'grants', async ({ im, page, pages, words, people, nameOf }) => {
      const { users, usergroups, access, errors, common } = words
      const [dora, readers] = [nameOf('dora'), nameOf('readers')]
      const Uin = await seedUser(im, dora)
      await people.open('groups', usergroups.title)
      await people.button(usergroups.create.action).first().click()
      const creation = pages.dialog(usergroups.create.title)
      await creation.getByRole('textbox', { name: usergroups.fields.name }).fill(readers)
      await pages.confirm(creation)
      await pages.toast(usergroups.create.done)
      await people.button(usergroups.addMembers.action).click()
      const adding = pages.dialog(fill(usergroups.addMembers.title, { group: readers }))
      await adding.getByRole('searchbox', { name: users.search }).fill(dora)
      await adding.getByRole('checkbox', { name: dora, exact: true }).check()
      await pages.confirm(adding)
      await people.row(dora).waitFor()
      await page.getByRole('tab', { name: usergroups.tabs.policies }).click()
      await people.button(users.actions.authorize).click()
      await people.associate(READ_ONLY)
      await people.row(READ_ONLY).waitFor()

      await people.openUser(dora, 'permissions')
      await people
        .row(READ_ONLY)
        .getByText(fill(users.permissions.byGroup, { group: readers }))
        .waitFor()
      expect(await people.action(access.detach.action, READ_ONLY).isDisabled()).toBe(true)
      await page.getByRole('main').getByRole('button', { name: access.associate.title }).click()
      await people.associate(FULL)
      await people.row(FULL).getByText(users.permissions.direct, { exact: true }).waitFor()
      await people.action(access.detach.action, FULL).click()
      await people.agree(access.detach.title, access.detach.action)
      await people.row(FULL).waitFor({ state: 'detached' })
      const held = { TargetUin: Uin, Page: 1, Rp: 20, AttachType: 0 } as const
      expect((await im.act(listAttachedUserAllPolicies, held)).PolicyList).toMatchObject([
        { PolicyName: READ_ONLY, Direct: 0 },
      ])

      await page.getByRole('tab', { name: users.tabs.groups }).click()
      await people.action(usergroups.removeMember.action, readers).click()
      await people.agree(usergroups.removeMember.title, usergroups.removeMember.action)
      await page.getByText(users.groups.empty.title).waitFor()
      expect((await im.act(listAttachedUserAllPolicies, held)).TotalNum).toBe(0)

      await people.leave()
      await people.enterBy(await linkOf(im, dora), OWN_PASSWORD)
      await page.getByText(errors.denied.title, { exact: true }).waitFor()
      await page
        .getByText('you are not authorized to perform operation (im:DescribeIMAppList)')
        .waitFor()
      await people.button(common.userMenu).waitFor()
    }),
  120_000,
)

each(
  'a user has two keys at the most, which are switched off and on and deleted: %j',
  (where) =>
    visit(where, 'user-keys', async ({ im, page, pages, words, people, nameOf }) => {
      const { access, common } = words
      const { keys } = access
      const carl = nameOf('carl')
      const Uin = await seedUser(im, carl)
      await people.openUser(carl, 'keys')
      await page.getByText(keys.empty.title).waitFor()
      for (const note of ['ci:build', '']) {
        await people.button(keys.create.action).click()
        const dialog = pages.dialog(keys.create.title)
        await dialog.getByRole('textbox', { name: keys.note }).fill('not allowed')
        await pages.confirmButton(dialog).click()
        await dialog.getByText(keys.noteForm).waitFor()
        await dialog.getByRole('textbox', { name: keys.note }).fill(note)
        await pages.confirmButton(dialog).click()
        await pages.dialog(keys.create.doneTitle).waitFor()
        const [saved] = await people.download()
        expect(saved).toMatchObject({ user: carl, password: '' })
        await page.getByText(saved?.secretKey ?? '-', { exact: true }).waitFor()
        await people.button(access.credentials.saved).click()
        await pages.dialog(keys.create.doneTitle).waitFor({ state: 'detached' })
      }
      await page.getByText(keys.full, { exact: true }).waitFor()
      expect(await people.button(keys.create.action).isDisabled()).toBe(true)

      const [{ AccessKeyId = '' } = {}] = await keysOf(im, Uin)
      await people.action(access.disable, AccessKeyId).click()
      await people.agree(keys.disable.title, access.disable)
      await people.action(access.enable, AccessKeyId).waitFor()
      expect(await keysOf(im, Uin)).toContainEqual(
        expect.objectContaining({ AccessKeyId, Status: 'Inactive' }),
      )
      await people.action(access.enable, AccessKeyId).click()
      await people.action(access.disable, AccessKeyId).waitFor()
      await people.action(common.delete, AccessKeyId).click()
      await people.agree(keys.delete.title, common.delete)
      await pages.toast(keys.delete.done)
      expect((await keysOf(im, Uin)).map((key) => key.AccessKeyId)).not.toContain(AccessKeyId)
    }),
  120_000,
)

each(
  'users are searched, opened and deleted, and a batch tells who was kept: %j',
  (where) =>
    visit(where, 'user-list', async ({ im, page, pages, words, people, nameOf }) => {
      const { users, errors, access, common } = words
      const [keyed, plain] = [nameOf('keyed'), nameOf('plain')]
      await im.act(addUser, { Name: keyed, UseApi: 1, Remark: `batch ${where.language}` })
      const Uin = await seedUser(im, plain, `batch ${where.language}`)
      const { GroupId } = await im.act(createUserGroup, { GroupName: nameOf('crew') })
      await im.act(addUserToGroup, { Info: [{ GroupId, Uin }] })
      await people.open('users', users.title)
      await people.row('root').getByText(common.rootAccount, { exact: true }).waitFor()
      const search = page.getByRole('searchbox', { name: users.searchWithKeys })
      await search.fill(`Batch ${where.language}`)
      await search.press('Enter')
      await page.waitForURL(/q=Batch/)
      await page.getByText(fill(users.total, { total: '2' })).waitFor()
      await people.row(plain).locator('.ant-table-row-expand-icon').click()
      await page.getByRole('link', { name: nameOf('crew'), exact: true }).waitFor()
      await page.getByText(users.neverSignedIn).waitFor()

      for (const name of [keyed, plain]) {
        await page.getByRole('checkbox', { name, exact: true }).check()
      }
      await people.button(access.more).click()
      await page.getByRole('menuitem', { name: common.delete }).click()
      const dialog = pages.dialog(users.delete.title)
      await dialog.getByRole('button', { name: common.delete, exact: true }).click()
      await dialog.getByText(errors.codes.OperationDenied_HaveKeys).waitFor()
      await dialog.getByRole('button', { name: common.done, exact: true }).click()
      await page.getByText(fill(users.total, { total: '1' })).waitFor()
      await people.action(access.more, keyed).click()
      await page.getByRole('menuitem', { name: common.delete }).click()
      await dialog.getByRole('checkbox', { name: users.delete.withKeys }).check()
      await dialog.getByRole('button', { name: common.delete, exact: true }).click()
      await page.getByText(users.noMatch).waitFor()
    }),
  120_000,
)

each(
  'a SecretId finds its user for who may ask whose a key is: %j',
  (where) =>
    visit(where, 'key-search', async ({ im, page, words, people, nameOf }) => {
      const { users } = words
      const [keyed, seeker] = [nameOf('hidden'), nameOf('seeker')]
      const { SecretId = '' } = await im.act(addUser, { Name: keyed, UseApi: 1 })
      const AttachUin = await seedUser(im, seeker)
      await people.open('users', users.title)
      const search = page.getByRole('searchbox', { name: users.searchWithKeys })
      await search.fill(SecretId)
      await search.press('Enter')
      await page.getByText(fill(users.total, { total: '1' })).waitFor()
      await people.row(keyed).waitFor()
      await search.fill(`${SecretId}x`)
      await search.press('Enter')
      await page.getByText(users.noMatch).waitFor()

      const action = ['cam:ListUsers', 'cam:ListAccounts']
      const statement = [{ effect: 'allow', action, resource: '*' }]
      const PolicyDocument = JSON.stringify({ version: '2.0', statement })
      const policy = { PolicyName: nameOf('list-only'), PolicyDocument }
      const { PolicyId } = await im.act(createPolicy, policy)
      await im.act(attachUserPolicy, { AttachUin, PolicyId })
      await people.leave()
      await people.enterBy(await linkOf(im, seeker), OWN_PASSWORD)
      await people.button(words.common.userMenu).waitFor()
      await people.open('users', users.title)
      const plain = page.getByRole('searchbox', { name: users.search, exact: true })
      await plain.fill(SecretId)
      await plain.press('Enter')
      await page.getByText(users.noMatch).waitFor()
      await plain.fill(keyed)
      await plain.press('Enter')
      await people.row(keyed).waitFor()
    }),
  120_000,
)

each(
  'the columns of the user list are chosen, and remembered until they are reset: %j',
  (where) =>
    visit(where, 'user-columns', async ({ im, page, words, people, nameOf }) => {
      const { users, common } = words
      const ann = nameOf('columns')
      await im.act(addUser, { Name: ann, Email: 'columns@example.org', Remark: 'on call' })
      await people.open('users', users.title)
      await page.goto(`${page.url()}?q=${ann}`)
      const heads = () => page.getByRole('columnheader').allTextContents()
      const head = (name: string) => page.getByRole('columnheader', { name, exact: true })
      await people.row(ann).waitFor()
      const usual = await heads()
      const gear = people.button(common.columns.title)
      await gear.click()
      for (const name of [users.fields.type, users.fields.created]) {
        await page.getByRole('checkbox', { name, exact: true }).uncheck()
      }
      for (const name of [users.fields.email, users.fields.remark, users.fields.lastSignIn]) {
        await page.getByRole('checkbox', { name, exact: true }).check()
      }
      await people.row(ann).getByText(users.neverSignedIn).waitFor()
      await people.row(ann).getByText('columns@example.org', { exact: true }).waitFor()
      expect(await people.row(ann).getByText('on call').count()).toBe(1)
      expect(await head(users.fields.type).count()).toBe(0)

      const chosen = await heads()
      await page.reload()
      await people.row(ann).getByText('columns@example.org', { exact: true }).waitFor()
      expect(await heads()).toEqual(chosen)
      await gear.click()
      await people.button(common.columns.reset).click()
      await head(users.fields.type).waitFor()
      expect(await heads()).toEqual(usual)
    }),
  120_000,
)

each(
  'somebody gets a new password, and changes it by the menu: %j',
  (where) =>
    visit(where, 'own-password', async ({ im, page, pages, words, people, nameOf }) => {
      const { users, access, login, common, overview } = words
      const eve = nameOf('eve')
      const Uin = await seedUser(im, eve)
      await im.act(attachUserPolicy, { AttachUin: Uin, PolicyId: await policyId(im, FULL) })
      await people.openUser(eve, 'security')
      await people.button(users.actions.resetPassword).click()
      const reset = pages.dialog(fill(users.password.title, { user: eve }))
      await reset.getByRole('checkbox', { name: access.password.mustChange }).uncheck()
      await pages.confirmButton(reset).click()
      const [saved] = await people.download()
      await people.button(access.credentials.saved).click()
      await people.leave()
      await people.enterBy(await linkOf(im, eve), OWN_PASSWORD)
      await page.getByText(login.faults.badCredentials).waitFor()
      await page.getByLabel(login.password, { exact: true }).fill(saved?.password ?? '')
      await people.button(login.submit).click()
      await page.getByRole('heading', { level: 1, name: overview.title }).waitFor()

      await people.button(common.userMenu).click()
      await page.getByRole('menuitem', { name: login.change.title }).click()
      const change = pages.dialog(login.change.title)
      await change.getByLabel(login.change.old, { exact: true }).fill(saved?.password ?? '')
      await change.getByLabel(login.change.new, { exact: true }).fill('weak')
      await change.getByText(login.faults.weakPassword).waitFor()
      await change.getByLabel(login.change.new, { exact: true }).fill(OWN_PASSWORD)
      await change.getByLabel(login.change.again, { exact: true }).fill(OWN_PASSWORD)
      await pages.confirm(change)
      await pages.toast(login.change.done)
      await people.leave()
      await people.enterBy(await linkOf(im, eve), OWN_PASSWORD)
      await page.getByRole('heading', { level: 1, name: overview.title }).waitFor()
    }),
  120_000,
)

each(
  'a page goes on where another tab has signed in anew, and stops where that was somebody else: %j',
  (where) =>
    visit(where, 'other-tab', async ({ im, page, words, people, nameOf }) => {
      const { users, login } = words
      const guest = nameOf('guest')
      const given = { ConsoleLogin: 1, Password: OWN_PASSWORD, NeedResetPassword: 1 } as const
      await im.act(addUser, { Name: guest, ...given })
      await people.open('users', users.title)
      const search = page.getByRole('searchbox', { name: users.searchWithKeys })
      const signInElsewhere = async (user: string, password: string) => {
        const data = { user, password }
        const answer = await page.context().request.post(`${im.url}/session`, { data })
        expect(answer.status()).toBe(200)
      }
      await signInElsewhere('root', testRoot.password)
      await search.fill('AKIDofNobody')
      await search.press('Enter')
      await page.getByText(users.noMatch).waitFor()

      await signInElsewhere(guest, OWN_PASSWORD)
      await search.fill('AKIDofNobodyElse')
      await search.press('Enter')
      await page.getByText(login.change.forced, { exact: true }).waitFor()
      await page.getByText(fill(login.change.signedInAs, { user: guest })).waitFor()
    }),
  120_000,
)

each(
  'password rules and sign-in addresses are set within their bounds: %j',
  (where) =>
    visit(where, 'user-settings', async ({ im, page, pages, words, people }) => {
      const { usersettings, common } = words
      const { password, addresses } = usersettings
      await im.act(updatePasswordRules, { Rules: { MinimumLength: 0 } })
      await im.act(createSubAccountLoginIpPolicy, { IpPolicies: [] })
      await people.open('user-settings', usersettings.title)
      await people.action(common.edit, password.title).click()
      const rules = pages.dialog(password.title)
      await rules.getByRole('spinbutton', { name: password.length }).fill('99')
      await rules.getByRole('spinbutton', { name: password.length }).press('Tab')
      await rules.getByRole('spinbutton', { name: password.reuse }).fill('3')
      await pages.confirm(rules)
      await pages.toast(password.done)
      await pages
        .card(password.title)
        .getByText(fill(password.characters, { total: '32' }))
        .waitFor()
      expect((await im.act(getPasswordRules, {})).Rules).toMatchObject({
        MinimumLength: 32,
        ReusePasswordLimit: 3,
      })
      await im.act(updatePasswordRules, { Rules: { MinimumLength: 0, ReusePasswordLimit: 0 } })

      await people.action(common.edit, addresses.title).click()
      const dialog = pages.dialog(addresses.title)
      await dialog.getByRole('button', { name: addresses.add }).click()
      const address = dialog.getByRole('textbox', {
        name: fill(addresses.addressOf, { number: '1' }),
      })
      await address.fill('203.0.113')
      await pages.confirmButton(dialog).click()
      await dialog.getByText(addresses.form).waitFor()
      await address.fill('127.0.0.0/8')
      await pages.confirm(dialog)
      await pages.card(addresses.title).getByText('127.0.0.0/8', { exact: true }).waitFor()
      expect((await im.act(describeSubAccountLoginIpPolicy, {})).IpPolicies).toEqual([
        { IP: '127.0.0.0/8', Effect: 'Allow' },
      ])
      await im.act(createSubAccountLoginIpPolicy, { IpPolicies: [] })
      await page.reload()
      await pages.card(addresses.title).getByText('127.0.0.0/8').waitFor({ state: 'detached' })
    }),
  120_000,
)

each(
  'who may only read of users changes none of them, and is told what is missing: %j',
  (where) =>
    visit(where, 'read-people', async ({ im, page, words, people, nameOf }) => {
      const { users, access, errors, common, usersettings } = words
      const [reader, other] = [nameOf('reader'), nameOf('other')]
      const Uin = await seedUser(im, reader)
      await seedUser(im, other)
      const PolicyId = await policyId(im, 'QcloudCamReadOnlyAccess')
      await im.act(attachUserPolicy, { AttachUin: Uin, PolicyId })
      await people.leave()
      await people.enterBy(await linkOf(im, reader), OWN_PASSWORD)
      await page.getByText(errors.denied.title, { exact: true }).waitFor()

      await people.open('users', users.title)
      await people.row(other).waitFor()
      expect(await people.button(users.create.action).isDisabled()).toBe(true)
      await page.locator('.ys-not-allowed').first().hover()
      const missing = fill(errors.denied.needs, { permission: 'cam:AddUser' })
      await page.getByRole('tooltip', { name: missing }).waitFor()
      await people.action(access.more, other).click()
      const deletion = page.getByRole('menuitem', { name: common.delete })
      await deletion
        .getByText(fill(errors.denied.needs, { permission: 'cam:DeleteUser' }))
        .waitFor()
      expect(await deletion.getAttribute('aria-disabled')).toBe('true')
      await people.openUser(other, 'permissions')
      expect(await people.button(users.actions.authorize).isDisabled()).toBe(true)
      await people.open('user-settings', usersettings.title)
      const edit = people.action(common.edit, usersettings.password.title)
      expect(await edit.isDisabled()).toBe(true)
    }),
  120_000,
)

/** A sub-user that signs in with a password of its own; answers its number. */
async function seedUser(im: TestServer, name: string, remark = ''): Promise<number> {
  const user = { Name: name, ConsoleLogin: 1, Password: OWN_PASSWORD, Remark: remark } as const
  return (await im.act(addUser, user)).Uin
}

async function linkOf(im: TestServer, name: string): Promise<string> {
  return loginLink(im.url, (await im.act(getUserAppId, {})).OwnerUin, name)
}

async function policyId(im: TestServer, name: string): Promise<number> {
  const { List } = await im.act(listPolicies, { Keyword: name })
  return List.find(({ PolicyName }) => PolicyName === name)?.PolicyId ?? 0
}

async function keysOf(im: TestServer, uin: number) {
  return (await im.act(listAccessKeys, { TargetUin: uin })).AccessKeys
}

/** Pixels that the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
}
