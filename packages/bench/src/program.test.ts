import { expect, test } from 'bun:test'
import { Program, urlsIn } from './program.ts'

test.each([
  { line: 'ready at http://127.0.0.1:4000', urls: ['http://127.0.0.1:4000'] },
  { line: '{"event":"ready","url":"http://localhost:80"}', urls: ['http://localhost:80'] },
  {
    line: 'see http://[::1]:9000, then https://a.test.',
    urls: ['http://[::1]:9000', 'https://a.test'],
  },
  { line: 'starting', urls: [] },
])('finds the addresses in $line', ({ line, urls }) => {
  expect(urlsIn(line)).toEqual(urls)
})

test('a program that ends before it is ready says what it wrote', () => {
  const starting = Program.start([process.execPath, '-e', 'console.error("no disk")'], {})

  expect(starting).rejects.toThrow('no disk')
})
