import { Seed } from './seed.ts'

/** The community whose members are listed, and the open group that the others are copies of. */
export const COMMUNITY = 'community'
export const OPEN = 'g000000'

/** Groups written straight into the storage of a stopped server: copies of what it wrote itself. */
export class GroupSeed extends Seed {
  /** Gives the app open groups up to `count`, each with an owner of its own. */
  addGroups(count: number): void {
    const id = `printf('g%06d', n.i)`
    const owner = `printf('u%06d', n.i)`
    const conversation = (column: string) => `row.${column} + 1000000 + n.i`
    this.copyRows('conversation', {
      values: { id: conversation('id'), a: id },
      from: 1,
      to: count,
      where: `row.app_id = ?1 AND row.kind = 'group' AND row.a = ?2`,
      bound: [this.appId, OPEN],
    })
    this.copyRows('chat_group', {
      values: { group_id: id, conversation: conversation('conversation'), owner },
      from: 1,
      to: count,
      where: 'row.app_id = ?1 AND row.group_id = ?2',
      bound: [this.appId, OPEN],
    })
    this.copyRows('group_member', {
      values: { group_id: id, account: owner },
      from: 1,
      to: count,
      where: 'row.app_id = ?1 AND row.group_id = ?2',
      bound: [this.appId, OPEN],
    })
    this.run('UPDATE group_count SET count = count + ?2 WHERE app_id = ?1', count - 1)
  }

  /** Makes the second group a community of so many members, copies of its owner. */
  addMembers(count: number): void {
    this.copyRows('group_member', {
      values: {
        account: `printf('u%06d', n.i)`,
        role: `'Member'`,
        joined_at: 'row.joined_at + n.i',
      },
      from: 1,
      to: count,
      where: `row.app_id = ?1 AND row.group_id = ?2 AND row.role = 'Owner'`,
      bound: [this.appId, COMMUNITY],
    })
    this.run(
      `UPDATE chat_group SET type = 'Community', members = ?2, max_members = ?2
       WHERE app_id = ?1 AND group_id = '${COMMUNITY}'`,
      count,
    )
    this.setConf({ Community: true })
  }
}
