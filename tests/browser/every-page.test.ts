import { afterAll, beforeAll, expect, test } from 'bun:test'
import {
  addUser,
  addUserToGroup,
  createGroupAction,
  createGroupMemberField,
  createPolicy,
  createPushTask,
  createUserGroup,
  setConfInfo,
  tagResources,
} from '@yanshu/protocol'
import type { Browser } from 'playwright-core'
import { testRoot } from '@yanshu/server/testing'
import { Operator } from '../process/operator.ts'
import { ServerProcess, unattended } from '../process/server-process.ts'
import type { Tab } from './browser.ts'
import { isWithoutBrowser, openBrowser, walk } from './browser.ts'
import { ConsolePages } from './console-pages.ts'
import { texts } from './texts.ts'

const words = texts['en-US']
let browser: Browser | undefined

beforeAll(async () => {
  if (!isWithoutBrowser) browser = await openBrowser()
}, 60_000)

afterAll(() => browser?.close())

test.skipIf(isWithoutBrowser)(
  'every page fits 1024 pixels in English and dark, and complains of nothing',
  async () => {
    if (!browser) throw new Error('no browser')
    await using server = await ServerProcess.start({
      args: ['--port', '0', '--ephemeral'],
      env: unattended,
    })
    const options = {
      locale: 'en-US',
      colorScheme: 'dark' as const,
      viewport: { width: 1024, height: 768 },
    }

    await walk(browser, 'every-page', options, async (tab) => {
      const pages = new ConsolePages(tab.page, words)
      await tab.page.goto(server.url)
      await settled(tab, pages, words.login.title)
      await pages.signIn(testRoot.password)
      await settled(tab, pages, words.overview.title)
      const appId = await seed(server.url)
      await lookAround(tab, pages, appId)
      expect(tab.complaints.filter((line) => !isAboutNoSession(line))).toEqual([])
    })
  },
  120_000,
)

/** A visitor who has not signed in is told so by a status that browsers note down. */
function isAboutNoSession(complaint: string): boolean {
  return /\b401\b.* http:\S+\/session$/.test(complaint)
}

const WIDE_GROUP = 'W'.repeat(48)
const LONG_POLICY = 'w'.repeat(128)
const LONG_PUSH = `Read this: ${'x'.repeat(200)}`

/** An app with what makes pages wide: long names and many rows. */
async function seed(url: string): Promise<number> {
  const longest = 'w'.repeat(32)
  const others = Array.from({ length: 30 }, (_, at) => `member-${at}`)
  const operator = await Operator.signIn(url)
  const { appId } = await operator.seedApp(longest, 'ann', 'bob', ...others)
  await operator.act(setConfInfo, {
    SDKAppID: appId,
    MassPush: true,
    GroupNotices: { Private: { Kicked: 'Off', Quit: 'Off', Name: 'Send' } },
  })
  await operator.act(createGroupMemberField, {
    SDKAppID: appId,
    Key: 'W'.repeat(16),
    Types: [
      { Type: 'Private', Read: 'AppAdmin', Write: 'AppAdmin', Own: 'Read' },
      { Type: 'Community', Read: 'Anyone', Write: 'Anyone', Own: 'ReadWrite' },
    ],
  })
  await operator.act(createGroupAction, {
    SDKAppID: appId,
    GroupId: WIDE_GROUP,
    Name: 'W'.repeat(100),
    Type: 'Public',
    OwnerUserID: longest,
    Introduction: 'W'.repeat(240),
  })
  await operator.act(createPushTask, {
    SDKAppID: appId,
    Text: LONG_PUSH,
    FromAccount: longest,
    Condition: { TagsOr: ['x'.repeat(50)] },
    OnlineOnly: true,
    KeepSeconds: 3600,
  })
  const statement = { effect: 'allow', action: `name/im:${'w'.repeat(200)}`, resource: '*' }
  await operator.act(createPolicy, {
    PolicyName: LONG_POLICY,
    PolicyDocument: JSON.stringify({ version: '2.0', statement }),
    Description: 'W'.repeat(300),
  })
  const tag = { TagKey: 'w'.repeat(127), TagValue: 'w'.repeat(255) }
  await operator.act(tagResources, {
    ResourceList: [`qcs::im::uin/:sdkappid/${appId}`],
    Tags: [tag, { TagKey: 'env', TagValue: 'prod' }],
  })
  await seedPeople(operator)
  return appId
}

