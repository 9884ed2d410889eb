import { expect } from 'bun:test'
import type { Locator, Page } from 'playwright-core'
import {
  createPolicyVersion,
  createTags,
  deleteUser,
  getPolicy,
  listEntitiesForPolicy,
  listPolicyVersions,
} from '@yanshu/protocol'
import { appName, documentOf, freshName, newPolicy } from '../doors/cloud/sub-users.ts'
import { newPerson } from './people.ts'
import { fill } from './texts.ts'
import type { Visit } from './visit.ts'
import { visiting } from './visit.ts'

const { each, visit } = visiting()

each(
  'the generator makes the policy of the guide and attaches it: %j',
  (where) =>
    visit(where, 'policy-generator', async (visit) => {
      const { im, app, page, words } = visit
      const { policies, common } = words
      const { generator, create } = policies
      await im.signIn()
      const person = await newPerson(im)
      await way(visit, 'generator')
      const app1 = appName(app.appId)
      // Nothing is chosen yet, and the form says so.
      await button(page, generator.add).click()
      await page.getByText(policies.problems.emptyList).first().waitFor()
      await page.getByRole('radio', { name: /name\/im:\*/ }).check()
      await resource(visit, app1)
      await button(page, generator.add).click()
      await card(page, fill(generator.statements, { total: '1' })).waitFor()

      await page.getByRole('radio', { name: policies.effects.deny, exact: true }).check()
      await page.getByRole('textbox', { name: generator.searchActions }).fill('removeuser')
      await page.getByRole('checkbox', { name: generator.selectAll }).check()
      await resource(visit, app1)
      await button(page, generator.add).click()
      const list = card(page, fill(generator.statements, { total: '2' }))
      await list.getByText(/im:RemoveUser/).waitFor()
      await button(page, create.next).click()

      await principals(page, policies.principals.users, person.name)
      const name = freshName('guide')
      await page.getByRole('textbox', { name: policies.fields.name }).fill(name)
      await button(page, create.finish).click()
      const policyId = await openedPolicy(page, name)
      const policy = await im.act(getPolicy, { PolicyId: policyId })
      expect(JSON.parse(policy.PolicyDocument)).toEqual({
        version: '2.0',
        statement: [
          { effect: 'allow', action: ['name/im:*'], resource: [app1] },
          { effect: 'deny', action: ['name/im:RemoveUser'], resource: [app1] },
        ],
      })
      expect(policy.CreateMode).toBe(3)
      expect((await im.act(listEntitiesForPolicy, { PolicyId: policyId })).List).toMatchObject([
        { Uin: person.uin, RelatedType: 1 },
      ])

      await page.getByRole('tab', { name: policies.details.tabs.usage }).click()
      const detach = fill(common.rowAction, { action: policies.detach.action, what: person.name })
      await page.getByRole('button', { name: detach, exact: true }).click()
      const question = page.getByRole('dialog', { name: policies.detach.title })
      await button(question, policies.detach.action).click()
      await page.getByText(policies.usage.empty.title).waitFor()
      expect((await im.act(listEntitiesForPolicy, { PolicyId: policyId })).TotalNum).toBe(0)
    }),
  120_000,
)

each(
  'the editor names the line of a mistake, leads to it, and stores what is sound: %j',
  (where) =>
    visit(where, 'policy-syntax', async (visit) => {
      const { im, page, words } = visit
      const { policies } = words
      await im.signIn()
      const source = freshName('source')
      await newPolicy(im, { effect: 'allow', action: 'name/im:Describe*', resource: '*' })
      await way(visit, 'syntax')
      await button(page, policies.create.next).click()
      const editor = page.getByRole('textbox', { name: policies.editor.label })
      const submit = button(page, policies.syntax.create)
      await page.getByText(policies.problems.emptyList).first().waitFor()
      expect(await submit.isDisabled()).toBe(true)

      const sound = documentOf({ effect: 'deny', action: 'name/im:SetConfInfo', resource: '*' })
      await editor.fill(sound)
      await button(page, policies.editor.format).click()
      await page.getByText(policies.editor.valid).waitFor()
      const pretty = await editor.inputValue()
      await editor.fill(pretty.replace('"deny"', '"never"'))
      const problem = page.getByRole('button', { name: policies.problems.effect })
      await problem.click()
      expect(await cursorLine(editor)).toBe(5)
      await editor.fill(pretty)
      await page.getByText(policies.editor.valid).waitFor()
      await page.getByRole('textbox', { name: policies.fields.name }).fill(source)
      await submit.click()
      const policyId = await openedPolicy(page, source)
      const policy = await im.act(getPolicy, { PolicyId: policyId })
      expect(policy).toMatchObject({ PolicyDocument: pretty, CreateMode: 2 })

      // The name is taken now, which the form says above it.
      await way(visit, 'syntax')
      await page.getByRole('radio', { name: policies.syntax.copy }).check()
      await page.getByRole('combobox', { name: policies.syntax.source }).fill(source)
      await option(page, source).click()
      await button(page, policies.create.next).click()
      expect(await editor.inputValue()).toBe(pretty)
      await page.getByRole('textbox', { name: policies.fields.name }).fill(source)
      await submit.click()
      await page.getByText(words.errors.codes.FailedOperation_PolicyNameInUse).waitFor()
    }),
  120_000,
)

