import { expect, test } from 'bun:test'
import type { Principal } from '../../calls/principal.ts'
import { Authorizer } from './authorizer.ts'
import type { Holdings } from './held-policies.ts'

const root: Principal = { uin: '1', ownerUin: '1', appId: 9, isRoot: true, user: 'root' }
const sub: Principal = { uin: '2', ownerUin: '1', appId: 9, isRoot: false, user: 'ann' }
const asked = { permission: 'im:DescribeSecret', sourceIp: '192.0.2.1', requestId: 'r-1' }
const app = (appId: number | string) => `qcs::im::uin/1:sdkappid/${appId}`

type Statement = Readonly<Record<string, unknown>>

/** Holds one policy of some statements; counts what is read. */
function authorizerOver(statements: readonly Statement[], more: Partial<Holdings> = {}) {
  const reads: string[] = []
  const clock = { now: 0 }
  const tags: Record<string, readonly string[]> = { [app(7)]: ['team&red'] }
  const document = JSON.stringify({ version: '2.0', statement: statements })
  const policies =
    statements.length === 0 ? [] : [{ ...held(1, document), via: { kind: 'user' } as const }]
  const authorizer = new Authorizer({
    readHoldings: async ({ uin }) => {
      reads.push(uin)
      return { policies, boundary: 'none', ...more }
    },
    tags: {
      of: async (_, resource) => {
        reads.push(resource)
        return tags[resource] ?? []
      },
    },
    now: () => clock.now,
  })
  return { authorizer, reads, clock }
}

const held = (policyId: number, document: string) => ({
  policyId,
  policyName: `policy${policyId}`,
  document,
})
const allow = (action: string, resource: string, condition?: object) => ({
  effect: 'allow',
  action,
  resource,
  ...(condition && { condition }),
})
const ofTeam = { 'for_any_value:string_equal': { 'qcs:resource_tag': ['team&red'] } }

test.each(['*', app('*'), app(1_400_000_001)])(
  'lets the root account do everything with %s',
  async (resource) => {
    const { authorizer, reads } = authorizerOver([])

    await authorizer.authorize({ ...asked, principal: root, resources: [resource] })

    expect(reads).toEqual([])
  },
)

test.each([
  ['a sub-user without a policy', sub, 'qcs::im::uin/1:sdkappid/7'],
  ['a root account that owns something else', root, 'qcs::im::uin/2:sdkappid/7'],
  ['a root account with a prefix of the uin', root, 'qcs::im::uin/12:sdkappid/7'],
])('refuses %s', async (_, principal, resource) => {
  const { authorizer } = authorizerOver([])

  const done = authorizer.authorize({ ...asked, principal, resources: [resource] })

  await expect(done).rejects.toMatchObject({
    code: 'UnauthorizedOperation',
    message:
      '[request id:r-1]you are not authorized to perform operation (im:DescribeSecret)\n' +
      `resource (${resource}) has no permission\n`,
  })
})

test.each(['qcs::im::uin/3:sdkappid/7', 'qcs::im::uin/*:sdkappid/7', 'sdkappid/7'])(
  'lets nobody near %s, whatever its policies say',
  async (resource) => {
    const { authorizer } = authorizerOver([allow('*', '*')])

    const done = authorizer.authorize({ ...asked, principal: sub, resources: [resource] })

    await expect(done).rejects.toMatchObject({ code: 'UnauthorizedOperation' })
  },
)

test('names the first of several resources that is not allowed', async () => {
  const { authorizer } = authorizerOver([allow('im:*', app(7))])

  const done = authorizer.authorize({ ...asked, principal: sub, resources: [app(7), app(8)] })

  await expect(done).rejects.toMatchObject({
    message: expect.stringContaining(`resource (${app(8)}) has no permission`),
  })
})

test('reads the policies of a sub-user once, and again after a change or some time', async () => {
  const { authorizer, reads, clock } = authorizerOver([allow('im:*', '*')])
  const ask = () => authorizer.authorize({ ...asked, principal: sub, resources: [app(7)] })

  await ask()
  await ask()
  expect(reads).toEqual(['2'])

  authorizer.drop('1')
  await ask()
  expect(reads).toEqual(['2', '2'])

  clock.now += 10_000
  await ask()
  expect(reads).toEqual(['2', '2', '2'])
})

test('does not keep what was read before a change', async () => {
  const { authorizer, reads } = authorizerOver([allow('im:*', '*')])
  const ask = () => authorizer.authorize({ ...asked, principal: sub, resources: [app(7)] })

  const first = ask()
  authorizer.drop('1')
  await first
  await ask()

  expect(reads).toEqual(['2', '2'])
})

test('asks for tags only where a condition wants them', async () => {
  const plain = authorizerOver([allow('im:*', app(7))])
  const tagged = authorizerOver([allow('im:*', '*', ofTeam)])

  expect(await plain.authorizer.visible({ ...asked, principal: sub }, 'im:X', [7, 8])).toEqual([7])
  expect(await tagged.authorizer.visible({ ...asked, principal: sub }, 'im:X', [8, 7])).toEqual([7])
  expect(plain.reads).toEqual(['2'])
  expect(tagged.reads).toEqual(['2', app(8), app(7)])
})

test('answers lists to who may see something, whatever its tags', async () => {
  const { authorizer } = authorizerOver([allow('im:DescribeSecret', '*', ofTeam)])
  const question = { ...asked, principal: sub, resources: [app('*')] }

  await authorizer.authorize({ ...question, anywhere: true })

  await expect(authorizer.authorize(question)).rejects.toMatchObject({
    code: 'UnauthorizedOperation',
  })
})

test('supposes tags and a time where they are said', async () => {
  const later = { date_greater_than: { 'qcs:current_time': '1970-01-01T01:00:00Z' } }
  const { authorizer } = authorizerOver([allow('im:*', '*', { ...ofTeam, ...later })])
  const asker = { ...asked, principal: sub, time: 7_200_000 }
  const question = { permission: 'im:X', resource: app(8) }

  const [real, supposed] = await authorizer.decideAll(asker, [
    question,
    { ...question, resourceTags: ['team&red'] },
  ])

  expect(real?.allowed).toBe(false)
  expect(supposed?.allowed).toBe(true)
})

test.each([
  [
    'one that allows less',
    held(2, '{"version":"2.0","statement":[{"effect":"allow","action":"cam:*","resource":"*"}]}'),
  ],
  ['one that is gone', 'missing' as const],
])('a boundary stops what a policy allows: %s', async (_, boundary) => {
  const { authorizer } = authorizerOver([allow('*', '*')], { boundary })

  const [decision] = await authorizer.decideAll({ ...asked, principal: sub }, [
    { permission: 'im:X', resource: app(7) },
  ])

  expect(decision).toMatchObject({ allowed: false, reason: 'boundary' })
})

test('a stored document that cannot be read lets nothing through', async () => {
  const broken = { ...held(2, '{}'), via: { kind: 'user' } as const }
  const { authorizer } = authorizerOver([allow('*', '*')], { policies: [broken] })

  const done = authorizer.authorize({ ...asked, principal: sub, resources: ['*'] })

  await expect(done).rejects.toThrow('policy 2 cannot be read')
})
