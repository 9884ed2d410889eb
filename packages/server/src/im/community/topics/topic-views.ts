import type { WireTopic } from '@yanshu/protocol'
import { toSeconds } from '../../../clock.ts'
import type { GroupCore, GroupRow, MemberRow, TopicRow } from '../../group/service.ts'
import { readsBeforeJoin } from '../../group/service.ts'
import { lastMessages, mentionsIn } from './topic-messages.ts'
import { readSelves } from './topic-selves.ts'
import { toWireTopic } from './topic-wire.ts'

/** Topics as a member sees them in a list: with its own position, the newest message, and mentions. */
export class TopicViews {
  readonly #core: GroupCore

  constructor(core: GroupCore) {
    this.#core = core
  }

  async of(
    group: GroupRow,
    member: MemberRow,
    topics: readonly TopicRow[],
  ): Promise<readonly WireTopic[]> {
    const { db } = this.#core
    const selves = await readSelves(db, member, topics)
    const since = await this.#seenSince(group, member, topics)
    const looked = topics.flatMap((topic) => {
      const self = selves.get(topic.topic_id)
      return self ? [{ topic, self, since: since.get(topic.topic_id) ?? 0 }] : []
    })
    const [last, mentions] = await Promise.all([
      lastMessages(this.#core, member, looked),
      mentionsIn(db, member, looked),
    ])
    return looked.map(({ topic, self }) => {
      const { topic_id: id } = topic
      const { msgFlag, readSeq, unread, mutedUntil } = self
      const own = {
        msgFlag,
        readSeq,
        unread,
        muteUntil: mutedUntil > this.#core.now() ? toSeconds(mutedUntil) : 0,
        mentions: mentions.get(id) ?? [],
      }
      const lastMessage = last.get(id)
      return { ...toWireTopic(topic), self: lastMessage ? { ...own, lastMessage } : own }
    })
  }

  /** Since when a member sees messages of topics, in Unix milliseconds, by TopicID. */
  async #seenSince(
    group: GroupRow,
    { app_id: appId, joined_at: joinedAt, account }: MemberRow,
    topics: readonly TopicRow[],
  ): Promise<ReadonlyMap<string, number>> {
    const { apps, permissions } = this.#core
    const [app, kept] = await Promise.all([apps.get(appId), apps.historyStart(appId)])
    const since = new Map<string, number>()
    for (const topic of topics) {
      const { topic_id: id, conversation } = topic
      // From memory after the first.
      const rights = await permissions.of({ appId, id, conversation, group, topic }, account)
      const isShown = readsBeforeJoin(app, group, rights)
      since.set(id, isShown ? kept : Math.max(kept, joinedAt))
    }
    return since
  }
}
