import { expect, test } from 'bun:test'
import { isInRange, readIp, readIpRange } from './ip-range.ts'

test.each([
  ['10.217.182.3/24', '10.217.182.255', true],
  ['10.217.182.3/24', '10.217.183.0', false],
  ['192.0.2.1', '192.0.2.1', true],
  ['192.0.2.1', '192.0.2.2', false],
  ['0.0.0.0/0', '255.255.255.255', true],
  ['0.0.0.0/0', '::1', false],
  ['128.0.0.0/1', '200.1.1.1', true],
  ['128.0.0.0/1', '127.255.255.255', false],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::/32', '2001:db9::1', false],
  ['fe80::/10', 'fe80::1%eth0', true],
  ['::1', '0:0:0:0:0:0:0:1', true],
  ['2001:db8::ff00/120', '2001:db8::ffff', true],
  ['2001:db8::ff00/120', '2001:db8::fe00', false],
  ['::/0', '10.0.0.1', false],
  ['10.0.0.0/8', '::ffff:10.1.2.3', true],
  ['::ffff:10.0.0.0/104', '10.1.2.3', true],
  ['::ffff:10.0.0.0/104', '11.1.2.3', false],
])('the range %s and the address %s: %p', (range, address, expected) => {
  const words = readIp(address)
  const bounds = readIpRange(range)

  expect(words && bounds && isInRange(words, bounds)).toBe(expected)
})

test.each([
  '',
  '10.0.0',
  '10.0.0.256',
  '010.0.0.1',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.0.0.0/-1',
  '*',
  ':',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4::5:6:7:8',
  '12345::',
  '::g',
  '::1/129',
  '::10.0.0.256',
  '::ffff:10.0.0.0/95',
])('%p is no range', (text) => {
  expect(readIpRange(text)).toBeUndefined()
})
