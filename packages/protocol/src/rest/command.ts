import type { z } from 'zod'
import type { ErrorRow } from '../errors/error-row.ts'

/** One REST command as data: the router, the limiter, the API pages and the tests read the same row. */
export interface Command<Req extends z.ZodType = z.ZodType, Res extends z.ZodType = z.ZodType> {
  readonly service: string
  readonly name: string
  readonly summary: string
  /** Older names of the same command. */
  readonly formerly?: readonly string[]
  /** Calls per second and app where the plan sets no other rate. */
  readonly ratePerSecond: number
  readonly request: Req
  /** Fields the answer adds to the envelope. */
  readonly response: Res
  /** Answered when the body does not fit `request` and no row of `fieldErrors` names the field. */
  readonly invalid: ErrorRow
  /** Answered when a field of the first level is missing or has the wrong form. */
  readonly fieldErrors?: Readonly<Record<string, ErrorRow>>
  /** Answered instead where such a field is no array, if the documentation tells that apart. */
  readonly arrayErrors?: Readonly<Record<string, ErrorRow>>
  /** Answered instead where such a field is an array of more entries than it may have. */
  readonly sizeErrors?: Readonly<Record<string, ErrorRow>>
  /** Older spellings of first-level fields, accepted on input: old name to new name. */
  readonly renamed?: Readonly<Record<string, string>>
  /** True where the envelope carries `ErrorDisplay` (profile and relation families). */
  readonly display?: boolean
  /** True where the envelope has no `ActionStatus`, as documented for the commands of `openconfigsvr`. */
  readonly withoutStatus?: boolean
  /** True where the envelope of a success has no `ErrorInfo`. */
  readonly withoutInfo?: boolean
  readonly errors: readonly ErrorRow[]
}

/** Declares a command; the types of request and response follow from the schemas. */
export function defineCommand<Req extends z.ZodType, Res extends z.ZodType>(
  command: Command<Req, Res>,
): Command<Req, Res> {
  return command
}

/** The path part after `/v4/`. */
export function commandPath(command: Pick<Command, 'service' | 'name'>): string {
  return `${command.service}/${command.name}`
}

/** Every path a command is called at: its own, and those of its older names. */
export function commandPaths(command: Command): readonly string[] {
  const { service, name, formerly = [] } = command
  return [name, ...formerly].map((each) => commandPath({ service, name: each }))
}
