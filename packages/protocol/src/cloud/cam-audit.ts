import { z } from 'zod'
import { appId, defineAction, nothing, unixSeconds } from './action.ts'

/** The doors that calls come through; `session` is the console's sign-in. */
export const auditDoors = ['console', 'cloud', 'session', 'rest', 'gateway'] as const
export type AuditDoor = (typeof auditDoors)[number]

/** What became of a call: it was done, it was not permitted, or it failed otherwise. */
export const auditResults = ['ok', 'denied', 'failed'] as const
export type AuditResult = (typeof auditResults)[number]

/** Shown in the place of a secret. */
export const AUDIT_MASK = '***'
/** Stands for what is left out: the last member of a state is then the number of the others. */
export const AUDIT_CUT = '…'

/** Days that audit events are kept at the longest. */
export const MOST_AUDIT_DAYS = 3650

/** One call that changed something or was to, or a sign-in. Times are Unix seconds. */
export const auditEvent = z.object({
  EventId: z.string(),
  EventTime: unixSeconds,
  /** Account id of who called; empty for administrators and members of an application. */
  Uin: z.string(),
  /** Login name, or the UserID in an application. */
  UserName: z.string(),
  /** The access key that signed the call, where one did. */
  SecretId: z.string(),
  Door: z.enum([...auditDoors, '']),
  /** `service:name`. */
  Action: z.string(),
  /** Six-segment names, joined by commas. */
  Resource: z.string(),
  /** The application that the resource is, or 0. */
  SDKAppID: z.number(),
  SourceIp: z.string(),
  RequestId: z.string(),
  Result: z.enum(auditResults),
  /** `OK`, or the public error code. */
  Code: z.string(),
  /** What the caller was told where it was refused. */
  Message: z.string(),
  /** The request as JSON, secrets masked, cut where it is long. */
  Body: z.string(),
  /** The members that changed, as a JSON object by path; empty where there were none. */
  Before: z.string(),
  After: z.string(),
})
export type AuditEvent = z.infer<typeof auditEvent>

/** Where the next page begins: time and number of the last event that was looked at. */
const cursor = z
  .string()
  .regex(/^(?:\d{1,15}\.\d{1,15})?$/, 'a cursor is what the last page answered')
const seconds = z.coerce.number().int().min(0).max(100_000_000_000)
const exact = (longest: number) => z.string().min(1).max(longest)

export const describeAuditEvents = defineAction({
  service: 'cam',
  name: 'DescribeAuditEvents',
  summary:
    'List audit events, newest first. A page may be shorter than `Limit`, or empty, where it looked at many events that were not wanted: as long as there is a `Cursor`, there is more to look at',
  resource: 'none',
  writes: false,
  request: z.object({
    /** Unix seconds; events at it or later. */
    StartTime: seconds.optional(),
    /** Unix seconds; events before it. */
    EndTime: seconds.optional(),
    Uin: z.coerce
      .string()
      .regex(/^\d{1,20}$/, 'a uin is a number')
      .optional(),
    /** Login name or UserID, as a whole. */
    UserName: exact(64).optional(),
    /** `service:name`; a `*` at the end stands for anything. */
    Action: exact(128).optional(),
    SDKAppID: appId.optional(),
    /** The beginning of the six-segment name. */
    Resource: exact(300).optional(),
    Result: z.enum(auditResults).optional(),
    Door: z.enum(auditDoors).optional(),
    SourceIp: exact(64).optional(),
    RequestId: exact(64).optional(),
    /** Anywhere in the request, in what changed, or in the message. */
    Keyword: exact(100).optional(),
    Cursor: cursor.default(''),
    Limit: z.coerce.number().int().min(1).max(200).default(20),
  }),
  response: z.object({
    Events: z.array(auditEvent),
    /** Empty where there is nothing behind this page. */
    Cursor: z.string(),
  }),
  errors: ['InvalidParameterValue'],
})

/** How many audit events of a day came to what. */
export const auditDay = z.object({
  /** `yyyy-mm-dd`; days are those of Beijing. */
  Day: z.string(),
  Ok: z.number(),
  Denied: z.number(),
  Failed: z.number(),
})
export type AuditDay = z.infer<typeof auditDay>

export const describeAuditFigures = defineAction({
  service: 'cam',
  name: 'DescribeAuditFigures',
  summary:
    'How many audit events there were on each day, by what became of them; days without any are left out',
  resource: 'none',
  writes: false,
  request: z.object({
    StartTime: seconds,
    EndTime: seconds.optional(),
  }),
  response: z.object({ Days: z.array(auditDay) }),
  errors: ['InvalidParameterValue'],
})

/** What is written down, and for how long. Calls of console and cloud API and sign-ins always are. */
export const auditSettings = z.object({
  /** Days that events are kept. */
  RetentionDays: z.coerce.number().int().min(1).max(MOST_AUDIT_DAYS),
  /** REST calls that change accounts, groups, mutes or configuration. */
  RestCalls: z.boolean(),
  /** Requests of clients that change groups; they can be very many. */
  GatewayCalls: z.boolean(),
  /** Reading calls of sub-users that were not permitted; writing ones always are. */
  DeniedReads: z.boolean(),
})
export type AuditSettings = z.infer<typeof auditSettings>

export const describeAuditSettings = defineAction({
  service: 'cam',
  name: 'DescribeAuditSettings',
  summary: 'What the audit trail writes down, and for how long',
  resource: 'none',
  writes: false,
  request: nothing,
  response: auditSettings,
  errors: [],
})

export const setAuditSettings = defineAction({
  service: 'cam',
  name: 'SetAuditSettings',
  summary: 'Change what the audit trail writes down, and for how long; what is left out stays',
  resource: 'none',
  writes: true,
  request: auditSettings.partial(),
  response: nothing,
  errors: ['InvalidParameterValue'],
})

/** The actions about the audit trail. */
export const auditActionRows = [
  describeAuditEvents,
  describeAuditFigures,
  describeAuditSettings,
  setAuditSettings,
] as const