each(
  'a policy by tag grants to users and groups what carries the tag: %j',
  (where) =>
    visit(where, 'policy-tag', async (visit) => {
      const { im, page, words } = visit
      const { policies } = words
      await im.signIn()
      const person = await newPerson(im)
      const key = freshName('team')
      await im.act(createTags, {
        Tags: [
          { TagKey: key, TagValue: 'red' },
          { TagKey: key, TagValue: 'blue' },
        ],
      })
      await way(visit, 'tag')
      const next = button(page, policies.create.next)
      expect(await next.isDisabled()).toBe(true)
      await principals(page, policies.principals.users, person.name)
      await page.getByRole('combobox', { name: fill(policies.tag.keyOf, { place: '1' }) }).fill(key)
      await option(page, key).click()
      await page.getByRole('combobox', { name: fill(policies.tag.valueOf, { place: '1' }) }).click()
      await option(page, 'red').click()
      await option(page, 'blue').click()
      await page.keyboard.press('Escape')
      await page.getByRole('radio', { name: policies.tag.scopes.all.hint }).check()
      await page.getByRole('checkbox', { name: policies.tag.mayCreate }).check()
      await next.click()

      const field = page.getByRole('textbox', { name: policies.fields.name })
      const name = await field.inputValue()
      expect(name).toMatch(/^policygen-\d{14}$/)
      await field.fill(`${name}-${key}`)
      await button(page, policies.create.finish).click()
      const policyId = await openedPolicy(page, `${name}-${key}`)
      const policy = await im.act(getPolicy, { PolicyId: policyId })
      expect(JSON.parse(policy.PolicyDocument)).toMatchObject({
        statement: [
          {
            action: ['name/im:*'],
            condition: {
              'for_any_value:string_equal': { 'qcs:resource_tag': [`${key}&red`, `${key}&blue`] },
            },
          },
          { action: ['name/im:RegisterIMApp'], resource: ['*'] },
        ],
      })
      expect((await im.act(listEntitiesForPolicy, { PolicyId: policyId })).List).toMatchObject([
        { Uin: person.uin },
      ])
    }),
  120_000,
)

each(
  'a policy is there although somebody it was to go to is gone, and the row says so: %j',
  (where) =>
    visit(where, 'policy-rows', async (visit) => {
      const { im, page, words } = visit
      const { policies } = words
      await im.signIn()
      const stays = await newPerson(im)
      const gone = await newPerson(im)
      await way(visit, 'generator')
      await page.getByRole('radio', { name: /name\/im:\*/ }).check()
      await button(page, policies.generator.add).click()
      await button(page, policies.create.next).click()
      await principals(page, policies.principals.users, stays.name)
      await principals(page, policies.principals.users, gone.name)
      await im.act(deleteUser, { Name: gone.name, Force: 1 })
      const name = freshName('rows')
      await page.getByRole('textbox', { name: policies.fields.name }).fill(name)
      await button(page, policies.create.finish).click()

      const row = (text: string) => page.getByRole('listitem').filter({ hasText: text })
      await row(stays.name).getByText(policies.principals.states.done).waitFor()
      await row(gone.name).getByText(words.errors.codes.ResourceNotFound_UserNotExist).waitFor()
      await button(page, fill(policies.principals.retry, { total: '1' })).click()
      await row(gone.name).getByText(words.errors.codes.ResourceNotFound_UserNotExist).waitFor()
      await button(page, policies.create.toPolicy).click()
      const policyId = await openedPolicy(page, name)
      expect((await im.act(listEntitiesForPolicy, { PolicyId: policyId })).List).toMatchObject([
        { Uin: stays.uin },
      ])
    }),
  120_000,
)

