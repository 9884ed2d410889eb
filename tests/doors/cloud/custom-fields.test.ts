import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  createFriendField,
  createUserField,
  describeFriendFields,
  describeUserFields,
  modifyUserField,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'

const rights = { AppRead: true, AppWrite: false, AdminRead: true, AdminWrite: true }
const names = Array.from({ length: 20 }, (_, at) => `key${String.fromCharCode(97 + at)}`)

describe.each(storages)('custom fields on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start()
  })
  beforeEach(async () => {
    app = await seedApp(im)
  })
  afterAll(() => im[Symbol.asyncDispose]())

  /** The error code of a call, or nothing where it worked. */
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (fault: { readonly code: string }) => fault.code,
    )
  const addUser = (Key: string, more: object = {}) =>
    im.act(createUserField, { SDKAppID: app.appId, Key, Type: 'string', ...rights, ...more })
  const userFields = async () => (await im.act(describeUserFields, { SDKAppID: app.appId })).Fields

  test('of users are kept with their rights, which alone can be changed', async () => {
    await addUser('Score', { Type: 'uint64' })

    await im.act(modifyUserField, { SDKAppID: app.appId, Key: 'Score', ...rights, AppWrite: true })

    expect(await userFields()).toEqual([
      { ...rights, Key: 'Score', Type: 'uint64', AppWrite: true },
    ])
  })

  test('of friends are kept in their order', async () => {
    const SDKAppID = app.appId
    await im.act(createFriendField, { SDKAppID, Key: 'Since', Type: 'string' })
    await im.act(createFriendField, { SDKAppID, Key: 'Closer', Type: 'bytes' })

    const { Fields } = await im.act(describeFriendFields, { SDKAppID })

    expect(Fields).toEqual([
      { Key: 'Since', Type: 'string' },
      { Key: 'Closer', Type: 'bytes' },
    ])
  })

  test.each([
    ['nine letters', 'abcdefghi', {}],
    ['a digit', 'abc1', {}],
    ['nobody who reads it', 'abc', { AppRead: false, AdminRead: false }],
    ['nobody who writes it', 'abc', { AppWrite: false, AdminWrite: false }],
    ['an unknown type', 'abc', { Type: 'date' }],
  ])('with %s are refused and change nothing', async (_, key, more) => {
    expect(await codeOf(addUser(key, more))).toMatch(/^InvalidParameter/)
    expect(await userFields()).toEqual([])
  })

  test('are 20 at most, each name once', async () => {
    for (const name of names) await im.platform.im.apps.addUserField(app.appId, field(name))

    expect(await codeOf(addUser('Twice'))).toBe('LimitExceeded')
    expect(await codeOf(addUser('keya'))).toBe('ResourceInUse')
    expect((await userFields()).map(({ Key }) => Key)).toEqual(names)
  })

  test('that were added at once are all there', async () => {
    await Promise.all(
      names.slice(0, 5).map((name) => im.platform.im.apps.addUserField(app.appId, field(name))),
    )

    expect((await userFields()).map(({ Key }) => Key).sort()).toEqual(names.slice(0, 5))
  })

  test('that are not there cannot be changed', async () => {
    const change = im.act(modifyUserField, { SDKAppID: app.appId, Key: 'Nothing', ...rights })

    expect(await codeOf(change)).toBe('ResourceNotFound')
  })

  function field(Key: string) {
    return { Key, Type: 'string' as const, ...rights }
  }
})
