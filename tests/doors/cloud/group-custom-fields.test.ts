import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  createGroupField,
  createGroupMemberField,
  describeGroupFields,
  describeGroupMemberFields,
  modifyGroupField,
  modifyGroupMemberField,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'

const forAll = { Read: 'Anyone', Write: 'Anyone' } as const
const forPublic = [{ Type: 'Public', ...forAll }] as const
const own = 'ReadWrite' as const

describe.each(storages)('custom fields of groups on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start()
  })
  beforeEach(async () => {
    app = await seedApp(im)
    await im.signIn()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (fault: { readonly code: string }) => fault.code,
    )
  const addGroup = (Key: string, Types: unknown = forPublic) =>
    im.act(createGroupField, { SDKAppID: app.appId, Key, Types: Types as never })
  const addMember = (Key: string, Types: unknown = [{ ...forPublic[0], Own: own }]) =>
    im.act(createGroupMemberField, { SDKAppID: app.appId, Key, Types: Types as never })
  const groupFields = async () =>
    (await im.act(describeGroupFields, { SDKAppID: app.appId })).Fields
  const memberFields = async () =>
    (await im.act(describeGroupMemberFields, { SDKAppID: app.appId })).Fields

  test('keep their types in order; rights change, types are added, none goes', async () => {
    await addGroup('level_1', [...forPublic, { Type: 'AVChatRoom', ...forAll }])

    await im.act(modifyGroupField, {
      SDKAppID: app.appId,
      Key: 'level_1',
      Types: [
        { Type: 'Community', Read: 'Member', Write: 'AppAdmin' },
        { Type: 'Public', Read: 'Anyone', Write: 'Owner' },
      ],
    })

    expect(await groupFields()).toEqual([
      {
        Key: 'level_1',
        Types: [
          { Type: 'Public', Read: 'Anyone', Write: 'Owner' },
          { Type: 'AVChatRoom', ...forAll },
          { Type: 'Community', Read: 'Member', Write: 'AppAdmin' },
        ],
      },
    ])
    expect(await memberFields()).toEqual([])
  })

  test('of members also say what members may do with their own', async () => {
    await addMember('_seat')

    const Types = [{ Type: 'Public', Read: 'Admin', Write: 'AppAdmin', Own: 'Read' }] as const
    await im.act(modifyGroupMemberField, { SDKAppID: app.appId, Key: '_seat', Types: [...Types] })

    expect(await memberFields()).toEqual([{ Key: '_seat', Types: [...Types] }])
    expect((await im.platform.im.apps.groupFields(app.appId)).member.get('_seat')?.Types).toEqual([
      ...Types,
    ])
  })

  test.each([
    ['a leading digit', '1st', forPublic],
    ['a dash', 'a-b', forPublic],
    ['17 letters', 'abcdefghijklmnopq', forPublic],
    ['no name', '', forPublic],
    ['no type', 'key', []],
    ['a type twice', 'key', [...forPublic, ...forPublic]],
    ['an unknown type', 'key', [{ Type: 'Club', ...forAll }]],
    ['an unknown level', 'key', [{ Type: 'Public', Read: 'Friend', Write: 'Anyone' }]],
  ])('with %s are refused and change nothing', async (_, key, types) => {
    expect(await codeOf(addGroup(key, types))).toMatch(/^InvalidParameter/)
    expect(await groupFields()).toEqual([])
  })

  test.each([
    ['live rooms', [{ Type: 'AVChatRoom', ...forAll, Own: own }], 'InvalidParameterValue'],
    ['no right to the own value', forPublic, 'MissingParameter'],
    ['an unknown right', [{ ...forPublic[0], Own: 'Write' }], 'InvalidParameterValue'],
  ])('of members with %s are refused', async (_, types, code) => {
    expect(await codeOf(addMember('key', types))).toBe(code)
  })

  test('have a name once over both kinds', async () => {
    await addGroup('level')
    await addMember('seat')

    expect(await codeOf(addGroup('level'))).toBe('ResourceInUse')
    expect(await codeOf(addGroup('seat'))).toBe('ResourceInUse')
    expect(await codeOf(addMember('level'))).toBe('ResourceInUse')
    expect(await codeOf(addGroup('Level'))).toBeUndefined()
  })

  test('are ten of groups and five of members at most', async () => {
    const { apps } = im.platform.im
    for (let at = 0; at < 10; at += 1) {
      await apps.addGroupField(app.appId, { Key: `group_${at}`, Types: [...forPublic] })
    }
    for (let at = 0; at < 5; at += 1) {
      const Types = [{ ...forPublic[0], Own: own }]
      await apps.addMemberField(app.appId, { Key: `member_${at}`, Types })
    }

    expect(await codeOf(addGroup('more'))).toBe('LimitExceeded')
    expect(await codeOf(addMember('more'))).toBe('LimitExceeded')
    expect((await groupFields()).length).toBe(10)
    expect((await memberFields()).length).toBe(5)
  })

  test('that are not there cannot be changed, nor are those of an app that is not', async () => {
    const Types = [...forPublic]
    const change = codeOf(im.act(modifyGroupField, { SDKAppID: app.appId, Key: 'nothing', Types }))
    const elsewhere = codeOf(im.act(createGroupField, { SDKAppID: 1, Key: 'key', Types }))

    expect(await change).toBe('ResourceNotFound')
    expect(await elsewhere).toBe('ResourceNotFound.App')
  })
})
