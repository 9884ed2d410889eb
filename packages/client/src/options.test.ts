import { expect, test } from 'bun:test'
import { gatewayUrl } from './options.ts'

test.each([
  { given: 'wss://im.example.com', url: 'wss://im.example.com/gateway' },
  { given: 'wss://im.example.com/', url: 'wss://im.example.com/gateway' },
  { given: 'wss://im.example.com/gateway', url: 'wss://im.example.com/gateway' },
  { given: 'wss://im.example.com/gateway/', url: 'wss://im.example.com/gateway' },
  { given: 'https://im.example.com', url: 'wss://im.example.com/gateway' },
  { given: 'http://127.0.0.1:8080', url: 'ws://127.0.0.1:8080/gateway' },
  { given: 'HTTP://[::1]:8080/chat', url: 'ws://[::1]:8080/chat/gateway' },
  { given: 'ws://host/gateway?node=2', url: 'ws://host/gateway?node=2' },
])('$given is $url', ({ given, url }) => {
  expect(gatewayUrl(given, undefined)).toBe(url)
})

test('without an address the host of the page is asked', () => {
  const page = 'https://app.example.com/chat/index.html?a#b'

  expect(gatewayUrl(undefined, page)).toBe('wss://app.example.com/gateway')
})

test.each(['im.example.com', 'ftp://im.example.com', ''])('%s is refused', (given) => {
  expect(() => gatewayUrl(given, undefined)).toThrow(expect.objectContaining({ code: 2503 }))
})

test('outside of a page an address is needed', () => {
  expect(() => gatewayUrl(undefined, undefined)).toThrow(expect.objectContaining({ code: 2503 }))
})
