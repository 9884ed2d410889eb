import { expect, test } from 'bun:test'
import { alternate } from './compare.ts'

test('measures both in turn, each as often first, and leaves the first round out', async () => {
  const order: string[] = []
  let count = 0
  const measure = (name: string) => async () => {
    order.push(name)
    return ++count
  }

  const medians = await alternate(2, measure('small'), measure('large'))

  expect(order).toEqual(['small', 'large', 'large', 'small', 'small', 'large'])
  expect(medians).toEqual({ small: 4.5, large: 4.5 })
})
