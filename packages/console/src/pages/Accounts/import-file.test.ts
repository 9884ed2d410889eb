import { describe, expect, test } from 'bun:test'
import { formatCsv } from '../../csv/format-csv.ts'
import { MAX_ROWS } from '../../import/read-table.ts'
import { readImportFile } from './import-file.ts'

function rowsOf(text: string) {
  const result = readImportFile(text)
  if (typeof result === 'string') throw new Error(result)
  return result
}

describe('readImportFile', () => {
  test('finds columns by name, in any order and case, and ignores others', () => {
    const rows = rowsOf('nick,Level,USERID\nAlice,3,alice\n')

    expect(rows).toEqual([
      { line: 2, userId: 'alice', nick: 'Alice', faceUrl: '', fault: undefined },
    ])
  })

  test('reads the headlines of the account table', () => {
    expect(rowsOf('用户名(UserID),昵称(NickName)\nbob,鲍勃\n')[0]).toMatchObject({
      userId: 'bob',
      nick: '鲍勃',
    })
  })

  test('takes back what an export disarmed', () => {
    const rows = rowsOf(
      formatCsv([
        ['UserID', 'Nick'],
        ['@RBT#1', '=1+1'],
      ]),
    )

    expect(rows[0]).toMatchObject({ userId: '@RBT#1', nick: '=1+1', fault: undefined })
  })

  test.each([
    { name: 'no id', row: ',x', fault: 'badUserId' },
    { name: 'a blank in the id', row: 'two words,x', fault: 'badUserId' },
    { name: 'a Chinese id', row: '用户,x', fault: 'badUserId' },
    { name: 'an id of 33 bytes', row: `${'a'.repeat(33)},x`, fault: 'badUserId' },
    { name: 'a nickname of 501 bytes', row: `ok,${'雁'.repeat(167)}`, fault: 'nickTooLong' },
    {
      name: 'an image address of 501 bytes',
      row: `ok,,${'x'.repeat(501)}`,
      fault: 'faceUrlTooLong',
    },
    { name: 'a nickname of 498 bytes', row: `ok,${'雁'.repeat(166)}`, fault: undefined },
  ] as const)('marks a row with $name as $fault', ({ row, fault }) => {
    expect(rowsOf(`UserID,Nick,FaceUrl\n${row}\n`)[0]?.fault).toBe(fault)
  })

  test('marks the second of two equal ids; case makes a difference', () => {
    const faults = rowsOf('UserID\nalice\nAlice\nalice\n').map((row) => row.fault)

    expect(faults).toEqual([undefined, undefined, 'duplicate'])
  })

  test.each([
    { text: '', fault: 'empty' },
    { text: 'UserID,Nick\n', fault: 'empty' },
    { text: 'alice,Alice\n', fault: 'missingColumn' },
    { text: 'UserID\n"alice\n', fault: 'unclosedQuote' },
    { text: `UserID\n${'a\n'.repeat(MAX_ROWS + 1)}`, fault: 'tooManyRows' },
  ] as const)('refuses a file for $fault', ({ text, fault }) => {
    expect(readImportFile(text)).toBe(fault)
  })
})
