import { listedActions } from '@yanshu/protocol'
import { expect, test } from 'bun:test'
import { matchingAreas, namesOf, ticked } from './action-search.ts'

test('a search finds names in any case, and leaves out areas without any', () => {
  const found = matchingAreas(listedActions('im'), ' removeUSER ')

  expect(found.map(({ area }) => area)).toEqual(['rooms'])
  expect(found.flatMap(namesOf)).toEqual(['RemoveUser'])
})

test('no search shows everything', () => {
  const areas = listedActions('im')

  expect(matchingAreas(areas, '  ')).toBe(areas)
})

test('ticking adds each name once, and takes away only what is named', () => {
  expect(ticked(['a', 'b'], ['b', 'c'], true)).toEqual(['a', 'b', 'c'])
  expect(ticked(['a', 'b', 'c'], ['b', 'd'], false)).toEqual(['a', 'c'])
})
