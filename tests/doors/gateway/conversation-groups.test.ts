import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  conversationGet,
  conversationGroupChange,
  conversationGroupCreate,
  conversationGroupDelete,
  conversationGroupList,
  conversationGroupRename,
  gatewayErrors,
  recentErrors,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { idsOf, peersUpTo } from '../peers.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const ALICE = 'C2Calice'
const CAROL = 'C2Ccarol'

describe.each(storages)('groups of conversations on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let bob: RawClient
  beforeAll(async () => {
    im = await start()
  })
  beforeEach(async () => {
    app = await seedApp(im, 'alice', 'bob', 'carol')
    bob = await im.connect(app, 'bob')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const create = (name: string, ids: readonly string[] = [ALICE]) =>
    bob.call(conversationGroupCreate, { name, conversationIds: [...ids] })
  const change = (operation: 'add' | 'remove', ids: readonly string[], name = 'work') =>
    bob.call(conversationGroupChange, { name, operation, conversationIds: [...ids] })
  const rename = (name: string, newName: string) =>
    bob.call(conversationGroupRename, { name, newName })
  const remove = (name: string) => bob.call(conversationGroupDelete, { name })
  const names = async () => (await bob.call(conversationGroupList, {})).groups
  const groupsOf = async (id: string) => {
    const { conversations } = await bob.call(conversationGet, { conversationIds: [id] })
    return conversations[0]?.groups ?? []
  }

  test.each(['developer', 'premium', 'private'])('the plan %s has them', async (plan) => {
    await putOnPlan(im, app, plan)

    expect(await create('work')).toEqual({ failed: [] })
    expect(await change('add', [CAROL])).toEqual({ failed: [] })
    expect(await rename('work', 'home')).toEqual({})
    expect(await groupsOf(CAROL)).toEqual(['home'])
    expect(await remove('home')).toEqual({})
    expect(await names()).toEqual([])
  })

  test.each([
    ['create', () => create('more')],
    ['change', () => change('remove', [ALICE])],
    ['rename', () => rename('work', 'home')],
    ['delete', () => remove('work')],
  ] as const)('a plan without them refuses to %s with 60020, and shows them', async (_, ask) => {
    await create('work')
    await putOnPlan(im, app, 'standard')

    expect(gatewayErrors.notInPlan.code).toBe(60020)
    expect(await refusal(ask())).toBe(60020)
    expect(await names()).toEqual(['work'])
    expect(await groupsOf(ALICE)).toEqual(['work'])
  })

  test('are 20 at most; the next is refused with 51010 until one is deleted', async () => {
    const twenty = numbers(20).map((number) => `group ${number}`)
    for (const name of twenty) await create(name)

    expect(await refusal(create('one more'))).toBe(recentErrors.tooManyContactGroups.code)
    expect(await names()).toEqual(twenty)
    expect(await groupsOf(ALICE)).toEqual(twenty)
    await remove('group 7')
    expect(await create('one more')).toEqual({ failed: [] })
    expect(await names()).toEqual([...twenty.filter((name) => name !== 'group 7'), 'one more'])
  })

  test('hold 1,000 conversations in all; what is beyond fails with 51008', async () => {
    await im.platform.im.accounts.importMany(app.appId, peersUpTo(1001))
    await create('work', idsOf(1, 100))
    for (let first = 101; first <= 801; first += 100) {
      await change('add', idsOf(first, first + 99))
    }
    await create('home', idsOf(901, 990))
    const beyond = {
      failed: [{ conversationId: 'C2Cpeer1001', code: recentErrors.tooManyContacts.code }],
    }

    expect(await change('add', idsOf(985, 1001))).toEqual(beyond)
    expect(await create('more', ['C2Cpeer1001', 'C2Cpeer1'])).toEqual(beyond)
    expect(await groupsOf('C2Cpeer1')).toEqual(['work', 'more'])
    expect(await groupsOf('C2Cpeer1001')).toEqual([])
    await change('remove', ['C2Cpeer2'])
    expect(await change('add', ['C2Cpeer1001'])).toEqual({ failed: [] })
    await remove('home')
    expect(await change('add', ['C2Cpeer2'])).toEqual({ failed: [] })
  })

  test('take 1 to 100 conversations in one request', async () => {
    await im.platform.im.accounts.importMany(app.appId, peersUpTo(101))
    const badParameter = gatewayErrors.badParameter.code

    expect(await create('work', idsOf(1, 100))).toEqual({ failed: [] })
    expect(await refusal(create('more', idsOf(1, 101)))).toBe(badParameter)
    expect(await refusal(create('none', []))).toBe(badParameter)
    expect(await refusal(change('add', idsOf(1, 101)))).toBe(badParameter)
    expect(await refusal(change('remove', []))).toBe(badParameter)
    expect(await names()).toEqual(['work'])
  })

  test('have names of 1 to 32 bytes, each once', async () => {
    const longest = `${'雁'.repeat(10)}xx`
    const tooLong = recentErrors.contactGroupNameTooLong.code
    await create('work')

    expect(await create(longest)).toEqual({ failed: [] })
    expect(await refusal(create(`${longest}x`))).toBe(tooLong)
    expect(await refusal(rename('work', `${longest}x`))).toBe(tooLong)
    expect(await refusal(create('work'))).toBe(recentErrors.badParameter.code)
    expect(await refusal(rename('work', longest))).toBe(recentErrors.badParameter.code)
    expect(await refusal(create(''))).toBe(gatewayErrors.badParameter.code)
    expect(await rename('work', 'work')).toEqual({})
    expect(await names()).toEqual(['work', longest])
  })

  test('that are not there are refused with 51009', async () => {
    const noGroup = recentErrors.noContactGroup.code

    expect(await refusal(change('add', [ALICE]))).toBe(noGroup)
    expect(await refusal(rename('work', 'home'))).toBe(noGroup)
    expect(await refusal(remove('work'))).toBe(noGroup)
  })

  test('take no account that is not there, and let one go that is not in', async () => {
    const failed = [{ conversationId: 'C2Cnobody', code: recentErrors.unknownAccount.code }]

    expect(await create('work', [ALICE, 'C2Cnobody'])).toEqual({ failed })
    expect(await change('add', [CAROL, 'C2Cnobody'])).toEqual({ failed })
    expect(await change('remove', [ALICE, 'C2Cnobody'])).toEqual({ failed: [] })
    expect([await groupsOf(ALICE), await groupsOf(CAROL)]).toEqual([[], ['work']])
  })

  test('the other connections are told of every change', async () => {
    const phone = await im.connect(app, 'bob', { platform: 'iPhone' })
    await create('work')
    await change('add', [CAROL, 'C2Cnobody'])
    await change('remove', [ALICE])
    await rename('work', 'home')
    await remove('home')

    const told = []
    while (told.length < 5) told.push(await phone.next('conversationGroup.changed'))
    expect(told).toEqual([
      { name: 'work', groups: ['work'], added: [ALICE], removed: [] },
      { name: 'work', groups: ['work'], added: [CAROL], removed: [] },
      { name: 'work', groups: ['work'], added: [], removed: [ALICE] },
      { name: 'home', renamedFrom: 'work', groups: ['home'], added: [], removed: [] },
      { name: 'home', groups: [], added: [], removed: [CAROL] },
    ])
    expect(bob.events).toEqual([])
  })
})