const WIDE_NAME = 'w'.repeat(64)

/** A user and a group with names and remarks as long as they may be. */
async function seedPeople(operator: Operator): Promise<void> {
  const Remark = 'W'.repeat(300)
  const user = { Name: WIDE_NAME, Remark, ConsoleLogin: 1, UseApi: 1, Email: `a@${WIDE_NAME}.org` }
  const { Uin } = await operator.act(addUser, user)
  const { GroupId } = await operator.act(createUserGroup, { GroupName: WIDE_NAME, Remark })
  await operator.act(addUserToGroup, { Info: [{ GroupId, Uin }] })
}

async function lookAround(tab: Tab, pages: ConsolePages, appId: number): Promise<void> {
  const { page } = tab
  await page.reload()
  await page.getByRole('link', { name: 'test', exact: true }).waitFor()
  await settled(tab, pages, words.overview.title)
  await page.getByRole('link', { name: 'test', exact: true }).click()
  await settled(tab, pages, words.basic.title)
  await pages.showKey()
  await settled(tab, pages, words.basic.title)
  await pages.open('login')
  await settled(tab, pages, words.features.login.page)
  await pages.open('friends')
  await settled(tab, pages, words.features.friends.page)
  await pages.open('fields')
  await settled(tab, pages, words.features.fields.page)
  await lookAtGroups(tab, pages)
  await pages.open('accounts')
  await pages.account('w'.repeat(32)).waitFor()
  await settled(tab, pages, words.accounts.title)
  await lookAtGroupList(tab, pages)
  await pages.open('push')
  await pages.push(LONG_PUSH).waitFor()
  await settled(tab, pages, words.push.title)
  await pages.pushTo('tags', 'To those with a tag', 'vip')
  await settled(tab, pages, words.push.title)
  await pages.open('usersig')
  await useUserSigTool(pages)
  await settled(tab, pages, words.usersig.title)
  await pages.open('try')
  await settled(tab, pages, words.tryit.title)
  await talk(pages)
  await settled(tab, pages, words.tryit.title)
  await lookAtTags(tab, pages)
  await lookAtPeople(tab, pages)
  await lookAtPolicies(tab, pages)
  await page.goto(`${new URL(page.url()).origin}/apps/${appId}/nowhere`)
  await page.getByText(words.common.notFound.text).waitFor()
  expect(await overflow(tab)).toBe(0)
}

/** The list of policies, one of them, the ways to new ones, and the simulator. */
async function lookAtPolicies(tab: Tab, pages: ConsolePages): Promise<void> {
  const { page } = tab
  const { policies, simulator } = words
  const { origin } = new URL(page.url())
  await page.goto(`${origin}/access/policies`)
  await page.getByRole('link', { name: LONG_POLICY }).waitFor()
  await settled(tab, pages, policies.title)
  await page.getByRole('link', { name: LONG_POLICY }).click()
  await settled(tab, pages, LONG_POLICY)
  for (const name of [policies.details.tabs.usage, policies.details.tabs.versions]) {
    await page.getByRole('tab', { name }).click()
    await settled(tab, pages, LONG_POLICY)
  }
  for (const way of ['generator', 'syntax', 'tag'] as const) {
    await page.goto(`${origin}/access/policies/new/${way}`)
    await settled(tab, pages, policies.ways[way].title)
  }
  await page.goto(`${origin}/access/simulator`)
  await settled(tab, pages, simulator.title)
}

/** The list of tags, and who carries one of them. */
async function lookAtTags(tab: Tab, pages: ConsolePages): Promise<void> {
  const { list, bound } = words.tags
  const { origin } = new URL(tab.page.url())
  await tab.page.goto(`${origin}/access/tags`)
  await tab.page.getByRole('button', { name: bound.action }).last().click()
  await tab.page.getByRole('dialog').getByRole('link', { name: 'test' }).waitFor()
  await settled(tab, pages, list)
}

