import { expect, test } from 'bun:test'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { next, signIn } from '../../test/sign-in.ts'

test('the status of others comes as numbers, the unknown with a code', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')

  const { data } = await alice.getUserStatus({ userIDList: ['bob', 'carol', 'nobody'] })

  expect(data).toEqual({
    successUserList: [
      { userID: 'bob', statusType: 2, customStatus: 'away' },
      { userID: 'carol', statusType: 3, customStatus: '' },
    ],
    failureUserList: [{ userID: 'nobody', code: 70107, message: expect.any(String) }],
  })
})

test('the own status is set and answered', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')

  const { data } = await alice.setSelfStatus({ customStatus: 'busy' })

  expect(data).toEqual({ userID: 'alice', statusType: 1, customStatus: 'busy' })
})

test('a change that is told is an event', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const told = next(alice, 'onUserStatusUpdated')

  const { data } = await alice.subscribeUserStatus({ userIDList: ['bob', 'nobody'] })
  const change = { userId: 'bob', status: 'Online', customStatus: '' } as const
  gateway.tell('alice', 'presence.changed', change)

  expect(data.failureUserList).toMatchObject([{ userID: 'nobody', code: 70107 }])
  expect(await told).toEqual([{ userID: 'bob', statusType: 1, customStatus: '' }])
})

test('after a reconnection it subscribes again and tells what changed meanwhile', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  await alice.subscribeUserStatus({ userIDList: ['bob', 'carol'] })
  await alice.unsubscribeUserStatus({ userIDList: ['nobody'] })
  const told = next(alice, 'onUserStatusUpdated')

  gateway.statuses.set('carol', { userId: 'carol', status: 'Online', customStatus: 'back' })
  gateway.cut('alice')

  expect(await told).toEqual([{ userID: 'carol', statusType: 1, customStatus: 'back' }])
  expect(gateway.asked('presence.subscribe')).toMatchObject([
    { params: { userIds: ['bob', 'carol'] } },
    { params: { userIds: ['bob', 'carol'] } },
  ])
})

test('who unsubscribed from all subscribes to nobody after a reconnection', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  await alice.subscribeUserStatus({ userIDList: ['bob', 'carol'] })

  await alice.unsubscribeUserStatus()
  const back = next(alice, 'onConversationListUpdated')
  gateway.cut('alice')
  await back
  await alice.getUserStatus({ userIDList: ['bob'] })

  expect(gateway.asked('presence.unsubscribe')).toMatchObject([{ params: { userIds: [] } }])
  expect(gateway.asked('presence.subscribe')).toHaveLength(1)
})
