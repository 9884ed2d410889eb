import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { formatCsv, guardFormula, unguardFormula } from './format-csv.ts'
import { UnclosedQuote, parseCsv } from './parse-csv.ts'

const cells = (text: string) => parseCsv(text).map((record) => record.cells)

describe('parseCsv', () => {
  test.each([
    { name: 'LF', text: 'a,b\nc,d\n' },
    { name: 'CRLF', text: 'a,b\r\nc,d\r\n' },
    { name: 'CR', text: 'a,b\rc,d\r' },
    { name: 'no last line end', text: 'a,b\nc,d' },
    { name: 'a byte order mark', text: '\uFEFFa,b\nc,d' },
    { name: 'empty lines', text: '\n\na,b\n\n,\nc,d\n\n' },
  ])('reads records with $name', ({ text }) => {
    expect(cells(text)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  test('keeps commas, quotes and line breaks of quoted cells', () => {
    expect(cells('"a,b","say ""hi""","x\r\ny"\n')).toEqual([['a,b', 'say "hi"', 'x\r\ny']])
  })

  test('keeps empty cells at both ends', () => {
    expect(cells(',a,\n')).toEqual([['', 'a', '']])
  })

  test('numbers records by the line they begin on', () => {
    const records = parseCsv('h\n"x\ny\nz"\nlast\n')

    expect(records.map((record) => record.line)).toEqual([1, 2, 5])
  })

  test('refuses a quote that never closes', () => {
    expect(() => parseCsv('a,"b\nc')).toThrow(UnclosedQuote)
  })
})

describe('formatCsv', () => {
  test('writes a byte order mark and CRLF, and quotes only where needed', () => {
    expect(
      formatCsv([
        ['a', 'b,c'],
        ['"d"', '换\n行'],
      ]),
    ).toBe('\uFEFFa,"b,c"\r\n"""d""","换\n行"\r\n')
  })

  test.each(['=1+1', '+1', '-1', '@sum', '\tx', "'=1"])('disarms %j', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`)
  })

  test.each(['plain', "o'hara", "'quoted'", ''])('leaves %j alone', (text) => {
    expect(guardFormula(text)).toBe(text)
  })

  test('every table comes back as it was', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'a,"\r\n=+-@\'\t 雁') })
    const record = fc.array(cell, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), (table) => {
        const back = cells(formatCsv(table)).map((row) => row.map(unguardFormula))

        expect(back).toEqual(
          table.filter((row) => row.some((text) => guardFormula(text).trim() !== '')),
        )
      }),
    )
  })
})
