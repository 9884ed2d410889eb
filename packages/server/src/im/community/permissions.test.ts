import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Right, RightsBasis } from './permissions.ts'
import { communityBits, rightsOf, topicBits } from './permissions.ts'

const plain: RightsBasis = {
  isOwner: false,
  grouped: undefined,
  communityDefault: 0,
  topic: undefined,
}
const rights = [...new Set([...Object.keys(communityBits), ...Object.keys(topicBits)])] as Right[]
const grantedBy = (basis: RightsBasis) => {
  const all = rightsOf(basis)
  return rights.filter((name) => all[name]).toSorted()
}
const topic = { id: 't', defaultBits: 0 }

describe('rights in a community', () => {
  test('the owner has all of them', () => {
    expect(grantedBy({ ...plain, isOwner: true })).toEqual(rights.toSorted())
  })

  test.each(Object.entries(communityBits))('bit of %s grants it alone', (name, bit) => {
    const more = name === 'managePermissionGroups' ? ['manageTopicPermissions'] : []

    expect(grantedBy({ ...plain, communityDefault: bit })).toEqual(
      [name as Right, ...more].toSorted() as Right[],
    )
  })

  test.each(Object.entries(topicBits))(
    'bit of %s in a topic grants it there alone',
    (name, bit) => {
      expect(grantedBy({ ...plain, topic: { ...topic, defaultBits: bit } })).toEqual([
        name as Right,
      ])
      expect(grantedBy({ ...plain, topic })).toEqual([])
    },
  )

  test('who is in a permission group has nothing of the defaults', () => {
    const grouped = { community: communityBits.send, topics: new Map() }
    const basis = { ...plain, communityDefault: communityBits.mute, grouped }

    expect(grantedBy({ ...basis, topic: { ...topic, defaultBits: topicBits.atAll } })).toEqual([
      'send',
    ])
  })

  test('a topic that is not listed adds nothing', () => {
    const grouped = { community: 0, topics: new Map([['other', topicBits.send]]) }

    expect(grantedBy({ ...plain, topic, grouped })).toEqual([])
  })
})

const bits = fc.integer({ min: 0, max: 2047 })
const grouped = (community: number, inTopic: number) => ({
  community,
  topics: new Map([['t', inTopic]]),
})

describe('whatever the bits', () => {
  test('more of them never take a right away', () => {
    fc.assert(
      fc.property(bits, bits, bits, bits, (community, inTopic, more, moreInTopic) => {
        const before = grantedBy({ ...plain, grouped: grouped(community, inTopic), topic })
        const wider = grouped(community | more, inTopic | moreInTopic)

        expect(grantedBy({ ...plain, grouped: wider, topic })).toEqual(
          expect.arrayContaining([...before]),
        )
      }),
    )
  })

  test('a group with the bits of the defaults grants what the defaults do', () => {
    fc.assert(
      fc.property(bits, bits, (community, inTopic) => {
        const byDefault = {
          ...plain,
          communityDefault: community,
          topic: { ...topic, defaultBits: inTopic },
        }

        expect(grantedBy({ ...plain, grouped: grouped(community, inTopic), topic })).toEqual(
          grantedBy(byDefault),
        )
      }),
    )
  })

  test('what the community grants holds in every topic', () => {
    fc.assert(
      fc.property(bits, bits, (community, inTopic) => {
        const basis = { ...plain, communityDefault: community }
        const inside = { ...topic, defaultBits: inTopic }

        expect(grantedBy({ ...basis, topic: inside })).toEqual(
          expect.arrayContaining([...grantedBy(basis)]),
        )
      }),
    )
  })
})
