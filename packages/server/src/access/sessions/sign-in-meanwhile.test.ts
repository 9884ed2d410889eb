import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createLogger } from '../../log.ts'
import type { Schema } from '../../store/schema.ts'
import { dialects } from '../../testing/dialects.ts'
import { hashPassword } from '../password.ts'
import { LoginAddresses } from '../security/login-addresses.ts'
import { PasswordPolicy } from '../security/password-policy.ts'
import { createRuleStore } from '../security/rule-store.ts'
import { createPasswordStore } from '../users/password-store.ts'
import { createUserStore } from '../users/user-store.ts'
import { createSessionStore } from './session-store.ts'
import { Sessions } from './sessions.ts'
import { SignIn } from './sign-in.ts'
import { Tries } from './tries.ts'

const password = 'Right-password1'
const now = Date.now

/** What others do to a user, with its sessions as they do it. */
const changes = {
  'sets another password': async (db: Kysely<Schema>, uin: string, before: string) => {
    const replacement = {
      uin,
      hash: 'another',
      before,
      now: now(),
      needReset: false,
      remembered: 0,
    }
    await createPasswordStore(db).replace(replacement)
  },
  'takes the console login away': (db: Kysely<Schema>, uin: string) =>
    createUserStore(db).update(uin, { consoleLogin: false }),
  'deletes it': (db: Kysely<Schema>, uin: string) => createUserStore(db).delete(uin),
} as const

describe.each(dialects)('a sign-in on $name', ({ open }) => {
  let db: Kysely<Schema>
  let passwordHash: string
  let numbers = 0
  beforeAll(async () => {
    db = await open()
    passwordHash = await hashPassword(password)
  })
  afterAll(() => db.destroy())

  test.each(Object.entries(changes))(
    'begins no session where somebody %s while the password is checked',
    async (_, change) => {
      const users = createUserStore(db)
      numbers += 1
      const uin = String(numbers)
      const user = { uin, ownerUin: '1', appId: 9, name: `user-${uin}`, createdAt: 0 }
      await users.insert({ ...user, passwordHash })
      const rules = createRuleStore(db)
      const signIn = new SignIn({
        users: {
          ...users,
          async findByName(name) {
            const found = await users.findByName(name)
            await change(db, uin, passwordHash)
            await createSessionStore(db).deleteOf(uin)
            return found
          },
        },
        sessions: new Sessions(createSessionStore(db), now),
        policy: new PasswordPolicy(rules, now),
        addresses: new LoginAddresses(rules, now),
        tries: new Tries(now),
        now,
        log: createLogger('silent'),
      })

      const outcome = await signIn.signIn({ user: user.name, password, sourceIp: '192.0.2.1' })

      const rows = db.selectFrom('console_session').selectAll().where('uin', '=', uin)
      expect(outcome).toEqual({ fault: 'badCredentials' })
      expect(await rows.execute()).toEqual([])
    },
  )
})
