import type { addUser } from '@yanshu/protocol'
import type { ActionParams } from '../../../api/action-types.ts'
import type { PickedGroup } from '../GroupPicker.tsx'
import { usualPassword } from '../Passwords/PasswordFields.tsx'
import type { PasswordChoice } from '../Passwords/PasswordFields.tsx'
import type { PickedPolicy } from '../PolicyPicker.tsx'

/** Users that are made at once, at the most. */
export const MOST_AT_ONCE = 10

/** One line of the first step. */
export interface NewUser {
  readonly name: string
  readonly remark?: string
  readonly phone?: string
  readonly email?: string
}

/** The first step: who, and by which ways they come in. */
export interface UserInfoForm extends PasswordChoice {
  readonly users: readonly NewUser[]
  readonly ways: readonly ('console' | 'api')[]
}

/** The second step: what they may do. */
export interface Permissions {
  readonly policies: readonly PickedPolicy[]
  readonly groups: readonly PickedGroup[]
}

/** Everything that was said so far. */
export interface Draft {
  readonly info: UserInfoForm
  readonly permissions: Permissions
}

export const emptyDraft: Draft = {
  info: { users: [{ name: '' }], ways: ['console'], ...usualPassword },
  permissions: { policies: [], groups: [] },
}

/** The request that creates one of the users. An empty password asks for a generated one. */
export function addUserParams(
  user: NewUser,
  { ways, way, password = '', mustChange }: UserInfoForm,
): ActionParams<typeof addUser> {
  const signsIn = ways.includes('console')
  return {
    Name: user.name.trim(),
    UseApi: ways.includes('api') ? 1 : 0,
    ConsoleLogin: signsIn ? 1 : 0,
    ...(signsIn && { NeedResetPassword: mustChange ? 1 : 0 }),
    ...(signsIn && way === 'own' && { Password: password }),
    ...(user.remark && { Remark: user.remark }),
    ...(user.phone && phoneParams(user.phone)),
    ...(user.email && { Email: user.email }),
  }
}

/** `+44 20123456` names its country; without one it is a number of mainland China. */
export function phoneParams(text: string): { PhoneNum: string; CountryCode: string } {
  const [, country = '86', number = ''] = /^(?:\+(\d{1,4})[ -])?(\d+)$/.exec(text.trim()) ?? []
  return { PhoneNum: number, CountryCode: country }
}

/** What was picked, with what somebody else has; each once. */
export function mergePermissions(picked: Permissions, others: Permissions): Permissions {
  return {
    policies: merge(picked.policies, others.policies, ({ PolicyId }) => PolicyId),
    groups: merge(picked.groups, others.groups, ({ GroupId }) => GroupId),
  }
}

function merge<Item>(
  items: readonly Item[],
  others: readonly Item[],
  idOf: (item: Item) => number,
): readonly Item[] {
  const known = new Set(items.map(idOf))
  return [...items, ...others.filter((other) => !known.has(idOf(other)))]
}
