import type { GroupRow } from '../group.ts'
import type { GroupCore } from '../service.ts'
import type { Created } from './creator.ts'
import { GroupCreator } from './creator.ts'
import { Dismisser } from './dismisser.ts'
import type { GroupFilter, GroupPage } from './group-pages.ts'
import { GroupPages } from './group-pages.ts'
import { JoinedGroups } from './joined-groups.ts'
import { GroupModifier } from './modifier.ts'
import type { Founding, NewGroup } from './new-group.ts'
import type { Operator } from './operator.ts'
import { Remains } from './remains.ts'
import type { Succession } from './transfer.ts'
import { transfer } from './transfer.ts'
import type { GroupWishes } from './wishes.ts'

/** How groups come, change and go, and which there are; the same for every door. */
export class GroupLifecycle {
  readonly pages: GroupPages
  readonly joined: JoinedGroups
  readonly remains: Remains
  readonly #core: GroupCore
  readonly #creator: GroupCreator
  readonly #modifier: GroupModifier
  readonly #dismisser: Dismisser

  constructor(core: GroupCore) {
    this.#core = core
    this.remains = new Remains(core)
    this.pages = new GroupPages(core)
    this.joined = new JoinedGroups(core)
    this.#creator = new GroupCreator(core, this.remains)
    this.#modifier = new GroupModifier(core)
    this.#dismisser = new Dismisser(core, this.remains)
  }

  /** See `GroupCreator`. */
  create(appId: number, wanted: NewGroup, founding: Founding): Promise<Created> {
    return this.#creator.create(appId, wanted, founding)
  }

  /** See `GroupModifier`. */
  modify(appId: number, groupId: string, wishes: GroupWishes, by: Operator): Promise<GroupRow> {
    return this.#modifier.modify(appId, groupId, wishes, by)
  }

  /** See `transfer`. */
  transfer(succession: Succession, by: Operator): Promise<GroupRow> {
    return transfer(this.#core, this.#modifier, succession, by)
  }

  /** See `Dismisser`. */
  dismiss(appId: number, groupId: string, by: Operator): Promise<void> {
    return this.#dismisser.dismiss(appId, groupId, by)
  }

  /** Groups as they are in storage with everything that was sent, by id; unknown ids are left out. */
  async read(appId: number, groupIds: readonly string[]): Promise<ReadonlyMap<string, GroupRow>> {
    await this.#core.caughtUp()
    return this.#core.directory.read(appId, groupIds)
  }

  /** Groups of an app for the console, newest first, found by id and name. */
  page(appId: number, filter: GroupFilter, offset: number, limit: number): Promise<GroupPage> {
    return this.pages.page(appId, filter, offset, limit)
  }
}
