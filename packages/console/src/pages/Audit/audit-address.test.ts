import { describe, expect, test } from 'bun:test'
import {
  auditFilter,
  isNarrowed,
  nothingWanted,
  rangeOf,
  readAuditAddress,
  writeAuditAddress,
} from './audit-address.ts'

const read = (query: string) => readAuditAddress(new URLSearchParams(query))

describe('the address of the audit trail', () => {
  test('keeps every filter', () => {
    const address = {
      days: 0,
      from: 100,
      to: 200,
      who: 'ann',
      action: 'im:*',
      app: '1400000001',
      resource: 'qcs::cam',
      result: 'denied',
      door: 'rest',
      ip: '::1',
      request: 'r-1',
      text: 'a & b',
    }

    expect(readAuditAddress(writeAuditAddress(address))).toEqual(address)
    expect(isNarrowed(address)).toBeTrue()
  })

  test('is empty for the last seven days', () => {
    expect(writeAuditAddress(nothingWanted).toString()).toBe('')
    expect(read('')).toEqual(nothingWanted)
    expect(isNarrowed(nothingWanted)).toBeFalse()
  })

  test.each(['from=200&to=100', 'from=x&to=9', 'days=-1', 'from=5'])(
    'takes %s for no time',
    (query) => {
      expect(read(query)).toEqual(nothingWanted)
    },
  )
})

describe('the request', () => {
  test('asks for the begin of the first day up to now', () => {
    const { StartTime, EndTime } = rangeOf({ ...nothingWanted, days: 1 })

    expect(new Date(StartTime * 1000).getHours()).toBe(0)
    expect(Date.now() / 1000 - StartTime).toBeLessThan(86_400 + 3600)
    expect(EndTime).toBeUndefined()
  })

  test('takes a long number for an account id, and anything else for a name', () => {
    expect(auditFilter(read('who=100000000001'))).toMatchObject({ Uin: '100000000001' })
    expect(auditFilter(read('who=12345'))).toMatchObject({ UserName: '12345' })
  })

  test('leaves out what the server would refuse', () => {
    const filter = auditFilter(read(`app=x&result=no&door=no&text=${'x'.repeat(200)}`))

    expect(filter).toEqual({ StartTime: expect.any(Number), Keyword: 'x'.repeat(100) })
  })
})
