import type { AccountService } from '../../account/service.ts'
import type { Clock } from '../../../clock.ts'
import type { GroupRow } from '../group.ts'
import { placeOfGroup } from '../group.ts'
import type { Standing } from '../member-store.ts'
import { ROBOT } from './marks.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'

/** Robots of all rooms together. */
const MOST_ROBOTS = 100_000

/** An account with marks that are to be set on it, or taken from it. */
export interface Marked {
  readonly account: string
  readonly marks: readonly number[]
}

export interface RoomMarksDeps {
  readonly rooms: Rooms
  readonly accounts: Pick<AccountService, 'findMany'>
  readonly now: Clock
}

/** Sets marks on who is in live rooms, and puts robots into them. */
export class RoomMarks {
  readonly #deps: RoomMarksDeps

  constructor(deps: RoomMarksDeps) {
    this.#deps = deps
  }

  /**
   * Sets marks on who is in a room; a robot need not be.
   *
   * @returns what was set: not on who is absent, nor beyond 10 kinds and 1000 members of one.
   */
  async set(group: GroupRow, wanted: readonly Marked[]): Promise<readonly Marked[]> {
    const robots = wanted.filter(({ marks }) => marks.includes(ROBOT))
    const added = new Set(
      await this.addRobots(
        group,
        robots.map(({ account }) => account),
      ),
    )
    const room = this.#deps.rooms.of(group)
    return each(wanted, (account, mark) => {
      if (mark === ROBOT) return added.has(account)
      return room?.of(account) !== undefined && room.marks.set(account, mark)
    })
  }

  /** @returns what was taken away. */
  clear(group: GroupRow, wanted: readonly Marked[]): readonly Marked[] {
    const room = this.#deps.rooms.of(group)
    if (!room) return []
    const cleared = each(wanted, (account, mark) =>
      mark === ROBOT ? room.removeRobot(account) : room.marks.clear(account, mark),
    )
    this.#deps.rooms.closeIfEmpty(room)
    return cleared
  }

  /** Shows accounts in a room for three days; those that do not exist, or are too many, are left out. */
  async addRobots(group: GroupRow, userIds: readonly string[]): Promise<readonly string[]> {
    if (userIds.length === 0) return []
    const { rooms, accounts, now } = this.#deps
    const known = await accounts.findMany(group.app_id, userIds)
    const room = rooms.open(placeOfGroup(group))
    room.expire(now())
    let left = MOST_ROBOTS - this.#robots()
    const added = [...known.keys()].filter((userId) => {
      if (!room.marks.has(userId, ROBOT) && left-- <= 0) return false
      return room.addRobot(userId, standingIn(group, userId), now())
    })
    rooms.closeIfEmpty(room)
    return added
  }

  removeRobots(group: GroupRow, userIds: readonly string[]): void {
    this.clear(
      group,
      userIds.map((account) => ({ account, marks: [ROBOT] })),
    )
  }

  #robots(): number {
    let count = 0
    for (const { marks } of this.#deps.rooms.all()) count += marks.robots
    return count
  }
}

function standingIn({ owner }: GroupRow, account: string): Standing {
  return {
    role: account === owner ? 'Owner' : 'Member',
    msgFlag: 0,
    nameCard: '',
    mutedUntil: 0,
  }
}

/** Does something for every mark, and keeps those that it was done to. */
function each(
  wanted: readonly Marked[],
  work: (account: string, mark: number) => boolean,
): readonly Marked[] {
  return wanted.flatMap(({ account, marks }) => {
    const done = [...new Set(marks)].filter((mark) => work(account, mark))
    return done.length === 0 ? [] : [{ account, marks: done }]
  })
}

/** Whether a mark that is new to a room would be a kind too many. */
export function isKindTooMany(room: Room | undefined, mark: number): boolean {
  return room !== undefined && !room.marks.hasRoomFor(mark)
}
