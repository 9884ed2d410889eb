import type { WireTopic } from '@yanshu/protocol'
import { toSeconds } from '../../../clock.ts'
import { showsHistoryBeforeJoin } from '../../app/service.ts'
import type { GroupCore, MemberRow, TopicRow } from '../../group/service.ts'
import { lastMessages, mentionsIn } from './topic-messages.ts'
import { readSelves } from './topic-selves.ts'
import { toWireTopic } from './topic-wire.ts'

/** Topics as a member sees them in a list: with its own position, the newest message, and mentions. */
export class TopicViews {
  readonly #core: GroupCore

  constructor(core: GroupCore) {
    this.#core = core
  }

  async of(member: MemberRow, topics: readonly TopicRow[]): Promise<readonly WireTopic[]> {
    const { db } = this.#core
    const selves = await readSelves(db, member, topics)
    const looked = topics.flatMap((topic) => {
      const self = selves.get(topic.topic_id)
      return self ? [{ topic, self }] : []
    })
    const [last, mentions] = await Promise.all([
      lastMessages(this.#core, member, looked, await this.#seenSince(member)),
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

  /** Since when a member sees messages, in Unix milliseconds. */
  async #seenSince({ app_id: appId, joined_at: joinedAt }: MemberRow): Promise<number> {
    const { apps } = this.#core
    const [app, kept] = await Promise.all([apps.get(appId), apps.historyStart(appId)])
    return showsHistoryBeforeJoin(app, 'Community') ? kept : Math.max(kept, joinedAt)
  }
}