/** The pages about users and user groups, with every tab. */
async function lookAtPeople(tab: Tab, pages: ConsolePages): Promise<void> {
  const { access, users, usergroups, usersettings } = words
  const { page } = tab
  const side = page.getByRole('navigation', { name: access.title })
  const open = (name: 'users' | 'userSettings' | 'groups' | 'keys') =>
    side.getByRole('link', { name: access.nav[name], exact: true }).click()
  const { origin } = new URL(page.url())
  await page.goto(`${origin}/access`)
  await settled(tab, pages, access.nav.dashboard)
  await open('keys')
  await settled(tab, pages, access.keys.title)
  await open('userSettings')
  await settled(tab, pages, usersettings.title)
  await open('users')
  const user = page.getByRole('row').filter({ hasText: WIDE_NAME }).first()
  await user.locator('.ant-table-row-expand-icon').click()
  await page.getByRole('link', { name: WIDE_NAME, exact: true }).nth(1).waitFor()
  await settled(tab, pages, users.title)
  await page.getByRole('link', { name: WIDE_NAME, exact: true }).first().click()
  for (const name of [users.tabs.groups, users.tabs.keys, users.tabs.security]) {
    await page.getByRole('tab', { name }).click()
    await settled(tab, pages, WIDE_NAME)
  }
  await open('groups')
  await settled(tab, pages, usergroups.title)
  await page.getByRole('link', { name: WIDE_NAME, exact: true }).click()
  await page.getByRole('tab', { name: usergroups.tabs.policies }).click()
  await settled(tab, pages, WIDE_NAME)
  await page.goto(`${origin}/access/users/new`)
  await settled(tab, pages, users.create.title)
}

/** The list of groups, and the tabs of one of them. */
async function lookAtGroupList(tab: Tab, pages: ConsolePages): Promise<void> {
  const { title, details } = words.groups
  await pages.open('groupList')
  await tab.page.getByRole('link', { name: WIDE_GROUP, exact: true }).click()
  await settled(tab, pages, details.title)
  await tab.page.getByRole('tab', { name: details.tabs.messages }).click()
  await settled(tab, pages, details.title)
  await tab.page.getByRole('link', { name: details.back }).click()
  await settled(tab, pages, title)
}

async function lookAtGroups(tab: Tab, pages: ConsolePages): Promise<void> {
  const { fields, messages, notices, functions } = words.groupconf
  await pages.open('memberFields')
  await settled(tab, pages, fields.member.page)
  await pages.open('groupFields')
  await settled(tab, pages, fields.group.page)
  await pages.open('groupMessages')
  await settled(tab, pages, messages.page)
  await pages.open('groupNotices')
  await settled(tab, pages, notices.page)
  await pages.open('groupFunctions')
  await settled(tab, pages, functions.page)
}

/** Generates a UserSig and verifies it, which fills the page. */
async function useUserSigTool(pages: ConsolePages): Promise<void> {
  const userSig = await pages.generateUserSig('ann')
  await pages.verifyUserSig('ann', userSig)
}

async function talk(pages: ConsolePages): Promise<void> {
  await pages.choose('left', 'w'.repeat(32))
  await pages.choose('right', 'bob')
  await pages.isShown('left', 'online')
  await pages.isShown('right', 'online')
  await pages.say('left', 'A message that is long enough to be broken into lines. '.repeat(8))
  await pages.say('right', 'x'.repeat(400))
  await pages.heard('x'.repeat(400), 'left')
}

/** The page is there, dark, and not wider than the window. */
async function settled(tab: Tab, pages: ConsolePages, heading: string): Promise<void> {
  await pages.heading(heading).waitFor()
  const background = await tab.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const [red = 255] = (/\d+/.exec(background) ?? []).map(Number)
  expect(red).toBeLessThan(64)
  expect(await overflow(tab)).toBe(0)
}

/** Pixels that the page is wider than its window. */
function overflow({ page }: Tab): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
}
