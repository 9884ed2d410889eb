import type { z } from 'zod'
import { ImError } from '../errors/error-row.ts'
import type { Command } from './command.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * The body of a call in the newest spelling, checked.
 *
 * @throws ImError with the row that the command has for the first field at fault; its text names it.
 */
export function readRequest<Req extends z.ZodType>(
  command: Command<Req>,
  body: Fields,
): z.output<Req> {
  const parsed = command.request.safeParse(renameFields(command, body))
  if (parsed.success) return parsed.data
  throw faultOf(command, parsed.error.issues[0])
}

function renameFields(command: Command, body: Fields): Fields {
  const { renamed } = command
  if (!renamed) return body
  const fields = { ...body }
  for (const [old, name] of Object.entries(renamed)) {
    if (old in fields && !(name in fields)) fields[name] = fields[old]
  }
  return fields
}

function faultOf(command: Command, issue: z.core.$ZodIssue | undefined): ImError {
  const path = issue?.path.map(String) ?? []
  const field = path[0] ?? ''
  const ofWhole = path.length === 1 ? rowsOfWhole(command, issue) : undefined
  const row = ofWhole?.[field] ?? command.fieldErrors?.[field] ?? command.invalid
  return new ImError(row, `${path.join('.')}: ${issue?.message ?? 'invalid'}`)
}

/** The rows for what a field is as a whole, rather than for what is in it. */
function rowsOfWhole(command: Command, issue: z.core.$ZodIssue | undefined) {
  if (issue?.code === 'invalid_type') return command.arrayErrors
  return issue?.code === 'too_big' && issue.origin === 'array' ? command.sizeErrors : undefined
}
