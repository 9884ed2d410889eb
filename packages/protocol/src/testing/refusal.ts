import type { Command } from '../rest/command.ts'
import { ImError } from '../errors/error-row.ts'
import { readRequest } from '../rest/read-request.ts'

/** What a body is refused with: the code, and the path of the first field at fault. */
export function refusalOf(command: Command, body: Readonly<Record<string, unknown>>) {
  try {
    readRequest(command, body)
  } catch (error) {
    if (!(error instanceof ImError)) throw error
    const field = error.message.slice(error.row.info.length + 2).split(': ')[0]
    return { code: error.row.code, field }
  }
  return undefined
}
