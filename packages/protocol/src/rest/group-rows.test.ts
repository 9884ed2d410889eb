import { expect, test } from 'bun:test'
import { catalogue } from './catalogue.ts'
import type { Command } from './command.ts'
import { commandPath } from './command.ts'
import { groupAttributeCommands } from './group-attributes.ts'
import { groupBanCommands } from './group-bans.ts'
import { groupCounterCommands } from './group-counters.ts'
import { groupExtensionCommands } from './group-extensions.ts'
import { groupHistoryCommands } from './group-history.ts'
import { groupLifecycleCommands } from './group-lifecycle.ts'
import { groupMemberCommands } from './group-members.ts'
import { groupMessageCommands } from './group-messages.ts'
import { groupQueryCommands } from './group-queries.ts'
import { groupReceiptCommands } from './group-receipts.ts'
import { liveRoomCommands } from './live-room.ts'
import { permissionGroupMemberCommands } from './permission-group-members.ts'
import { permissionGroupTopicCommands } from './permission-group-topics.ts'
import { permissionGroupCommands } from './permission-group.ts'
import { topicCommands } from './topic.ts'

const rows: readonly Command[] = [
  ...groupLifecycleCommands,
  ...groupQueryCommands,
  ...groupMemberCommands,
  ...groupBanCommands,
  ...groupMessageCommands,
  ...groupHistoryCommands,
  ...groupReceiptCommands,
  ...groupExtensionCommands,
  ...groupAttributeCommands,
  ...groupCounterCommands,
  ...liveRoomCommands,
  ...topicCommands,
  ...permissionGroupCommands,
  ...permissionGroupTopicCommands,
  ...permissionGroupMemberCommands,
]

test('there is one row for each documented command of groups', () => {
  const documented = catalogue.filter(({ family }) => family === 'group').map(({ path }) => path)
  expect(rows.map(commandPath).sort()).toEqual(documented.sort())
})

test('a row lists each error once, and each that a field of its own leads to', () => {
  for (const row of rows) {
    const codes = row.errors.map(({ code }) => code)
    const ofFields = [row.fieldErrors, row.arrayErrors, row.sizeErrors].flatMap((errors) =>
      Object.entries(errors ?? {}),
    )
    const lacking = ofFields.filter(([, { code }]) => !codes.includes(code)).map(([name]) => name)
    expect({ row: row.name, twice: codes.length - new Set(codes).size, lacking }).toEqual({
      row: row.name,
      twice: 0,
      lacking: [],
    })
  }
})
