import { expect, test } from 'bun:test'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { next, signIn } from '../../test/sign-in.ts'

/** A gateway with the attributes of one group. */
function gatewayWith(attributes: Record<string, string>): FakeGateway {
  const gateway = new FakeGateway()
  let sequence = 4
  gateway.answers.set('group.attributes', () => ({ attributes, sequence }))
  const write = () => ({ sequence: (sequence += 1) })
  for (const name of ['init', 'set', 'delete']) {
    gateway.answers.set(`group.attributes.${name}`, write)
  }
  return gateway
}

const sequences = (gateway: FakeGateway) =>
  gateway.requests
    .filter(({ method }) => method.startsWith('group.attributes.'))
    .map(({ params }) => params['sequence'])

test('a write names the state it was made for, read once before the first', async () => {
  await using gateway = gatewayWith({ a: '1' })
  await using alice = await signIn(gateway, 'alice')
  const told: unknown[] = []
  alice.on('groupAttributesUpdated', ({ data }) => told.push(data.groupAttributes))

  const writes = await Promise.all([
    alice.setGroupAttributes({ groupID: 'g', groupAttributes: { a: '2' } }),
    alice.initGroupAttributes({ groupID: 'g', groupAttributes: { b: '3' } }),
  ])
  const { data } = await alice.deleteGroupAttributes({ groupID: 'g', keyList: ['b'] })

  expect(writes.map((write) => write.data)).toEqual([
    { groupAttributes: { a: '2' } },
    { groupAttributes: { b: '3' } },
  ])
  expect(data).toEqual({ keyList: ['b'] })
  expect(gateway.asked('group.attributes')).toHaveLength(1)
  expect(told).toEqual([{ a: '2' }, { b: '3' }, {}])
  expect(sequences(gateway)).toEqual([4, 5, 6])
})

test('a write that comes second fails with 10056, and the next one goes on from what was told', async () => {
  await using gateway = gatewayWith({})
  await using alice = await signIn(gateway, 'alice')
  await alice.getGroupAttributes({ groupID: 'g', keyList: [] })
  gateway.fail('group.attributes.set', { code: 10_056 })
  const options = { groupID: 'g', groupAttributes: { a: '2' } }

  await expect(alice.setGroupAttributes(options)).rejects.toMatchObject({ code: 10_056 })
  const told = next(alice, 'groupAttributesUpdated')
  gateway.tell('alice', 'group.attributesChanged', {
    groupId: 'g',
    attributes: { a: '1' },
    sequence: 9,
  })
  expect(await told).toEqual({ groupID: 'g', groupAttributes: { a: '1' } })
  await alice.setGroupAttributes(options)

  expect(sequences(gateway)).toEqual([4, 9])
})

test('reading never rejects where the server refuses, so that kits open the group', async () => {
  await using gateway = gatewayWith({})
  await using alice = await signIn(gateway, 'alice')
  gateway.fail('group.attributes', { code: 10_007 })

  const refused = await alice.getGroupAttributes({ groupID: 'g' })
  const topic = await alice.getGroupAttributes({ groupID: '@TGS#_c@TOPIC#_t' })

  expect(refused.data).toEqual({ groupAttributes: {} })
  expect(topic.data).toEqual({ groupAttributes: {} })
  const write = alice.setGroupAttributes({ groupID: '@TGS#_c@TOPIC#_t', groupAttributes: {} })
  await expect(write).rejects.toMatchObject({ code: 2641 })
})

test('counters are set, moved, read and told of', async () => {
  await using gateway = new FakeGateway()
  gateway.answers.set('group.counters', () => ({ counters: { likes: 3 } }))
  gateway.answers.set('group.counters.set', ({ counters }) => ({ counters }))
  gateway.answers.set('group.counters.increase', ({ key }) => ({ key, value: 4 }))
  gateway.answers.set('group.counters.decrease', ({ key }) => ({ key, value: 2 }))
  await using alice = await signIn(gateway, 'alice')
  const told: unknown[] = []
  alice.on('onGroupCounterUpdated', ({ data }) => told.push(data.value))
  const ten = next(alice, 'onGroupCounterUpdated', ({ value }) => value === 10)

  const set = await alice.setGroupCounters({ groupID: 'g', counters: { likes: 3 } })
  const up = await alice.increaseGroupCounter({ groupID: 'g', key: 'likes', value: 1 })
  const down = await alice.decreaseGroupCounter({ groupID: 'g', key: 'likes', value: 1 })
  const read = await alice.getGroupCounters({ groupID: 'g' })
  gateway.tell('alice', 'group.countersChanged', { groupId: 'g', counters: { likes: 10 } })

  expect(set.data).toEqual({ counters: { likes: 3 } })
  expect(up.data).toEqual({ groupID: 'g', key: 'likes', value: 4 })
  expect(down.data).toEqual({ groupID: 'g', key: 'likes', value: 2 })
  expect(read.data).toEqual({ counters: { likes: 3 } })
  expect(await ten).toEqual({ groupID: 'g', key: 'likes', value: 10 })
  expect(told).toEqual([3, 4, 2, 10])
})
