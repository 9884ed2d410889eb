import type { ErrorRow, GroupReceipt } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import { toSeconds } from '../../../clock.ts'
import type { MessageRow, View } from '../../message/service.ts'
import { flags, has, messageId } from '../../message/service.ts'
import { hasGroupReceipts } from '../../app/service.ts'
import type { Place } from '../group.ts'
import { receiversOf, decodeGroupBody } from '../messages/stored-group-body.ts'
import { MOST_FOR_RECEIPTS } from '../messages/speaking-rules.ts'
import type { GroupCore } from '../service.ts'

/** Who has read a message, and who has not, by UserID. */
export interface Readers {
  readonly read: readonly string[]
  readonly unread: readonly string[]
}

/** Read receipts of single messages (群消息已读回执): sent by members, counted for who asked. */
export class GroupReceipts {
  readonly #core: GroupCore

  constructor(core: GroupCore) {
    this.#core = core
  }

  /**
   * Refuses groups that have no receipts.
   *
   * @param notInPlan - what a plan without them is refused with.
   * @throws {ImError} `notInPlan`, 10007 where the type has none, 10060.
   */
  async require({ appId, group }: Place, notInPlan: ErrorRow): Promise<void> {
    const app = await this.#core.apps.get(appId)
    if (!app.plan.features.has('readReceipts')) throw new ImError(notInPlan)
    if (!hasGroupReceipts(app, group.type)) {
      throw new ImError(groupErrors.noPermission, `not in a ${group.type} group`)
    }
    const { size } = await this.#core.rosters.of(group)
    if (size > MOST_FOR_RECEIPTS) throw new ImError(groupErrors.receiptTooLarge)
  }

  /**
   * Confirms messages of others; those that did not ask, or were confirmed, are passed over.
   *
   * @returns how many of them ask for a receipt at all.
   */
  async send(place: Place, view: View, seqs: readonly number[]): Promise<number> {
    const rows = await this.#core.messages.findVisible(view, seqs)
    const asking = rows.filter((row) => asksForReceipt(row) && row.sender !== view.account)
    if (asking.length === 0) return 0
    const { appId, conversation } = place
    const time = this.#core.now()
    const inserted = await this.#core.db
      .insertInto('group_receipt')
      .values(
        asking.map(({ seq }) => ({
          app_id: appId,
          conversation,
          seq,
          account: view.account,
          time,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['app_id', 'conversation', 'seq', 'account']).doNothing(),
      )
      .returning('seq')
      .execute()
    const fresh = new Set(inserted.map(({ seq }) => seq))
    await this.#tell(
      place,
      asking.filter(({ seq }) => fresh.has(seq)),
      time,
    )
    return asking.length
  }

  /** How many have read messages, in the order asked for; 10062 for those without receipts. */
  async counts(
    place: Place,
    rows: readonly MessageRow[],
    seqs: readonly number[],
  ): Promise<readonly GroupReceipt[]> {
    const bySeq = new Map(rows.filter(asksForReceipt).map((row) => [row.seq, row]))
    const readers = await this.#readersOf(place, [...bySeq.values()])
    return seqs.map((seq) => {
      const of = readers.get(seq)
      if (!of) return { seq, readCount: 0, unreadCount: 0, code: groupErrors.noReceipt.code }
      return { seq, readCount: of.read.length, unreadCount: of.unread.length }
    })
  }

  /** @throws {ImError} 10062 for a message that asked for no receipt, or is not there. */
  async readers(place: Place, row: MessageRow | undefined): Promise<Readers> {
    const readers = row && asksForReceipt(row) ? await this.#readersOf(place, [row]) : undefined
    const of = row && readers?.get(row.seq)
    if (!of) throw new ImError(groupErrors.noReceipt)
    return of
  }

  /** One read; the members are in memory, 200 at most. */
  async #readersOf(
    { appId, conversation, group }: Place,
    rows: readonly MessageRow[],
  ): Promise<ReadonlyMap<number, Readers>> {
    if (rows.length === 0) return new Map()
    const [roster, receipts] = await Promise.all([
      this.#core.rosters.of(group),
      this.#core.db
        .selectFrom('group_receipt')
        .select(['seq', 'account'])
        .where('app_id', '=', appId)
        .where('conversation', '=', conversation)
        .where(
          'seq',
          'in',
          rows.map(({ seq }) => seq),
        )
        .orderBy('account')
        .execute(),
    ])
    const members = [...roster.accounts()].toSorted()
    const bySeq = Map.groupBy(receipts, ({ seq }) => seq)
    return new Map(
      rows.map((row) => {
        const read = (bySeq.get(row.seq) ?? []).map(({ account }) => account)
        const has = new Set(read)
        const asked = receiversOf(decodeGroupBody(row.body))
        const unread = members.filter(
          (account) =>
            account !== row.sender && !has.has(account) && (asked?.includes(account) ?? true),
        )
        return [row.seq, { read, unread }]
      }),
    )
  }

  async #tell(place: Place, rows: readonly MessageRow[], time: number): Promise<void> {
    for (const [sender, own] of Map.groupBy(rows, (row) => row.sender)) {
      const seqs = own.map(({ seq }) => seq)
      const counts = await this.counts(place, own, seqs)
      this.#core.bus.publish('group.receipts', {
        appId: place.appId,
        groupId: place.id,
        sender,
        messages: own.flatMap((row, at) => {
          const count = counts[at]
          return count ? [{ ...count, id: messageId(row.sender, row.client_time, row.random) }] : []
        }),
        time: toSeconds(time),
      })
    }
  }
}

function asksForReceipt({ flags: value }: MessageRow): boolean {
  return has(value, flags.needReadReceipt) && !has(value, flags.recalled)
}
