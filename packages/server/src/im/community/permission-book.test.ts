import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Kysely } from 'kysely'
import { createLocalBus } from '../../bus/bus.ts'
import type { Schema } from '../../store/schema.ts'
import { dialects } from '../../testing/dialects.ts'
import type { Place } from '../group/service.ts'
import { PermissionBook } from './permission-book.ts'
import { communityBits } from './permissions.ts'

const appId = 1_400_000_001
const groupId = '@TGS#_one'
const member = { app_id: appId, group_id: groupId, permission_group_id: '@PMG#_a', account: 'bob' }

function placeOf(columns: Partial<Place['group']> = {}): Place {
  const group = {
    app_id: appId,
    group_id: groupId,
    type: 'Community',
    owner: 'alice',
    support_topic: 1,
    enable_permission: 1,
    default_permission: communityBits.mute,
    ...columns,
  } as Place['group']
  return { appId, id: groupId, conversation: 1, group, topic: undefined }
}

describe.each(dialects)('rights in memory on $name', ({ open }) => {
  let db: Kysely<Schema>
  const bus = createLocalBus((error) => {
    throw error
  })
  beforeAll(async () => {
    db = await open()
    await db
      .insertInto('permission_group')
      .values({
        app_id: appId,
        group_id: groupId,
        permission_group_id: '@PMG#_a',
        name: '',
        permission: communityBits.send,
        custom: '',
        created_at: 0,
      })
      .execute()
  })
  afterAll(() => db.destroy())

  test('fixed roles apply where permission groups are not used', () => {
    const book = new PermissionBook({ db, bus })

    for (const off of [
      { enable_permission: 0 },
      { support_topic: 0 },
      { type: 'Public' as const },
    ]) {
      expect(book.of(placeOf(off), 'bob')).toBeUndefined()
    }
  })

  test('what was asked before is told without waiting, until it changes', async () => {
    const book = new PermissionBook({ db, bus })
    const place = placeOf()

    expect(book.of(place, 'alice')).toMatchObject({ send: true, ban: true })
    const first = book.of(place, 'bob')
    expect(first).toBeInstanceOf(Promise)
    expect(await first).toMatchObject({ send: false, mute: true })
    expect(book.of(place, 'bob')).toMatchObject({ send: false, mute: true })
    expect(book.of(placeOf({ default_permission: 0 }), 'bob')).toMatchObject({ mute: false })

    await db.insertInto('permission_group_member').values(member).execute()
    book.membersChanged(appId, groupId, ['bob'])
    const second = book.of(place, 'bob')
    expect(second).toBeInstanceOf(Promise)
    expect(await second).toMatchObject({ send: true, mute: false })

    await db.updateTable('permission_group').set({ permission: 0 }).execute()
    book.changed(appId, groupId)
    expect(await book.of(place, 'bob')).toMatchObject({ send: false })

    bus.publish('group.membersRemoved', { appId, groupId, accounts: ['bob'] })
    await db.deleteFrom('permission_group_member').execute()
    expect(await book.of(place, 'bob')).toMatchObject({ mute: true })
    bus.publish('app.stopped', { appId })
    expect(book.of(place, 'bob')).toBeInstanceOf(Promise)
  })

  test('what was read while something changed is not remembered', async () => {
    const book = new PermissionBook({ db, bus })
    const place = placeOf()

    const reading = book.of(place, 'carol')
    book.changed(appId, 'another')
    await reading

    expect(book.of(place, 'carol')).toBeInstanceOf(Promise)
  })
})
