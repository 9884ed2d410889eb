import {
  gatewayErrors,
  groupApplications,
  groupApplicationsRead,
  groupErrors,
  groupHandleApplication,
  ImError,
  noticeTypes,
} from '@yanshu/protocol'
import type { WireGroupApplication } from '@yanshu/protocol'
import type { GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { toSeconds } from '../../../clock.ts'
import type { App } from '../../app/app.ts'
import type { GroupRow } from '../group.ts'
import { placeOfGroup } from '../group.ts'
import type { Operator } from '../members/actor.ts'
import { requireDeed, rightsOf, roleIn } from '../members/actor.ts'
import type { Admission } from '../members/admission.ts'
import { admit } from '../members/admission.ts'
import type { ArrivalsDeps } from '../members/arrivals.ts'
import { requireAdded } from '../members/arrivals.ts'
import type { Scene } from '../members/scene.ts'
import { inGroup } from '../members/scene.ts'
import { seenGroup } from '../members/seen-group.ts'
import { tipMembers } from '../notices/tips.ts'
import type { ApplicationPlace, ApplicationRow } from './application-store.ts'
import {
  answerApplication,
  applicationsOf,
  countWaiting,
  findApplication,
  putApplicationsRead,
  readApplicationsAt,
} from './application-store.ts'

interface HandleCall {
  readonly appId: number
  readonly operator: Operator
  readonly id: string
  readonly agrees: boolean
  readonly message: string
}

interface Handled {
  readonly group: GroupRow
  readonly application: ApplicationRow
  readonly admission: Admission | undefined
}

/** Requests to join groups, and invitations that wait for somebody. */
export function openApplications(deps: ArrivalsDeps): readonly GatewayHandler[] {
  const { core } = deps
  return [
    handleMethod(groupApplications, async ({ appId, account, params }) => {
      const after = readCursor(params.cursor)
      const key = { appId, account }
      const rows = await applicationsOf(core.db, key, after, params.limit + 1)
      const page = rows.slice(0, params.limit)
      const last = page.at(-1)
      const since = await readApplicationsAt(core.db, appId, account)
      return {
        applications: await toWire(deps, page, account),
        unread: await countWaiting(core.db, key, since),
        cursor: rows.length > page.length && last ? `${last.created_at}-${last.id}` : '',
      }
    }),
    handleMethod(groupHandleApplication, async ({ appId, account, sessionId, params }) => {
      const { id, agree: agrees, message = '' } = params
      const operator = { account, isApp: false, sessionId }
      const { group } = await handle(deps, { appId, operator, id, agrees, message })
      const seen = await seenGroup(core, { appId, groupId: group.group_id }, account)
      return seen?.self ? { group: seen } : {}
    }),
    handleMethod(groupApplicationsRead, async ({ appId, account }) => {
      await putApplicationsRead(core.db, appId, account, core.now())
      return {}
    }),
  ]
}

/** @throws {ImError} 10004 for no such application, 10007, 10010, 10014, 10024, 10037. */
async function handle(deps: ArrivalsDeps, call: HandleCall): Promise<Handled> {
  const { core } = deps
  const found = await findApplication(core.db, call.appId, call.id)
  if (!found) throw new ImError(groupErrors.badParameter, 'no such application')
  const known = await core.directory.get(call.appId, found.group_id)
  const rights = await rightsOf(core, placeOfGroup(known), call.operator)
  const app = await core.apps.get(call.appId)
  const isThere = (await core.accounts.find(call.appId, newcomerOf(found))) !== undefined
  await core.caughtUp()
  const handled = await inGroup(core, known, async (scene) => {
    const { group, members, trx } = scene
    const application = await findApplication(trx, call.appId, call.id)
    if (!application) throw new ImError(groupErrors.badParameter, 'no such application')
    const { operator, agrees: agreed, message } = call
    const role = await roleIn(core, members, group, operator.account)
    requireAnswerer({ ...operator, role, rights }, group, application)
    if (application.handled_by !== '') throw new ImError(groupErrors.handledAlready)
    if (agreed && !isThere) throw new ImError(groupErrors.badParameter, 'the account is gone')
    const admission = agreed ? await letIn(deps, scene, app, application) : undefined
    await answerApplication(trx, application, { by: operator.account, agreed, message }, core.now())
    return { group, application, admission }
  })
  await tell(deps, handled, call)
  return handled
}

/** The invited one answers invitations to itself, whoever decides about members the others. */
function requireAnswerer(
  actor: Parameters<typeof requireDeed>[0],
  group: GroupRow,
  { kind, invitee }: ApplicationRow,
): void {
  if (kind !== 1) requireDeed(actor, group, 'approve')
  else if (actor.account !== invitee) throw new ImError(groupErrors.noPermission, group.group_id)
}

/** Who is a member meanwhile stays one. */
async function letIn(
  { core }: ArrivalsDeps,
  scene: Scene,
  app: App,
  application: ApplicationRow,
): Promise<Admission> {
  const account = newcomerOf(application)
  const admission = await admit(core, scene, app, [{ account }])
  requireAdded(admission, account)
  return admission
}

function newcomerOf({ kind, applicant, invitee }: ApplicationRow): string {
  return kind === 0 ? applicant : invitee
}

async function tell({ tellings }: ArrivalsDeps, handled: Handled, call: HandleCall): Promise<void> {
  const { group, application, admission } = handled
  const { kind, applicant, invitee } = application
  const { account: operator, sessionId } = call.operator
  const added = admission?.added ?? []
  tellings.entered(group, added)
  const how = kind === 0 ? ({ type: 'join', operator: applicant } as const) : undefined
  await tellings.joined(group, added, how ?? { type: 'invite', operator: applicant })
  const type = noticeTypes[answerNotice(kind, call.agrees)]
  const { message } = call
  await tellings.notice(group, [applicant], { type, operator, message, applicationId: call.id })
  if (kind === 0 || added.length === 0) return
  const invited = { type: noticeTypes.invited, operator: applicant }
  await tellings.notice(group, [invitee], kind === 1 ? { ...invited, sessionId } : invited)
}

function answerNotice(kind: number, agrees: boolean) {
  if (kind === 1) return agrees ? 'invitationAccepted' : 'invitationRefused'
  return agrees ? 'approved' : 'refused'
}

async function toWire(
  { core }: ArrivalsDeps,
  rows: readonly ApplicationRow[],
  account: string,
): Promise<readonly WireGroupApplication[]> {
  const [first] = rows
  if (!first) return []
  const applicants = await tipMembers(
    core.accounts,
    first.app_id,
    rows.map(({ applicant }) => applicant),
  )
  return rows.map((row, at) => ({
    id: row.id,
    groupId: row.group_id,
    kind: row.kind === 0 ? 0 : row.kind === 1 ? 1 : 2,
    applicant: applicants[at] ?? { userId: row.applicant, nick: '', faceUrl: '' },
    invitee: row.invitee,
    time: toSeconds(row.created_at),
    message: row.message,
    handled: handledBy(row, account),
    agreed: row.agreed === 1,
    answer: row.answer,
  }))
}

function handledBy({ handled_by: by }: ApplicationRow, account: string): 0 | 1 | 2 {
  if (by === '') return 0
  return by === account ? 2 : 1
}

function readCursor(cursor: string): ApplicationPlace | undefined {
  if (cursor === '') return undefined
  const [, time = '', id = ''] = /^(\d{1,15})-([\w-]{1,64})$/.exec(cursor) ?? []
  if (id === '') throw new ImError(gatewayErrors.badParameter, 'no such place in the list')
  return { createdAt: Number(time), id }
}
