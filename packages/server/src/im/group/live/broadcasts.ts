import type { MessageElement } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import { RateLimiter } from '../../../calls/rate-limiter.ts'
import { toSeconds } from '../../../clock.ts'
import { liveSettings } from '../../app/service.ts'
import { isTooLong } from '../../message/service.ts'
import { priorityNumber } from '../messages/flow.ts'
import { speakerOf, toGroupWire } from '../messages/group-wire.ts'
import { encodeGroupBody } from '../messages/stored-group-body.ts'
import type { GroupCore } from '../service.ts'
import type { Rooms } from './rooms.ts'

export interface Broadcast {
  readonly appId: number
  readonly from: string
  readonly random: number
  readonly body: readonly MessageElement[]
  readonly cloudCustomData: string | undefined
}

/** Messages to all live rooms of an app at once (直播群广播消息). */
export class Broadcasts {
  readonly #core: GroupCore
  readonly #rooms: Rooms
  readonly #rate: RateLimiter
  /** How many an app sent since this process started. */
  readonly #sent = new Map<number, number>()

  constructor(core: GroupCore, rooms: Rooms) {
    this.#core = core
    this.#rooms = rooms
    this.#rate = new RateLimiter(core.now)
    core.bus.subscribe('app.stopped', ({ appId }) => this.#sent.delete(appId))
  }

  /**
   * Sends a message to who is in any live room of the app.
   *
   * @returns its number among the broadcasts of the app.
   * @throws {ImError} 10004 for a sender that is not imported, 10007 where plan or switch has no
   * broadcasts, 10023, 80002.
   */
  async send({ appId, from, random, body, cloudCustomData }: Broadcast): Promise<number> {
    const { apps, accounts, bus, now } = this.#core
    const app = await apps.get(appId)
    const { broadcastRate } = liveSettings(app)
    if (broadcastRate === 0) throw new ImError(groupErrors.noPermission, 'broadcasts are off')
    const account = await accounts.find(appId, from)
    if (!account) throw new ImError(groupErrors.badParameter, from)
    const stored = { body, ...(cloudCustomData === undefined ? {} : { cloudCustomData }) }
    if (isTooLong(encodeGroupBody(stored), app.conf.MessageBytes)) {
      throw new ImError(groupErrors.messageTooLong)
    }
    if (!this.#rate.take(String(appId), broadcastRate)) throw new ImError(groupErrors.sendRate)
    const message = toGroupWire({
      groupId: '',
      seq: 0,
      time: now(),
      from,
      clientTime: toSeconds(now()),
      priority: priorityNumber('High'),
      random,
      flags: 0,
      stored,
      speaker: speakerOf(account, ''),
      onlineOnly: true,
      broadcast: true,
    })
    const groupIds = [...this.#rooms.ofApp(appId)].map(({ place }) => place.id)
    bus.publish('group.broadcast', { appId, groupIds, message })
    const sent = (this.#sent.get(appId) ?? 0) + 1
    this.#sent.set(appId, sent)
    return sent
  }
}
