import type { Locator, Page } from 'playwright-core'
import { testRoot } from '@yanshu/server/testing'
import { ConsolePages } from './console-pages.ts'
import type { Texts } from './texts.ts'
import { fill } from './texts.ts'

/** What people do on the pages of settings and plans, in the words of one language. */
export class ConfigPages {
  readonly #page: Page
  readonly #texts: Texts

  constructor(page: Page, words: Texts) {
    this.#page = page
    this.#texts = words
  }

  /** Signs in, which opens the overview. */
  async enter(url: string): Promise<void> {
    await this.#page.goto(url)
    await new ConsolePages(this.#page, this.#texts).signIn(testRoot.password)
  }

  /** Signs in as the root account in the place of whoever was signed in. */
  async enterAgain(url: string): Promise<void> {
    await this.#page.context().clearCookies()
    await this.enter(url)
  }

  /** Opens a page of an app by its address. */
  async open(appId: number, path: string, heading: string): Promise<void> {
    const { origin } = new URL(this.#page.url())
    await this.#page.goto(`${origin}/apps/${appId}/${path}`)
    await this.#page.getByRole('heading', { level: 1, name: heading }).waitFor()
  }

  card(title: string): Locator {
    return this.#page.getByRole('region', { name: title, exact: true })
  }

  /** The button that opens the dialog of a setting. */
  editButton(title: string): Locator {
    const name = fill(this.#texts.features.editOf, { setting: title })
    return this.#page.getByRole('button', { name, exact: true })
  }

  dialog(title: string): Locator {
    return this.#page.getByRole('dialog', { name: title, exact: true })
  }

  /** Changes what a setting is for one type of groups, and waits until it is reported as saved. */
  async changeOf(
    setting: string,
    type: keyof Texts['common']['groupTypes'],
    fillIn: (dialog: Locator) => Promise<void>,
  ): Promise<void> {
    const { groupconf, common, features } = this.#texts
    const names = { setting, type: common.groupTypes[type] }
    const button = this.#page.getByRole('button', { name: fill(groupconf.editOf, names) })
    await button.click()
    const title = fill(groupconf.ofType, names)
    const dialog = this.dialog(title)
    await fillIn(dialog)
    await this.confirm(dialog)
    await this.toast(fill(features.saved, { setting: title }))
  }

  /** Changes a setting in its dialog, and waits until it is reported as saved. */
  async change(title: string, fillIn: (dialog: Locator) => Promise<void>): Promise<void> {
    await this.editButton(title).click()
    const dialog = this.dialog(title)
    await fillIn(dialog)
    await this.confirm(dialog)
    await this.toast(fill(this.#texts.features.saved, { setting: title }))
  }

  async turn(title: string, on: boolean): Promise<void> {
    const { turnOn, turnOff } = this.#texts.features
    await this.change(title, (dialog) => this.choose(dialog, on ? turnOn : turnOff))
    await this.shows(title, on ? this.#texts.features.on : this.#texts.features.off)
  }

  /** Picks one of several; what the choice means follows its name. */
  choose(dialog: Locator, name: string): Promise<void> {
    return dialog.getByRole('radio', { name: startingWith(name) }).check()
  }

  /** Waits until the card of a setting shows a text. */
  async shows(title: string, text: string): Promise<void> {
    await this.card(title).getByText(startingWith(text)).first().waitFor()
  }

  /** After a refusal the icon of waiting may stay before the word, though nobody sees it any more. */
  confirmButton(dialog: Locator): Locator {
    return dialog.getByRole('button', { name: new RegExp(`${this.#texts.common.confirm}$`) })
  }

  async confirm(dialog: Locator): Promise<void> {
    await this.confirmButton(dialog).click()
    await dialog.waitFor({ state: 'detached' })
  }

  toast(text: string): Promise<void> {
    return this.#page.getByRole('alert').getByText(text, { exact: true }).first().waitFor()
  }
}

function startingWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
}
