import { expect, test } from 'bun:test'
import { mergeListAddress, readListAddress, writeListAddress } from './use-list-address.ts'

const defaults = { size: 10, sizes: [10, 20, 50, 100] }
const read = (query: string) => readListAddress(new URLSearchParams(query), defaults)

test('an empty address shows the first page of everything', () => {
  expect(read('')).toEqual({ keyword: '', filter: '', page: 1, size: 10 })
})

test('an address comes back as it was, without what is usual', () => {
  const query = 'q=ali&type=administrator&page=3&size=50'

  expect(writeListAddress(read(query), defaults).toString()).toBe(query)
  expect(writeListAddress(read('page=1&size=10'), defaults).toString()).toBe('')
})

test.each(['page=0', 'page=-1', 'page=1.5', 'page=x', 'size=7', 'size=100000'])(
  'an address with %s shows what is usual instead',
  (query) => {
    expect(read(query)).toMatchObject({ page: 1, size: 10 })
  },
)

test('a change of the list leaves what else the address says', () => {
  const current = new URLSearchParams('id=g&q=old&page=3&tab=members')
  const list = new URLSearchParams('q=new')

  expect(mergeListAddress(current, list).toString()).toBe('id=g&tab=members&q=new')
})
