import { expect, test } from 'bun:test'
import type { WireGroupMessage } from '@yanshu/protocol'
import { createLocalBus } from '../../bus/bus.ts'
import { topicOf } from '../../im/group/roster/roster.ts'
import { Registry } from '../../im/presence/service.ts'
import type { Fanout } from './fanout.ts'
import { listenToGroups } from './fanout-group.ts'
import type { Session } from './session.ts'

const message = { groupId: 'g', seq: 1, from: 'alice', body: [] } as unknown as WireGroupMessage

test('a message to however many members is one publication of one frame', () => {
  const bus = createLocalBus((error) => {
    throw error
  })
  const published: (readonly [string, string])[] = []
  const delivered: (readonly [number, number])[] = []
  listenToGroups({
    bus,
    fanout: {} as Pick<Fanout, 'tellAll' | 'toAccount'>,
    registry: new Registry<Session>(),
    audience: {
      channelsOf: (appId, groupId) => [topicOf(appId, groupId)],
      hearing: (_, accounts) => accounts,
    },
    topics: {
      publish: (topic, frame) => void published.push([topic, frame]),
      subscribers: () => 3,
    },
    delivered: (appId, count) => void delivered.push([appId, count]),
  })

  bus.publish('group.sent', {
    appId: 7,
    groupId: 'g',
    message,
    logId: 1,
    cursor: 'c',
    receivers: undefined,
    sessionId: undefined,
  })

  expect(published).toEqual([
    ['group/7/g', JSON.stringify({ event: 'group.message', data: { message, cursor: 'c' } })],
  ])
  expect(delivered).toEqual([[7, 3]])
})
