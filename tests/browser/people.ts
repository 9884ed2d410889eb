import type { Page } from 'playwright-core'
import { addUser, attachUserPolicy } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { freshName } from '../doors/cloud/sub-users.ts'
import { ConsolePages } from './console-pages.ts'
import type { Texts } from './texts.ts'

/** A sub-user who may sign in to the console. */
export interface Person {
  readonly name: string
  readonly uin: number
  readonly password: string
}

const password = 'Sub-User-Passw0rd!'

/** A sub-user with some policies. The root account must have signed in to the server. */
export async function newPerson(im: TestServer, ...policyIds: readonly number[]): Promise<Person> {
  const name = freshName('person')
  const { Uin: uin } = await im.act(addUser, {
    Name: name,
    ConsoleLogin: 1,
    Password: password,
    NeedResetPassword: 0,
  })
  for (const PolicyId of policyIds) await im.act(attachUserPolicy, { PolicyId, AttachUin: uin })
  return { name, uin, password }
}

/** Signs in as somebody in the place of whoever was signed in. */
export async function becomes(
  page: Page,
  url: string,
  words: Texts,
  person: Person,
): Promise<void> {
  await page.context().clearCookies()
  await page.goto(url)
  await new ConsolePages(page, words).signIn(person.password, person.name)
}
