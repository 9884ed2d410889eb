import type { ColumnChoice } from '../../../app/shown-columns.ts'

/** The columns of the user list that may be left out, and the words that head them. */
export const userColumnTitles = {
  type: 'users.fields.type',
  uin: 'users.fields.uin',
  created: 'users.fields.created',
  info: 'users.fields.info',
  remark: 'users.fields.remark',
  phone: 'users.fields.phone',
  email: 'users.fields.email',
  lastSignIn: 'users.fields.lastSignIn',
} as const

export type UserColumn = keyof typeof userColumnTitles

export const userColumns = [
  'type',
  'uin',
  'created',
  'info',
  'remark',
  'phone',
  'email',
  'lastSignIn',
] as const satisfies readonly UserColumn[]

/** What the list shows of users, after their names. */
export const userColumnChoice: ColumnChoice<UserColumn> = {
  list: 'users',
  all: userColumns,
  usual: ['type', 'uin', 'created', 'info'],
}
