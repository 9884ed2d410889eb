import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { dialects } from '../../testing/index.ts'
import type { Condition, Label } from './push.ts'
import { fits } from './rules.ts'
import { Targets } from './targets.ts'

const users = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const letters = ['r', 's', 't'] as const

describe.each(dialects)('targets on $name', ({ open }) => {
  let db: Kysely<Schema>
  beforeAll(async () => {
    db = await open()
  })
  afterAll(() => db.destroy())

  test('pages of any length are whom the rule means, each once, in order', async () => {
    const label = fc.constantFrom(...letters)
    const owners = fc.array(fc.tuple(fc.constantFrom(...users), label), { maxLength: 20 })
    const labels = fc.uniqueArray(label, { maxLength: 3 })
    let appId = 0
    await fc.assert(
      fc.asyncProperty(
        owners,
        labels,
        labels,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('tags' as const, 'attrs' as const),
        async (owned, or, and, limit, by) => {
          if (or.length + and.length === 0) return
          appId += 1
          await seed(db, appId, owned)
          const toLabel = (letter: string): Label => (by === 'tags' ? letter : `0${letter}`)
          const condition: Condition = { by, or: or.map(toLabel), and: and.map(toLabel) }
          const own = (user: string) =>
            new Set(owned.filter(([one]) => one === user).map(([, letter]) => toLabel(letter)))
          // An attribute has one value: the last that was set.
          const last = (user: string) => new Set([...own(user)].slice(-1))
          const expected = users.filter((user) =>
            fits(condition, by === 'tags' ? own(user) : last(user)),
          )

          expect(await readAll(new Targets(db), appId, condition, limit)).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })
})

async function readAll(
  targets: Targets,
  appId: number,
  condition: Condition,
  limit: number,
): Promise<readonly string[]> {
  const found: string[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const page = await targets.page({ appId, cursor }, { to: 'labelled', condition }, limit)
    found.push(...page.users)
    cursor = page.cursor
  }
  return found
}

async function seed(
  db: Kysely<Schema>,
  app_id: number,
  owned: readonly (readonly [string, string])[],
): Promise<void> {
  const rest = {
    type: 'ordinary',
    nick: '',
    face_url: '',
    profile: '{}',
    created_at: 0,
    revoked_at: 0,
    muted_until: 0,
    group_muted_until: 0,
    profile_changed_at: 0,
  } as const
  await db
    .insertInto('account')
    .values(users.map((user_id) => ({ app_id, user_id, ...rest })))
    .execute()
  const rows = [...new Map(owned.map(([user, tag]) => [`${user}${tag}`, [user, tag]])).values()]
  for (const [user_id = '', tag = ''] of rows) {
    await db.insertInto('push_tag').values({ app_id, user_id, tag }).execute()
    await db
      .insertInto('push_attr')
      .values({ app_id, user_id, slot: 0, value: tag })
      .onConflict((on) => on.columns(['app_id', 'user_id', 'slot']).doUpdateSet({ value: tag }))
      .execute()
  }
}
