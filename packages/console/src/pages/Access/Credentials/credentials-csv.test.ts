import { expect, test } from 'bun:test'
import { parseCsv } from '../../../csv/parse-csv.ts'
import { credentialsCsv } from './credentials-csv.ts'

const titles = { user: 'User name', password: 'Password' }

test('a line for each person, with a blank for what was not given', () => {
  const file = credentialsCsv(
    [
      { user: 'ann', password: 'Secret-1', secretId: 'AKIDa', secretKey: 'key' },
      { user: 'bob', password: 'Secret-2' },
    ],
    titles,
  )

  expect(file).toBe(
    '\uFEFFUser name,Password,SecretId,SecretKey\r\nann,Secret-1,AKIDa,key\r\nbob,Secret-2,,\r\n',
  )
})

test.each(['=A1+@x', '-Pass"word,1', "'quoted", '+86\n'])(
  'the password %j is written as it is',
  (password) => {
    const [, record] = parseCsv(credentialsCsv([{ user: 'ann', password }], titles))

    expect(record?.cells[1]).toBe(password)
  },
)
