import { expect, test } from 'bun:test'
import { isAskable, readQuestion, simulationParams, writeQuestion } from './question.ts'

const read = (query: string) => readQuestion(new URLSearchParams(query))

test('a question in the address comes back as it was', () => {
  const query = 'user=100000000002&action=im%3ASetConfInfo&resource=*&ip=192.0.2.1'

  expect(writeQuestion(read(query)).toString()).toBe(query)
  expect(writeQuestion(read('')).toString()).toBe('')
})

test('only who and what are needed to ask', () => {
  expect(isAskable(read('user=2&action=im:SetConfInfo'))).toBe(true)
  expect(isAskable(read('user=2'))).toBe(false)
  expect(isAskable(read('action=im:SetConfInfo'))).toBe(false)
  expect(isAskable(read('user=2&action=im:'))).toBe(false)
  expect(isAskable(read('user=ann&action=im:SetConfInfo'))).toBe(false)
})

test('what is left out stands for its usual value', () => {
  expect(simulationParams(read('user=2&action=name/im:SetConfInfo'))).toEqual({
    TargetUin: 2,
    Action: 'im:SetConfInfo',
  })
  expect(
    simulationParams(read('user=2&action=im:X&resource=r&ip=192.0.2.1&time=2030-01-01T00:00:00Z')),
  ).toEqual({
    TargetUin: 2,
    Action: 'im:X',
    Resource: 'r',
    SourceIp: '192.0.2.1',
    Time: '2030-01-01T00:00:00Z',
  })
})
