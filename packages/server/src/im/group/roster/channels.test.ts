import { expect, test } from 'bun:test'
import type { Connection } from '../../presence/service.ts'
import { Registry } from '../../presence/service.ts'
import { Channels } from './channels.ts'
import { ORDINARY, Roster } from './roster.ts'

/** A community whose ordinary members, picky ones and their connections are here. */
function community(most?: number) {
  const registry = new Registry<Connection>()
  const roster = new Roster(7, 'c')
  const channels = new Channels(registry, most)
  const listening = new Map<string, Set<string>>()
  const enter = (account: string, ...discarded: readonly string[]) => {
    const topics = new Set<string>()
    listening.set(account, topics)
    registry.add({
      id: account,
      appId: 7,
      account,
      platform: 'Web',
      instanceId: '',
      order: 1,
      send: () => undefined,
      subscribe: (topic) => void topics.add(topic),
      unsubscribe: (topic) => void topics.delete(topic),
    })
    roster.set(account, ORDINARY)
    for (const topicId of discarded) roster.discards.set(account, topicId, true)
    channels.attune(roster, account, true)
  }
  /** How often each account gets what is published about a place. */
  const reach = (placeId: string) => {
    const names = channels.of(roster, placeId)
    return Object.fromEntries(
      [...listening].map(([account, on]) => [account, names.filter((name) => on.has(name)).length]),
    )
  }
  return { roster, channels, listening, enter, reach }
}

test('what is published reaches everybody who hears it once', () => {
  const { enter, reach } = community()
  enter('ann')
  enter('bob', 't1')
  enter('cat', 't1', 't2')

  expect(reach('c')).toEqual({ ann: 1, bob: 1, cat: 1 })
  expect(reach('t1')).toEqual({ ann: 1, bob: 0, cat: 0 })
  expect(reach('t2')).toEqual({ ann: 1, bob: 1, cat: 0 })
  expect(reach('t3')).toEqual({ ann: 1, bob: 1, cat: 1 })
})

test('a community that nobody is picky in has one native topic', () => {
  const { roster, channels, enter } = community()
  enter('ann')

  expect(channels.of(roster, 't1')).toEqual(['group/7/c'])
})

test('topics beyond the bound lose theirs, used longest ago first, and get it again', () => {
  const { listening, enter, reach } = community(3)
  enter('bob', 't1', 't2', 't3')
  enter('cat', 't1')
  const owns = () => [...(listening.get('cat') ?? [])].toSorted()
  const all = { bob: 0, cat: 1 }

  expect([reach('t2'), reach('t3')]).toEqual([all, all])
  expect(owns()).toEqual(['group/7/t3', 'picky/group/7/c'])
  expect(reach('t2')).toEqual(all)
  expect(owns()).toEqual(['group/7/t2', 'picky/group/7/c'])
})

test('who discards nothing any more is like the others', () => {
  const { roster, channels, listening, enter, reach } = community()
  enter('bob', 't1')
  enter('cat', 't2')
  reach('t1')
  reach('t2')
  roster.discards.set('bob', 't1', false)
  channels.attune(roster, 'bob', true)
  channels.close(roster, 't1')

  expect([...(listening.get('bob') ?? [])]).toEqual(['group/7/c'])
  expect(reach('t1')).toEqual({ bob: 1, cat: 1 })
  expect(reach('t2')).toEqual({ bob: 1, cat: 0 })
})
