import { describe, expect, test } from 'bun:test'
import { readGroupFile } from './import-file.ts'
import type { GroupFileRow } from './import-file.ts'
import { groupsBeforeTopics } from './use-send-groups.ts'

function rowsOf(text: string): readonly GroupFileRow[] {
  const result = readGroupFile(text)
  if (typeof result === 'string') throw new Error(result)
  return result
}

const header = 'Type,GroupId,TopicId,Name,OwnerUserID,Introduction,SupportTopic'
const faultOf = (row: string) => rowsOf(`${header}\n${row}\n`)[0]?.fault

describe('readGroupFile', () => {
  test('reads groups, communities and topics', () => {
    const rows = rowsOf(
      `${header}\nWork,,,Team,ann,hello,\nCommunity,@TGS#_c,,Club,,,1\nTopic,@TGS#_c,@TGS#_c@TOPIC#_n,News,,,\n`,
    )

    expect(rows).toMatchObject([
      { line: 2, type: 'Private', groupId: '', name: 'Team', owner: 'ann', introduction: 'hello' },
      { line: 3, type: 'Community', groupId: '@TGS#_c', supportTopic: true },
      { line: 4, type: 'Topic', groupId: '@TGS#_c', topicId: '@TGS#_c@TOPIC#_n', name: 'News' },
    ])
    expect(rows.map(({ fault }) => fault)).toEqual([undefined, undefined, undefined])
  })

  test.each([
    ['an unknown type', 'Club,,,x,,,', 'badType'],
    ['no type', ',,,x,,,', 'badType'],
    ['an id of 49 letters', `Public,${'x'.repeat(49)},,x,,,`, 'badGroupId'],
    ['a Chinese id', 'Public,群,,x,,,', 'badGroupId'],
    ['a topic without its community', 'Topic,,,x,,,', 'badGroupId'],
    ['a topic of another community', 'Topic,@TGS#_a,@TGS#_b@TOPIC#_x,x,,,', 'badTopicId'],
    ['no name', 'Public,g,,,,,', 'noName'],
    ['a name of 101 bytes', `Public,,,${'x'.repeat(101)},,,`, 'nameTooLong'],
    ['the name of a topic of 150 bytes', `Topic,@TGS#_c,,${'x'.repeat(150)},,,`, undefined],
    ['an introduction of 401 bytes', `Public,,,x,,${'x'.repeat(401)},`, 'introductionTooLong'],
    ['an owner who cannot be', 'Public,,,x,two words,,', 'badOwner'],
  ] as const)('marks a row with %s', (_, row, fault) => {
    expect(faultOf(row)).toBe(fault)
  })

  test('marks the second of two equal ids; rows without one are never equal', () => {
    const rows = rowsOf(`${header}\nPublic,g,,a,,,\nWork,g,,b,,,\nWork,,,c,,,\nWork,,,d,,,\n`)

    expect(rows.map(({ fault }) => fault)).toEqual([undefined, 'duplicate', undefined, undefined])
  })

  test('refuses a file without types', () => {
    expect(readGroupFile('GroupId,Name\ng,x\n')).toBe('missingColumn')
  })
})

test('groups are sent before the topics that need them, each kind apart', () => {
  const rows = rowsOf(`${header}\nTopic,@TGS#_c,,News,,,\nCommunity,@TGS#_c,,Club,,,1\n`)

  const pieces = groupsBeforeTopics(rows)

  expect(pieces.map((piece) => piece.map(({ type }) => type))).toEqual([['Community'], ['Topic']])
})