each(
  'versions are compared, put in force and deleted, and a policy goes after a question: %j',
  (where) =>
    visit(where, 'policy-versions', async (visit) => {
      const { im, page, words } = visit
      const { policies, common } = words
      const { versions } = policies
      await im.signIn()
      const first = { effect: 'allow', action: 'name/im:Describe*', resource: '*' } as const
      const policyId = await newPolicy(im, first)
      const person = await newPerson(im, policyId)
      await im.act(createPolicyVersion, {
        PolicyId: policyId,
        PolicyDocument: documentOf({ ...first, action: 'name/im:*' }),
        SetAsDefault: false,
      })
      await page.goto(`${im.url}/access/policies/${policyId}?tab=versions`)
      const nameOf = (version: number) => fill(versions.name, { version: String(version) })
      for (const version of [1, 2]) {
        await page.getByRole('checkbox', { name: nameOf(version), exact: true }).check()
      }
      await button(page, versions.compare).click()
      const comparison = page.getByRole('dialog')
      await comparison.locator('.is-removed').getByText('name/im:Describe*').waitFor()
      await comparison.locator('.is-added').getByText('"name/im:*"').waitFor()
      await page.keyboard.press('Escape')
      await comparison.waitFor({ state: 'detached' })

      const act = (action: string, version: number) =>
        page.getByRole('button', {
          name: fill(common.rowAction, { action, what: nameOf(version) }),
          exact: true,
        })
      await act(versions.setInForce, 2).click()
      await button(page.getByRole('dialog', { name: versions.setInForce }), common.confirm).click()
      await toast(page, fill(versions.nowInForce, { name: nameOf(2) }))
      await act(common.delete, 1).click()
      await button(page.getByRole('dialog', { name: versions.deleteTitle }), common.confirm).click()
      await toast(page, fill(versions.deleted, { name: nameOf(1) }))
      expect((await im.act(listPolicyVersions, { PolicyId: policyId })).Versions).toMatchObject([
        { VersionId: 2, IsDefaultVersion: 1 },
      ])

      await page.getByRole('button', { name: common.delete }).first().click()
      const question = page.getByRole('dialog', { name: policies.delete.title })
      await question.getByText(person.name).waitFor()
      await button(question, common.delete).click()
      await page.getByRole('heading', { level: 1, name: policies.title }).waitFor()
      await expect(im.act(getPolicy, { PolicyId: policyId })).rejects.toThrow(/PolicyId/)
    }),
  120_000,
)

/** Opens the list of policies and goes one of the ways to a new one. */
async function way({ im, page, words }: Visit, kind: 'generator' | 'syntax' | 'tag') {
  const { policies } = words
  await page.goto(`${im.url}/access/policies`)
  await page.getByRole('button', { name: policies.new }).first().click()
  const dialog = page.getByRole('dialog', { name: policies.ways.title })
  await dialog.getByText(policies.ways.noFunctionMode).waitFor()
  await dialog.getByRole('link', { name: policies.ways[kind].title }).click()
  await page.getByRole('heading', { level: 1, name: policies.ways[kind].title }).waitFor()
}

/** Names a resource in the form of a statement. */
async function resource({ page, words }: Visit, name: string): Promise<void> {
  const { generator } = words.policies
  await page.getByRole('radio', { name: generator.namedResources }).check()
  const field = page.getByRole('combobox', { name: generator.resources })
  await field.fill(name)
  await field.press('Enter')
  await field.press('Escape')
}

async function principals(page: Page, field: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).fill(name)
  await option(page, name).click()
  await page.keyboard.press('Escape')
}

/** Waits for the page of a policy, and answers its id. */
async function openedPolicy(page: Page, name: string): Promise<number> {
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  return Number(/\/policies\/(\d+)/.exec(page.url())?.[1])
}

function cursorLine(editor: Locator): Promise<number> {
  return editor.evaluate(
    (area: HTMLTextAreaElement) => area.value.slice(0, area.selectionStart).split('\n').length,
  )
}

function card(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true })
}

function option(page: Page, text: string): Locator {
  return page.locator('.ant-select-item-option', { hasText: text }).first()
}

function button(within: Page | Locator, name: string): Locator {
  return within.getByRole('button', { name, exact: true })
}

function toast(page: Page, text: string): Promise<void> {
  return page.getByRole('alert').getByText(text, { exact: true }).first().waitFor()
}
