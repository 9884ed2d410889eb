import type { Locator, Page } from 'playwright-core'
import type { Texts } from './texts.ts'
import { fill } from './texts.ts'

export type Side = 'left' | 'right'

/** What people do on the console's pages, in the words of one language. */
export class ConsolePages {
  readonly #page: Page
  readonly #texts: Texts

  constructor(page: Page, words: Texts) {
    this.#page = page
    this.#texts = words
  }

  heading(name: string): Locator {
    return this.#page.getByRole('heading', { level: 1, name })
  }

  async signIn(password: string, user = 'root'): Promise<void> {
    const { login, overview } = this.#texts
    await this.#page.getByRole('textbox', { name: login.user }).fill(user)
    await this.#page.getByLabel(login.password, { exact: true }).fill(password)
    await this.#page.getByRole('button', { name: login.submit, exact: true }).click()
    await this.heading(overview.title).waitFor()
  }

  /** Creates an app on the overview and opens it; answers its SDKAppID. */
  async createApp(name: string): Promise<number> {
    const { overview, common, basic } = this.#texts
    await this.#page.getByRole('button', { name: overview.create }).first().click()
    const dialog = this.#page.getByRole('dialog', { name: overview.dialog.title })
    await dialog.getByRole('textbox', { name: overview.dialog.name }).fill(name)
    await dialog.getByRole('button', { name: common.confirm, exact: true }).click()
    await this.#page.getByRole('link', { name }).click()
    await this.heading(basic.title).waitFor()
    return Number(/\/apps\/(\d+)\//.exec(this.#page.url())?.[1])
  }

  /** Shows the key and answers it. */
  async showKey(): Promise<string> {
    const card = this.#keyCard()
    await card.getByRole('button', { name: this.#texts.basic.key.show }).click()
    const key = card.getByText(/^[0-9a-f]{64}$/)
    return (await key.textContent()) ?? ''
  }

  async copyKey(): Promise<void> {
    const { common, basic } = this.#texts
    const name = fill(common.copy.name, { what: basic.key.key })
    await this.#keyCard().getByRole('button', { name }).click()
    await this.#page.getByRole('tooltip', { name: common.copy.copied }).waitFor()
  }

  /** Opens a page of the app by its entry at the side. */
  async open(entry: Exclude<keyof Texts['common']['nav'], 'label'>): Promise<void> {
    const { nav } = this.#texts.common
    await this.#page
      .getByRole('navigation', { name: nav.label })
      .getByRole('link', { name: nav[entry] })
      .click()
  }

  async createAccount(userId: string): Promise<void> {
    const { accounts, common } = this.#texts
    await this.#page.getByRole('button', { name: accounts.toolbar.create }).click()
    const dialog = this.#page.getByRole('dialog', { name: accounts.create.title })
    await dialog.getByRole('textbox', { name: accounts.fields.userId }).fill(userId)
    await dialog.getByRole('button', { name: common.confirm, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await this.account(userId).waitFor()
  }

  /** The row of an account in the list. */
  account(userId: string): Locator {
    return this.#page
      .getByRole('row')
      .filter({ has: this.#page.getByText(userId, { exact: true }) })
  }

  /** The row of a push in the list. */
  push(text: string): Locator {
    return this.#page.getByRole('row').filter({ has: this.#page.getByText(text, { exact: true }) })
  }

  /** Pushes a text to those with a tag, and waits until that is over. */
  async pushTo(target: 'tags', text: string, tag: string): Promise<void> {
    const { push } = this.#texts
    await this.#page.getByRole('button', { name: push.create }).click()
    const dialog = this.#page.getByRole('dialog', { name: push.dialog.title })
    await dialog.getByRole('textbox', { name: push.dialog.text }).fill(text)
    await dialog.getByRole('radio', { name: push.targets[target], exact: true }).check()
    await dialog.getByRole('combobox', { name: push.dialog.tagsOr }).fill(tag)
    await this.#page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: push.dialog.submit, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await this.push(text).getByText(push.status.done, { exact: true }).waitFor()
  }

  /** Generates a UserSig with the tool and answers it. */
  async generateUserSig(userId: string): Promise<string> {
    const { usersig } = this.#texts
    const card = this.#page.getByRole('region', { name: usersig.generate.title, exact: true })
    await card.getByRole('textbox', { name: usersig.userId }).fill(userId)
    await card.getByRole('button', { name: usersig.generate.submit }).click()
    await card.getByRole('button', { name: usersig.generate.copy }).waitFor()
    const output = card.getByRole('region', { name: usersig.generate.output, exact: true })
    return (await output.textContent()) ?? ''
  }

  /** Verifies a UserSig with the tool, which must find it good. */
  async verifyUserSig(userId: string, userSig: string): Promise<void> {
    const { usersig } = this.#texts
    const card = this.#page.getByRole('region', { name: usersig.verify.title, exact: true })
    await card.getByRole('textbox', { name: usersig.userId }).fill(userId)
    await card.getByRole('textbox', { name: 'UserSig' }).fill(userSig)
    await card.getByRole('button', { name: usersig.verify.submit, exact: true }).click()
    await card.getByText(usersig.verify.good).waitFor()
  }

  pane(side: Side): Locator {
    return this.#page.getByRole('region', { name: this.#texts.tryit.panes[side], exact: true })
  }

  frames(side: Side): Locator {
    const { frames, panes } = this.#texts.tryit
    return this.#page.getByRole('region', { name: fill(frames.of, { pane: panes[side] }) })
  }

  /** Chooses who is signed in on a side. */
  async choose(side: Side, userId: string): Promise<void> {
    const picker = this.pane(side).getByRole('combobox')
    await picker.fill(userId)
    const option = this.#page.locator('.ant-select-item-option', { hasText: userId })
    await option.first().click()
  }

  /** Waits until a side says that it is in a state. */
  async isShown(side: Side, state: keyof Texts['tryit']['state']): Promise<void> {
    const text = this.#texts.tryit.state[state]
    await this.pane(side).getByRole('status').getByText(text, { exact: true }).waitFor()
  }

  /** Writes a message on a side and sends it with Enter. */
  async say(side: Side, text: string): Promise<void> {
    const box = this.pane(side).getByRole('textbox')
    await box.fill(text)
    await box.press('Enter')
  }

  /** The message of a text on a side. */
  message(side: Side, text: string): Locator {
    return this.pane(side).getByRole('log').getByRole('article').filter({ hasText: text })
  }

  /** Waits until both sides show a message and its sender sees that it was read. */
  async heard(text: string, by: Side): Promise<void> {
    const sender = by === 'left' ? 'right' : 'left'
    await this.message(by, text).waitFor()
    const { read } = this.#texts.tryit.message
    await this.message(sender, text).getByText(read, { exact: true }).waitFor()
  }

  #keyCard(): Locator {
    return this.#page.getByRole('region', { name: this.#texts.basic.key.title, exact: true })
  }
}
