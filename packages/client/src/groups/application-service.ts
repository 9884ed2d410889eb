import type { WireGroup, WireGroupApplication } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { failure, sdkErrors } from '../errors.ts'
import type { Message } from '../messages/message.ts'
import { type ChatResult, success } from '../result.ts'
import type { Group } from './group.ts'
import type { GroupBook } from './group-book.ts'
import type { GroupSystemNoticePayload } from './notices.ts'

/** A request to join a group that waits; handed back whole to `handleGroupApplication`. */
export interface GroupApplication {
  applicant: string
  applicantNick: string
  groupID: string
  groupName: string
  /** 0 somebody applies, 1 the account is invited, 2 an invitation must be allowed. */
  applicationType: number
  /** Whom an invitation is for; empty otherwise. */
  userID: string
  note: string
  /** Unix seconds. */
  time: number
  /** What the server calls it. */
  authentication: string
}

export interface HandleApplicationOptions {
  /** `Agree` or `Reject`. */
  handleAction: string
  handleMessage?: string
  /** The notice that told of it. */
  message?: Message
  /** The item of the list. */
  application?: GroupApplication
}

export interface GroupApplicationDeps {
  readonly ask: Ask
  readonly book: GroupBook
  readonly take: (wire: WireGroup) => Group
  readonly groupOf: (groupId: string) => Promise<Group>
}

const actions: ReadonlySet<string> = new Set(['Agree', 'Reject'])

/** Requests to join groups. */
export class GroupApplicationService {
  readonly #deps: GroupApplicationDeps

  constructor(deps: GroupApplicationDeps) {
    this.#deps = deps
  }

  /** Those that wait for an answer of the account. */
  async getList(): Promise<ChatResult<{ applicationList: GroupApplication[] }>> {
    const { ask, book } = this.#deps
    const waiting: WireGroupApplication[] = []
    let cursor = ''
    do {
      const page = await ask('group.applications', { cursor })
      waiting.push(...page.applications.filter(({ handled }) => handled === 0))
      cursor = page.cursor
    } while (cursor !== '')
    const nameOf = (groupId: string) => book.find(groupId)?.name ?? ''
    return success({ applicationList: waiting.map((one) => toApplication(one, nameOf)) })
  }

  /** Answers one; the first answer counts. */
  async handle(options: HandleApplicationOptions): Promise<ChatResult<{ group: Group }>> {
    const { handleAction, handleMessage } = options
    if (!actions.has(handleAction)) throw failure(sdkErrors.badParameter, 'handleAction')
    const { id, groupId } = namedIn(options)
    const { group } = await this.#deps.ask('group.handleApplication', {
      id,
      agree: handleAction === 'Agree',
      ...(handleMessage === undefined ? {} : { message: handleMessage }),
    })
    return success({
      group: group ? this.#deps.take(group) : await this.#deps.groupOf(groupId),
    })
  }
}

function namedIn({ message, application }: HandleApplicationOptions) {
  if (application) return { id: application.authentication, groupId: application.groupID }
  // Only notices of this SDK have the field.
  const payload = message?.payload as Partial<GroupSystemNoticePayload> | undefined
  if (!payload?.authentication) {
    throw failure(sdkErrors.badParameter, 'an application, or the notice about one, is needed')
  }
  return { id: payload.authentication, groupId: payload.groupProfile?.groupID ?? '' }
}

function toApplication(
  wire: WireGroupApplication,
  nameOf: (groupId: string) => string,
): GroupApplication {
  return {
    applicant: wire.applicant.userId,
    applicantNick: wire.applicant.nick,
    groupID: wire.groupId,
    groupName: nameOf(wire.groupId),
    applicationType: wire.kind,
    userID: wire.invitee,
    note: wire.message,
    time: wire.time,
    authentication: wire.id,
  }
}
