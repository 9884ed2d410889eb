import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { parseCsv } from '../../packages/console/src/csv/parse-csv.ts'
import type { ConfigPages } from './config-pages.ts'
import type { Texts } from './texts.ts'
import { fill } from './texts.ts'

/** What a file of credentials has about one person. */
export interface SavedCredentials {
  readonly user: string
  readonly password: string
  readonly secretId: string
  readonly secretKey: string
}

/** What people do with users, groups and keys, in the words of one language. */
export class PeoplePages {
  readonly #page: Page
  readonly #pages: ConfigPages
  readonly #words: Texts

  constructor(page: Page, pages: ConfigPages, words: Texts) {
    this.#page = page
    this.#pages = pages
    this.#words = words
  }

  /** Opens a page of access management by its address. */
  async open(path: string, heading: string): Promise<void> {
    const { origin } = new URL(this.#page.url())
    await this.#page.goto(`${origin}/access/${path}`)
    await this.#page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
  }

  openUser(name: string, tab: 'permissions' | 'groups' | 'keys' | 'security'): Promise<void> {
    return this.open(`users/details?${new URLSearchParams({ name, tab })}`, name)
  }

  /** An entry of the navigation at the side. */
  entry(name: 'dashboard' | 'users'): Locator {
    const { title, nav } = this.#words.access
    return this.#page
      .getByRole('navigation', { name: title })
      .getByRole('link', { name: nav[name], exact: true })
  }

  /** A button by its words, before which an icon may have a name of its own. */
  button(name: string): Locator {
    return this.#page.getByRole('button', { name: endingWith(name) })
  }

  /** An action of the row that is called so. */
  action(action: string, what: string): Locator {
    const name = fill(this.#words.common.rowAction, { action, what })
    return this.#page.getByRole('button', { name, exact: true })
  }

  row(name: string): Locator {
    return this.#page
      .getByRole('row')
      .filter({ has: this.#page.getByText(name, { exact: true }) })
      .first()
  }

  /** Fills in the first step of the wizard: users by name, with both ways of access. */
  async fillIn(...names: readonly string[]): Promise<void> {
    const { create, fields } = this.#words.users
    for (const [at, name] of names.entries()) {
      if (at > 0) {
        await this.#page.getByRole('button', { name: fill(create.addRow, { most: '10' }) }).click()
      }
      const label = fill(create.cell, { field: fields.name, number: String(at + 1) })
      await this.#page.getByRole('textbox', { name: label, exact: true }).fill(name)
    }
    await this.#page.getByRole('checkbox', { name: create.way.api }).check()
    await this.button(this.#words.access.next).click()
  }

  /** Ticks a policy that is searched for. */
  async pickPolicy(within: Page | Locator, name: string): Promise<void> {
    const { pick } = this.#words.access
    await within.getByRole('searchbox', { name: pick.searchPolicies }).fill(name)
    await within.getByRole('checkbox', { name, exact: true }).check()
    await within.getByText(fill(pick.selected, { total: '1' }), { exact: true }).waitFor()
  }

  /** Saves the file of credentials and reads it. */
  async download(): Promise<readonly SavedCredentials[]> {
    const [download] = await Promise.all([
      this.#page.waitForEvent('download'),
      this.button(this.#words.access.credentials.download).click(),
    ])
    const records = parseCsv(await readFile(await download.path(), 'utf8')).slice(1)
    return records.map(({ cells: [user = '', password = '', secretId = '', secretKey = ''] }) => ({
      user,
      password,
      secretId,
      secretKey,
    }))
  }

  /** Attaches a policy in the dialog that is open. */
  async associate(policy: string): Promise<void> {
    const { associate } = this.#words.access
    const dialog = this.#pages.dialog(associate.title)
    await this.pickPolicy(dialog, policy)
    await this.#pages.confirm(dialog)
    await this.#pages.toast(associate.done)
  }

  /** Answers a question with its red button. */
  async agree(title: string, action: string): Promise<void> {
    const question = this.#pages.dialog(title)
    await question.getByRole('button', { name: action, exact: true }).click()
    await question.waitFor({ state: 'detached' })
  }

  /** Signs out by the menu in the header. */
  async leave(): Promise<void> {
    const { common, login } = this.#words
    await this.button(common.userMenu).click()
    await this.#page.getByRole('menuitem', { name: common.signOut }).click()
    await this.#page.getByRole('heading', { name: login.title }).waitFor()
  }

  /** Signs in at a login link, which knows the name already. */
  async enterBy(link: string, password: string): Promise<void> {
    const { login } = this.#words
    await this.#page.goto(link)
    await this.#page.getByLabel(login.password, { exact: true }).fill(password)
    await this.button(login.submit).click()
  }

  /** Fills in the form that replaces a password. */
  async replacePassword(oldPassword: string, newPassword: string): Promise<void> {
    const { change } = this.#words.login
    await this.#page.getByLabel(change.old, { exact: true }).fill(oldPassword)
    await this.#page.getByLabel(change.new, { exact: true }).fill(newPassword)
    await this.#page.getByLabel(change.again, { exact: true }).fill(newPassword)
    await this.button(change.submit).click()
  }
}

function endingWith(text: string): RegExp {
  return new RegExp(`(^|\\s)${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
}
