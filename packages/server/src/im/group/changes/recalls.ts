import type { GroupRole } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import { sql } from 'kysely'
import { toSeconds } from '../../../clock.ts'
import type { MessageRow } from '../../message/service.ts'
import { flags, has } from '../../message/service.ts'
import type { Place } from '../group.ts'
import { rulesOf, SYSTEM_SENDER } from '../group.ts'
import { outranks } from '../matrix.ts'
import { endsOf } from '../messages/reading.ts'
import type { GroupView, GroupViews, Looking } from '../messages/views.ts'
import { noteChanged } from './subject.ts'
import type { ChangesDeps } from './tell-changed.ts'
import { tellChanged } from './tell-changed.ts'

/** Messages that `delete_group_msg_by_sender` looks at (删除指定用户发送的消息). */
const LATEST = 1000

interface Recall {
  readonly by: string
  readonly reason: string
  readonly sessionId?: string | undefined
}

/** Takes messages of groups back: the rows stay, marked, with a trace of who and when. */
export class GroupRecalls {
  readonly #core: ChangesDeps
  readonly #views: GroupViews

  constructor(core: ChangesDeps, views: GroupViews) {
    this.#core = core
    this.#views = views
  }

  /**
   * An own message within the window, or one of a lower role.
   *
   * @throws {ImError} 10007, 10010, 10030 not there, 10031 too late, 10032 recalled or a tip, 10041.
   */
  async recallAsMember(looking: Looking, seq: number, reason: string, sessionId: string) {
    await this.#requireRecall(looking.appId)
    const view = await this.#views.of(looking)
    const [row] = await this.#core.messages.findVisible(view, [seq])
    if (!row) throw new ImError(groupErrors.recallUnknown)
    if (isFinal(row)) throw new ImError(groupErrors.recallRefused)
    await this.#requireRight(view, row)
    const done = await this.#mark(view.place, [seq], { by: looking.account, reason })
    if (done.length === 0) throw new ImError(groupErrors.recallRefused)
    const doer = { account: looking.account, sessionId }
    await tellChanged(this.#core, view.place, 'recalled', done, doer)
  }

  /** A message that a live room remembers. @throws {ImError} 10007, 10030, 10031, 10041. */
  async recallLive(looking: Looking, place: Place, id: string, reason: string, sessionId: string) {
    const { bus, seams } = this.#core
    await this.#requireRecall(looking.appId)
    const standing = seams.live.standingOf(place, looking.account)
    if (!standing) throw new ImError(groupErrors.noPermission, place.id)
    const message = seams.live.messageOf(place, id)
    if (!message || message.revoked) throw new ImError(groupErrors.recallUnknown)
    if (message.from === looking.account) {
      await this.#requireWindow(looking.appId, message.time * 1000)
    } else {
      const other = seams.live.standingOf(place, message.from)?.role ?? 'Member'
      requireOutranks(place, standing.role, other)
    }
    const { appId, account } = looking
    const revoked = { by: account, reason, time: toSeconds(this.#core.now()) }
    bus.publish('group.messagesChanged', {
      appId,
      account,
      groupId: place.group.group_id,
      kind: 'recalled',
      messages: [{ ...message, body: [], revoked }],
      sessionId,
    })
  }

  /** As administrators do, without a window; answers 0 or a code by seq. */
  async recallAsApp(
    place: Place,
    seqs: readonly number[],
    recall: Recall,
  ): Promise<ReadonlyMap<number, number>> {
    await this.#requireRecall(place.appId)
    if (!rulesOf(place.group).storesMessages) throw new ImError(groupErrors.recallType)
    const start = await this.#core.apps.historyStart(place.appId)
    const rows = await this.#rows(place, seqs)
    const codes = new Map(seqs.map((seq) => [seq, codeOf(rows.get(seq), start)]))
    const wanted = [...codes].filter(([, code]) => code === 0).map(([seq]) => seq)
    const done = await this.#mark(place, wanted, recall)
    if (done.length > 0) await tellChanged(this.#core, place, 'recalled', done)
    return codes
  }

  /** Recalls what somebody wrote among the latest messages; clients learn of it from the history. */
  async recallOf(place: Place, sender: string, by: string): Promise<void> {
    if (!rulesOf(place.group).storesMessages) return
    const { appId, conversation } = place
    const { lastSeq } = await endsOf(this.#core, place)
    const rows = await this.#core.db
      .selectFrom('message')
      .select('seq')
      .where('app_id', '=', appId)
      .where('conversation', '=', conversation)
      .where('seq', '>', lastSeq - LATEST)
      .where('sender', '=', sender)
      .execute()
    const seqs = rows.map(({ seq }) => seq)
    await this.#mark(place, seqs, { by, reason: '' })
  }

  /** @throws {ImError} 10041. */
  async #requireRecall(appId: number): Promise<void> {
    const { conf } = await this.#core.apps.get(appId)
    if (!conf.GroupRecall) throw new ImError(groupErrors.recallDisabled)
  }

  async #requireWindow(appId: number, sentAt: number): Promise<void> {
    const { conf } = await this.#core.apps.get(appId)
    if (this.#core.now() - sentAt > conf.RecallSeconds * 1000) {
      throw new ImError(groupErrors.recallLate)
    }
  }

  async #requireRight({ appId, account, member, place, rights }: GroupView, row: MessageRow) {
    if (row.sender === account) {
      await this.#requireWindow(appId, row.time)
      return
    }
    if (rights) {
      if (!rights.recallOthers) throw new ImError(groupErrors.noPermission, place.id)
      return
    }
    const { group } = place
    const sender = await this.#core.members.find(appId, group.group_id, row.sender)
    requireOutranks(place, member.role, sender?.role ?? 'Member')
  }

  async #rows(place: Place, seqs: readonly number[]): Promise<ReadonlyMap<number, MessageRow>> {
    const rows = await this.#core.db
      .selectFrom('message')
      .selectAll()
      .where('app_id', '=', place.appId)
      .where('conversation', '=', place.conversation)
      .where('seq', 'in', [...seqs])
      .execute()
    return new Map(rows.map((row) => [row.seq, row]))
  }

  /** @returns the messages that were not recalled before. */
  async #mark(place: Place, seqs: readonly number[], { by, reason }: Recall) {
    if (seqs.length === 0) return []
    const { appId, conversation } = place
    const at = { app_id: appId, conversation }
    return this.#core.exclusively(() =>
      this.#core.db.transaction().execute(async (trx) => {
        const marked: readonly MessageRow[] = await trx
          .updateTable('message')
          .set({ flags: sql<number>`flags | ${sql.lit(flags.recalled)}` })
          .where((where) => where.and(at))
          .where('seq', 'in', [...seqs])
          .where(sql<boolean>`flags & ${sql.lit(flags.recalled)} = 0`)
          .returningAll()
          .execute()
        if (marked.length === 0) return marked
        const time = this.#core.now()
        const done = marked.map(({ seq }) => seq)
        await trx
          .insertInto('message_recall')
          .values(done.map((seq) => ({ ...at, seq, recalled_by: by, reason, time })))
          .execute()
        await trx
          .deleteFrom('group_pin')
          .where((where) => where.and(at))
          .where('seq', 'in', done)
          .execute()
        await noteChanged(trx, place, done, time)
        return marked
      }),
    )
  }
}

/** What nobody recalls: tips, and what was recalled already. */
function isFinal({ flags: value, sender }: MessageRow): boolean {
  return has(value, flags.recalled) || sender === SYSTEM_SENDER
}

function codeOf(row: MessageRow | undefined, start: number): number {
  if (!row) return groupErrors.recallUnknown.code
  if (row.time < start) return groupErrors.recallLate.code
  return isFinal(row) ? groupErrors.recallRefused.code : 0
}

function requireOutranks(place: Place, role: GroupRole, other: GroupRole): void {
  if (!outranks(role, other)) throw new ImError(groupErrors.noPermission, place.id)
}
