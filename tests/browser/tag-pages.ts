import type { Locator, Page } from 'playwright-core'
import type { ConfigPages } from './config-pages.ts'
import type { Texts } from './texts.ts'
import { fill } from './texts.ts'

/** What people do with tags, in the words of one language. */
export class TagPages {
  readonly #page: Page
  readonly #pages: ConfigPages
  readonly #words: Texts

  constructor(page: Page, pages: ConfigPages, words: Texts) {
    this.#page = page
    this.#pages = pages
    this.#words = words
  }

  async open(): Promise<void> {
    const { origin } = new URL(this.#page.url())
    await this.#page.goto(`${origin}/access/tags`)
    await this.#page.getByRole('heading', { level: 1, name: this.#words.tags.list }).waitFor()
  }

  async create(key: string, ...values: string[]): Promise<void> {
    const { tags } = this.#words
    await this.#page.getByRole('button', { name: tags.create.action }).first().click()
    const dialog = this.#pages.dialog(tags.create.title)
    await dialog.getByLabel(tags.key, { exact: true }).fill(key)
    for (const value of values) {
      await dialog.getByLabel(tags.create.values).fill(value)
      await this.#page.keyboard.press('Enter')
    }
    await this.#pages.confirm(dialog)
    await this.#pages.toast(fill(tags.create.done, { total: String(values.length) }))
  }

  /** The row of a tag in the list. */
  row(key: string, value: string): Locator {
    return this.#page
      .getByRole('row')
      .filter({ has: this.#page.getByRole('rowheader', { name: key, exact: true }) })
      .filter({ has: this.#page.getByRole('cell', { name: value, exact: true }) })
  }

  /** A button of the row of a tag. */
  action(action: string, key: string, value: string): Locator {
    const name = fill(this.#words.common.rowAction, { action, what: `${key}: ${value}` })
    return this.#page.getByRole('button', { name, exact: true })
  }

  /** Binds a tag to apps by ticking them. */
  async bind(key: string, value: string, ...apps: string[]): Promise<void> {
    const { bind } = this.#words.tags
    await this.action(bind.action, key, value).click()
    const dialog = this.#pages.dialog(fill(bind.title, { tag: `${key}: ${value}` }))
    for (const app of apps) {
      await dialog.getByRole('checkbox', { name: app }).check()
    }
    await this.#pages.confirm(dialog)
    await this.#pages.toast(fill(bind.done, { total: String(apps.length) }))
  }

  /** Chooses from a select of a place. */
  async choose(place: Locator, name: string, option: string): Promise<void> {
    await place.getByRole('combobox', { name, exact: true }).last().fill(option)
    // What is typed makes the first option that fits the active one.
    await this.#page.locator('.ant-select-item-option-active', { hasText: option }).waitFor()
    await this.#page.keyboard.press('Enter')
    await place.getByTitle(option, { exact: true }).last().waitFor()
  }
}
