import { expect, test } from 'bun:test'
import type { CallAction } from '../../../api/call-action.ts'
import { createUsers } from './create-users.ts'
import type { Attempt, CreatedUser } from './create-users.ts'
import { emptyDraft } from './draft.ts'
import type { Draft } from './draft.ts'

const draft: Draft = {
  info: { ...emptyDraft.info, users: [{ name: 'ann' }, { name: 'bob' }], ways: ['console', 'api'] },
  permissions: {
    policies: [{ PolicyId: 1, PolicyName: 'reading', Type: 2, Description: '' }],
    groups: [{ GroupId: 5, GroupName: 'ops', Remark: '' }],
  },
}

const attempt: Attempt = async (id, call) => {
  try {
    await call()
    return []
  } catch (error) {
    return [{ id, reason: String(error) }]
  }
}

/** Runs the draft on a server that refuses what is named. */
async function run(refuses: (action: string, params: object) => boolean) {
  const calls: string[] = []
  const created: CreatedUser[] = []
  const callAction = (async (action: { name: string }, params: { Name?: string }) => {
    calls.push(action.name)
    if (refuses(action.name, params)) throw new Error('refused')
    return { Uin: 7, Name: params.Name, Uid: 1, Password: 'pw', SecretId: 'id', SecretKey: 'key' }
  }) as unknown as CallAction
  await createUsers(draft, { callAction, attempt, onUser: (user) => created.push(user) })
  return { calls, created }
}

test('each user is created, then gets its policies and groups', async () => {
  const { calls, created } = await run(() => false)

  expect(calls).toEqual([
    'AddUser',
    'AttachUserPolicy',
    'AddUserToGroup',
    'AddUser',
    'AttachUserPolicy',
    'AddUserToGroup',
  ])
  expect(created[0]).toEqual({
    name: 'ann',
    uin: 7,
    credentials: { user: 'ann', password: 'pw', secretId: 'id', secretKey: 'key' },
    refused: [],
  })
})

test('a user that is refused gets nothing, and the next one is created', async () => {
  const { calls, created } = await run(
    (action, params) => action === 'AddUser' && 'Name' in params && params.Name === 'ann',
  )

  expect(calls).toEqual(['AddUser', 'AddUser', 'AttachUserPolicy', 'AddUserToGroup'])
  expect(created.map(({ name, uin, refused }) => [name, uin, refused.length])).toEqual([
    ['ann', 0, 1],
    ['bob', 7, 0],
  ])
})

test('a policy that is refused is told beside the credentials', async () => {
  const { created } = await run((action) => action === 'AttachUserPolicy')

  expect(created[0]?.refused).toEqual([{ id: 'reading', reason: 'Error: refused' }])
  expect(created[0]?.credentials?.password).toBe('pw')
})
