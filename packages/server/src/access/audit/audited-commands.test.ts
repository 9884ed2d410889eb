import { commands, commandPath, methods } from '@yanshu/protocol'
import { expect, test } from 'bun:test'
import { auditedCommands } from './audited-commands.ts'
import { auditedMethods } from './audited-methods.ts'

test('no command that reads or carries messages is written down', () => {
  const paths = new Set(commands.map(commandPath))

  expect([...auditedCommands].filter((path) => !paths.has(path))).toEqual([])
  expect([...auditedCommands].filter((path) => /\/(?:get_|query|send|.*_get$)/.test(path))).toEqual(
    [],
  )
})

test('the requests of clients that are written down are those of groups and topics', () => {
  const names = new Set<string>(methods.map(({ name }) => name))

  expect([...auditedMethods].filter((name) => !names.has(name))).toEqual([])
  expect([...auditedMethods].filter((name) => !/^(?:group|topic)\./.test(name))).toEqual([])
})
