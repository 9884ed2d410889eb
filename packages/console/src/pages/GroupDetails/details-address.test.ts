import { expect, test } from 'bun:test'
import { readDetailsAddress, writeDetailsAddress } from './details-address.ts'

const read = (query: string) => readDetailsAddress(new URLSearchParams(query))

test('a group without more shows its members', () => {
  expect(read('id=g')).toEqual({ groupId: 'g', tab: 'members', place: 'g' })
  expect(read('id=g&tab=nothing').tab).toBe('members')
})

test('ids of any letters come back as they were', () => {
  const address = { groupId: '@TGS#_a b/..?&', tab: 'messages', place: '@TGS#_a b/..?&@TOPIC#_x' }

  expect(read(writeDetailsAddress({ ...address, tab: 'messages' }).toString())).toEqual({
    ...address,
    tab: 'messages',
  })
})

test('another tab forgets which messages were shown, and what was searched for', () => {
  const messages = read('id=g&tab=messages&place=t&q=ann')

  expect(writeDetailsAddress({ ...messages, tab: 'topics' }).toString()).toBe('id=g&tab=topics')
})
