import type { sendGroupSystemNotification } from '@yanshu/protocol'
import { groupErrors, ImError, noticeTypes } from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestCall } from '../../../calls/rest-call.ts'
import type { Place } from '../group.ts'
import { rulesOf } from '../group.ts'
import { namedPlace } from '../named-place.ts'
import type { GroupCore } from '../service.ts'

type Deps = Pick<GroupCore, 'directory' | 'notices' | 'rosters'>
type Call = RestCall<z.output<typeof sendGroupSystemNotification.request>>

/** `send_group_system_notification`: to members who are there now, or all of them. */
export async function sendNotice(deps: Deps, { appId, operator, body }: Call) {
  const place = await namedPlace(deps.directory, appId, body)
  const accounts = await receiversIn(deps, place, body.ToMembers_Account ?? [])
  const shown = { ...place.group, group_id: place.id, name: place.topic?.name ?? place.group.name }
  const notice = { type: noticeTypes.custom, operator, content: body.Content }
  if (accounts) await deps.notices.tell(shown, accounts, notice)
  else await deps.notices.tellAll(shown, place.group.group_id, notice)
  return {}
}

/** Undefined for everybody in a live room, whom only its connections know. */
async function receiversIn(
  { rosters }: Deps,
  { group }: Place,
  named: readonly string[],
): Promise<readonly string[] | undefined> {
  if (!rulesOf(group).storesMembers) {
    if (named.length === 0) return undefined
    throw new ImError(groupErrors.noPermission, 'a live room is told as a whole')
  }
  const roster = await rosters.of(group)
  if (named.length === 0) return [...roster.accounts()]
  return [...new Set(named)].filter((account) => roster.of(account))
}
