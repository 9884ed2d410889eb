import { expect, test } from 'bun:test'
import fc from 'fast-check'
import type { HttpAnswer } from './http-reader.ts'
import { HttpReader } from './http-reader.ts'

const stream = Buffer.from(
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"a":"é"}' +
    'HTTP/1.1 500 Oh\r\ncontent-length: 0\r\nDate: today\r\n\r\n' +
    'HTTP/1.1 200 OK\r\nContent-Length:2\r\n\r\n{}',
)
const answers: readonly HttpAnswer[] = [
  { status: 200, body: '{"a":"é"}' },
  { status: 500, body: '' },
  { status: 200, body: '{}' },
]

test('finds the same answers however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 8 }), (cuts) => {
      const found: HttpAnswer[] = []
      const reader = new HttpReader((answer) => found.push(answer))
      const places = [0, ...cuts.toSorted((a, b) => a - b), stream.length]

      for (const [at, place] of places.slice(1).entries()) {
        reader.read(stream.subarray(places[at], place))
      }

      expect(found).toEqual([...answers])
    }),
  )
})

test('refuses an answer whose length it cannot know', () => {
  const reader = new HttpReader(() => {})
  const chunked = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')

  expect(() => reader.read(chunked)).toThrow('without Content-Length')
})
