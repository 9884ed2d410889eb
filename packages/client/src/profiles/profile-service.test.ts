import { expect, test } from 'bun:test'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { next, signIn, textTo } from '../../test/sign-in.ts'

test('a change of the own profile is told once and signs later messages', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const told: unknown[] = []
  alice.on('onProfileUpdated', ({ data }) => told.push(...data))

  const { data } = await alice.updateMyProfile({ nick: 'Alice' })
  gateway.tell('alice', 'profile.changed', {
    userId: 'alice',
    profile: { Tag_Profile_IM_Nick: 'Alice' },
    updatedAt: 7,
  })
  const other = next(alice, 'onProfileUpdated')
  gateway.tell('alice', 'profile.changed', {
    userId: 'alice',
    profile: { Tag_Profile_IM_Nick: 'Alice B.' },
    updatedAt: 8,
  })

  expect(data).toMatchObject({ nick: 'Alice', lastUpdatedTime: 7, lastUpdatedNumber: 7 })
  expect(await other).toMatchObject([{ nick: 'Alice B.' }])
  expect(told).toMatchObject([{ nick: 'Alice' }, { nick: 'Alice B.' }])
  expect(textTo(alice, 'bob', 'hello').nick).toBe('Alice B.')
})

test('profiles of others are read', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')

  const { data } = await alice.getUserProfile({ userIDList: ['bob', 'carol'] })

  expect(data).toMatchObject([
    { userID: 'bob', nick: 'nick of bob', gender: 'Gender_Type_Unknown' },
    { userID: 'carol', nick: 'nick of carol' },
  ])
})

test('bad arguments reject with a code', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')

  const failed = alice.getUserProfile(undefined as never)

  await expect(failed).rejects.toMatchObject({ code: 2503 })
})
