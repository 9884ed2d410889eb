import type { WireGroupMessage } from '@yanshu/protocol'
import { groupErrors, ImError, tipTypes } from '@yanshu/protocol'
import type { MessageRow } from '../../message/service.ts'
import { flags, has } from '../../message/service.ts'
import { rulesOf } from '../group.ts'
import { hasPower } from '../matrix.ts'
import type { Dresser } from '../messages/dress.ts'
import type { GroupView } from '../messages/views.ts'
import { tipMembers } from '../notices/tips.ts'
import type { GroupCore } from '../service.ts'

/** Pinned messages of a group (消息置顶). */
const MOST_PINNED = 10

/** Messages that stand on top of their group, for everybody. */
export class GroupPins {
  readonly #core: GroupCore
  readonly #dresser: Dresser

  constructor(core: GroupCore, dresser: Dresser) {
    this.#core = core
    this.#dresser = dresser
  }

  /** @throws {ImError} 10007, 10052 not there, 10070 at ten, 10071 pinned already. */
  async change(view: GroupView, seq: number, pinned: boolean): Promise<void> {
    requireRight(view)
    const [row] = await this.#core.messages.findVisible(view, [seq])
    if (!row || has(row.flags, flags.recalled | flags.targeted)) {
      throw new ImError(groupErrors.noMessage)
    }
    await this.#core.exclusively(() => (pinned ? this.#add(view, seq) : this.#remove(view, seq)))
    await this.#tell(view, row, pinned)
  }

  /** The pinned messages that are still kept, pinned last first. */
  async of(view: GroupView): Promise<readonly WireGroupMessage[]> {
    const pins = await this.#seqs(view)
    if (pins.length === 0) return []
    const rows = await this.#core.messages.findVisible(view, pins)
    const bySeq = new Map(rows.map((row) => [row.seq, row]))
    return this.#dress(
      view,
      pins.flatMap((seq) => bySeq.get(seq) ?? []),
    )
  }

  async #seqs({ appId, conversation }: GroupView): Promise<readonly number[]> {
    const rows = await this.#core.db
      .selectFrom('group_pin')
      .select('seq')
      .where('app_id', '=', appId)
      .where('conversation', '=', conversation)
      .orderBy('pinned_at', 'desc')
      .orderBy('seq', 'desc')
      .execute()
    return rows.map(({ seq }) => seq)
  }

  async #add(view: GroupView, seq: number): Promise<void> {
    const pins = await this.#seqs(view)
    if (pins.includes(seq)) throw new ImError(groupErrors.pinnedAlready)
    // What is not kept any more takes no room.
    const kept = pins.length < MOST_PINNED ? pins : await this.#kept(view, pins)
    if (kept.length >= MOST_PINNED) throw new ImError(groupErrors.tooManyPinned)
    const { appId, account, conversation } = view
    await this.#core.db
      .insertInto('group_pin')
      .values({
        app_id: appId,
        conversation,
        seq,
        pinned_by: account,
        pinned_at: this.#core.now(),
      })
      .execute()
  }

  async #kept({ appId, conversation }: GroupView, seqs: readonly number[]) {
    const start = await this.#core.apps.historyStart(appId)
    return this.#core.db
      .selectFrom('message')
      .select('seq')
      .where('app_id', '=', appId)
      .where('conversation', '=', conversation)
      .where('seq', 'in', [...seqs])
      .where('time', '>=', start)
      .execute()
  }

  async #remove({ appId, conversation }: GroupView, seq: number): Promise<void> {
    const done = await this.#core.db
      .deleteFrom('group_pin')
      .where('app_id', '=', appId)
      .where('conversation', '=', conversation)
      .where('seq', '=', seq)
      .executeTakeFirst()
    if (done.numDeletedRows === 0n) throw new ImError(groupErrors.noMessage)
  }

  async #tell(view: GroupView, row: MessageRow, pinned: boolean): Promise<void> {
    const { appId, account, place } = view
    // The tip brings those who are there onto the group's topic.
    await this.#core.tips.tell(place, {
      type: pinned ? tipTypes.pin : tipTypes.unpin,
      item: undefined,
      operator: account,
      more: { messageSeq: row.seq },
    })
    const [message] = await this.#dress(view, [row])
    const [operator] = await tipMembers(this.#core.accounts, appId, [account])
    if (!message || !operator) return
    this.#core.bus.publish('group.messagePinned', {
      appId,
      groupId: place.group.group_id,
      placeId: place.id,
      message,
      pinned,
      operator,
    })
  }

  #dress({ place }: GroupView, rows: readonly MessageRow[]) {
    const said = { groupId: place.group.group_id, placeId: place.id }
    return this.#dresser.dress(rows.map((row) => ({ ...row, ...said })))
  }
}

/** Who may edit what a group shows may also pin. @throws {ImError} 10007. */
function requireRight({ member, place, rights }: GroupView): void {
  const may = rights
    ? rights.manageTopics
    : hasPower(member.role, rulesOf(place.group).editsProfile)
  if (!may) throw new ImError(groupErrors.noPermission, place.id)
}
