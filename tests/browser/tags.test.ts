import {
  createPolicy,
  describeIMAppList,
  describeTags,
  getPolicy,
  tagResources,
} from '@yanshu/protocol'
import { expect } from 'bun:test'
import { TagPages } from './tag-pages.ts'
import { fill } from './texts.ts'
import { visiting } from './visit.ts'

const { each, visit } = visiting()

each(
  'tags are made, bound to apps, looked at, unbound and deleted: %j',
  (where) =>
    visit(where, 'tags', async ({ im, app, page, pages, words }) => {
      const { tags, common } = words
      const tagPages = new TagPages(page, pages, words)
      const key = `env ${where.language}`
      const appId = String(app.appId)
      await tagPages.open()
      await tagPages.create(key, 'prod', 'test')
      await tagPages.row(key, 'prod').waitFor()
      await tagPages.bind(key, 'prod', `(${appId})`)

      expect(await tagPages.action(common.delete, key, 'prod').isDisabled()).toBe(true)
      await tagPages.action(tags.bound.action, key, 'prod').click()
      const drawer = page.getByRole('dialog', {
        name: fill(tags.bound.title, { tag: `${key}: prod` }),
      })
      await drawer
        .getByRole('button', {
          name: fill(common.rowAction, { action: tags.unbind.action, what: appId }),
        })
        .click()
      const question = pages.dialog(fill(tags.unbind.title, { tag: `${key}: prod` }))
      await question.getByRole('button', { name: tags.unbind.action, exact: true }).click()
      await pages.toast(fill(tags.unbind.done, { total: '1' }))
      await drawer.getByText(tags.bound.empty.title).waitFor()
      await page.keyboard.press('Escape')
      await drawer.waitFor({ state: 'detached' })

      for (const value of ['prod', 'test']) {
        await tagPages.row(key, value).getByRole('checkbox').check()
      }
      await page
        .getByRole('toolbar', { name: tags.list })
        .getByRole('button', { name: common.delete })
        .click()
      const deletion = pages.dialog(tags.delete.title)
      await deletion.getByRole('button', { name: common.delete, exact: true }).click()
      await pages.toast(fill(tags.delete.done, { total: '2' }))
      expect((await im.act(describeTags, { TagKey: key })).TotalCount).toBe(0)
    }),
  120_000,
)

each(
  'a policy that carries a tag is told from an app, leads to its page, and is unbound: %j',
  (where) =>
    visit(where, 'policy-tags', async ({ im, app, page, pages, words }) => {
      const { tags, common } = words
      const tagPages = new TagPages(page, pages, words)
      const key = `both ${where.language}`
      const { PolicyId } = await im.act(createPolicy, {
        PolicyName: `both-${where.language}`,
        PolicyDocument: JSON.stringify({
          version: '2.0',
          statement: [{ effect: 'allow', action: 'im:*', resource: '*' }],
        }),
        Tags: [{ Key: key, Value: 'v' }],
      })
      const ResourceList = [`qcs::im::uin/:sdkappid/${app.appId}`]
      await im.act(tagResources, { ResourceList, Tags: [{ TagKey: key, TagValue: 'v' }] })
      await tagPages.open()
      await tagPages.action(tags.bound.action, key, 'v').click()
      const drawer = page.getByRole('dialog', {
        name: fill(tags.bound.title, { tag: `${key}: v` }),
      })
      const policy = fill(tags.bound.policy, { id: String(PolicyId) })
      const link = drawer.getByRole('link', { name: policy })
      expect(await link.getAttribute('href')).toContain(`/access/policies/${PolicyId}`)
      await drawer.getByRole('checkbox', { name: String(PolicyId) }).check()
      await drawer.getByRole('button', { name: tags.unbind.action }).first().click()
      const question = pages.dialog(fill(tags.unbind.title, { tag: `${key}: v` }))
      await question.getByText(policy, { exact: true }).waitFor()
      await question.getByRole('button', { name: tags.unbind.action, exact: true }).click()
      await pages.toast(fill(tags.unbind.done, { total: '1' }))
      await link.waitFor({ state: 'detached' })
      expect((await im.act(getPolicy, { PolicyId })).Tags).toEqual([])
      await drawer
        .getByRole('button', {
          name: fill(common.rowAction, { action: tags.unbind.action, what: String(app.appId) }),
        })
        .waitFor()
    }),
  120_000,
)

each(
  'a key that is not allowed, and a value that is there, are told before anything is sent: %j',
  (where) =>
    visit(where, 'new-tags', async ({ page, pages, words }) => {
      const { tags, common } = words
      const tagPages = new TagPages(page, pages, words)
      const key = `team ${where.language}`
      await tagPages.open()
      await tagPages.create(key, 'red')
      await page.getByRole('button', { name: tags.create.action }).first().click()
      const dialog = pages.dialog(tags.create.title)
      const confirm = dialog.getByRole('button', { name: common.confirm, exact: true })
      await dialog.getByLabel(tags.key, { exact: true }).fill('project-x')
      await dialog.getByText(tags.create.problems.reserved).waitFor()
      await dialog.getByLabel(tags.key, { exact: true }).fill(key)
      await dialog.getByLabel(tags.create.values).fill('red')
      await page.keyboard.press('Enter')
      await dialog.getByText(fill(tags.create.known, { values: 'red' })).waitFor()
      expect(await confirm.isDisabled()).toBe(true)
    }),
  120_000,
)

each(
  'the tags of an app are edited on its card, and shown on the overview: %j',
  (where) =>
    visit(where, 'app-tags', async ({ im, app, page, pages, words }) => {
      const { tags, basic, common, overview } = words
      const tagPages = new TagPages(page, pages, words)
      const old = { TagKey: `old ${where.language}`, TagValue: '1' }
      const ResourceList = [`qcs::im::uin/:sdkappid/${app.appId}`]
      await im.act(tagResources, { ResourceList, Tags: [old] })
      await tagPages.open()
      await tagPages.create(`owner ${where.language}`, 'ann', 'bob')
      await pages.open(app.appId, 'basic', basic.title)
      const card = pages.card(basic.tags.title)
      await card.getByText(`${old.TagKey}: 1`).waitFor()

      await card.getByRole('button', { name: basic.tags.title }).click()
      const dialog = pages.dialog(tags.edit.title)
      await dialog.getByText(fill(tags.edit.selected, { count: '1' })).waitFor()
      await dialog
        .getByRole('button', {
          name: fill(common.rowAction, { action: tags.edit.remove, what: old.TagKey }),
        })
        .click()
      await dialog.getByRole('button', { name: tags.edit.add }).click()
      await tagPages.choose(dialog, tags.key, `owner ${where.language}`)
      await tagPages.choose(dialog, tags.value, 'bob')
      await pages.confirm(dialog)
      await pages.toast(tags.edit.saved)

      await card.getByText(`owner ${where.language}: bob`).waitFor()
      const { AppList } = await im.act(describeIMAppList, { Keyword: String(app.appId) })
      expect(AppList[0]?.Tags).toEqual([{ TagKey: `owner ${where.language}`, TagValue: 'bob' }])
      await page.getByRole('link', { name: common.nav.allApps }).click()
      await page.getByRole('heading', { level: 1, name: overview.title }).waitFor()
      await page.getByText(`owner ${where.language}: bob`).waitFor()
    }),
  120_000,
)
