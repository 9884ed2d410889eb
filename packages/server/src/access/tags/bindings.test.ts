import { tagLimits } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Schema } from '../../store/schema.ts'
import { failureOf } from '../testing/failure-of.ts'
import { dialects } from '../../testing/dialects.ts'
import { BindingQueries } from './binding-queries.ts'
import type { ResourceFilter } from './binding-queries.ts'
import { bindingsOf } from './binding-store.ts'
import type { BindingChange } from './bindings.ts'
import { Bindings } from './bindings.ts'
import { CachedResourceTags, tagsOfApps, tagsOfPolicies } from './resource-tags.ts'
import { createTagStore, insertTags } from './tag-store.ts'
import { appKey, appType, policyKey } from './tagged-types.ts'
import { insertApp } from './testing/insert-app.ts'
import { insertPolicy } from './testing/insert-policy.ts'

const owner = { ownerUin: '1', uin: '1' }
const prod = { key: 'env', value: 'prod' }
const test1 = { key: 'env', value: 'test' }
const red = { key: 'team', value: 'red' }
const everything = { offset: 0, limit: 100 }

function about(...appIds: number[]): BindingChange {
  const unknown = 'InvalidParameterValue.ResourceIdInvalid'
  return { owner, resources: appIds.map(appKey), unknown }
}

describe.each(dialects)('tags on resources on $name', ({ open }) => {
  let db: Kysely<Schema>
  let bindings: Bindings
  let queries: BindingQueries
  let tags: CachedResourceTags
  beforeAll(async () => {
    db = await open()
    tags = new CachedResourceTags(db, () => 0)
    bindings = new Bindings({ db, now: () => 0, changed: (uin) => tags.forget(uin) })
    queries = new BindingQueries(db)
    for (const appId of [7, 8, 9]) await insertApp(db, appId)
    await insertApp(db, 10, 'deleting')
    await insertPolicy(db, 7, '1')
    await insertPolicy(db, 20, '2')
  })
  beforeEach(async () => {
    await db.deleteFrom('tag_binding').execute()
    await db.deleteFrom('tag').execute()
    tags.forget('1')
    await insertTags(db, owner, [prod, test1, red], 0)
  })
  afterAll(() => db.destroy())

  const on = async (appId: number) => {
    const rows = await bindingsOf(db, '1', [appKey(appId)])
    return rows.map(({ key, value }) => `${key}=${value}`)
  }
  const codeOf = async (work: Promise<unknown>) =>
    (await failureOf(work)) as { readonly code: string } | undefined

  test('are not put on a policy of another root account', async () => {
    const change = { ...about(), resources: [policyKey(20)] }

    expect(await codeOf(bindings.attach(change, prod))).toMatchObject({
      code: 'InvalidParameterValue.ResourceIdInvalid',
    })
    expect(await bindings.putOnMany(owner, [policyKey(20), policyKey(7)], [red])).toMatchObject([
      { resource: policyKey(20), code: 'InvalidParameterValue.ResourceDescriptionError' },
    ])

    const rows = await db.selectFrom('tag_binding').select('resource_id').execute()
    expect(rows).toEqual([{ resource_id: '7' }])
  })

  test('are put on all resources of a call, or on none', async () => {
    await bindings.attach(about(7), prod)

    expect(await codeOf(bindings.attach(about(8, 7), test1))).toMatchObject({
      code: 'ResourceInUse.TagKeyAttached',
    })
    expect(await on(8)).toEqual([])
    await bindings.attach(about(8, 9), test1)
    expect([await on(7), await on(8), await on(9)]).toEqual([
      ['env=prod'],
      ['env=test'],
      ['env=test'],
    ])
  })

  test('must be there to be attached, and so must the resources', async () => {
    const blue = { key: 'team', value: 'blue' }

    expect(await codeOf(bindings.attach(about(7), blue))).toMatchObject({
      code: 'ResourceNotFound.TagNonExist',
    })
    for (const appId of [11, 10]) {
      expect(await codeOf(bindings.attach(about(7, appId), red))).toMatchObject({
        code: 'InvalidParameterValue.ResourceIdInvalid',
      })
    }
    expect(await on(7)).toEqual([])
  })

  test('are made where a call adds them, and not where it is refused', async () => {
    await bindings.add(about(7), { key: 'made', value: 'now' })

    expect(await codeOf(bindings.add(about(11), { key: 'made', value: 'never' }))).toMatchObject({
      code: 'InvalidParameterValue.ResourceIdInvalid',
    })
    const { rows } = await createTagStore(db).page('1', { keys: ['made'] }, everything)
    expect(rows).toEqual([{ key: 'made', value: 'now', isBound: true }])
  })

  test('are taken off where all resources have the key', async () => {
    await bindings.attach(about(7), prod)

    expect(await codeOf(bindings.detach(about(7, 8), 'env'))).toMatchObject({
      code: 'ResourceNotFound.AttachedTagKeyNotFound',
    })
    await bindings.detach(about(7), 'env')
    expect(await on(7)).toEqual([])
  })

  test('get another value, of a tag that is there or that is made', async () => {
    await bindings.attach(about(7), prod)
    const stage = { key: 'env', value: 'stage' }

    expect(await codeOf(bindings.setValue(about(8), test1, false))).toMatchObject({
      code: 'ResourceNotFound.AttachedTagKeyNotFound',
    })
    expect(await codeOf(bindings.setValue(about(7), stage, false))).toMatchObject({
      code: 'ResourceNotFound.TagNonExist',
    })
    await bindings.setValue(about(7), stage, true)
    expect(await on(7)).toEqual(['env=stage'])
  })

  test('are replaced and taken off in one call', async () => {
    await bindings.attach(about(7), prod)
    await bindings.attach(about(7), red)

    await bindings.replace(about(7), [test1, { key: 'made', value: 'now' }], ['team', 'nothing'])

    expect(await on(7)).toEqual(['env=test', 'made=now'])
  })

  test('are put on each resource of many that takes them', async () => {
    const full = Array.from({ length: tagLimits.tagsOfResource }, (_, at) => ({
      key: `k${at}`,
      value: 'v',
    }))
    await bindings.replace(about(9), full, [])
    const other = { service: 'cos', prefix: 'bucket', id: 'b' }
    const resources = [appKey(7), appKey(9), appKey(11), other]

    const refused = await bindings.putOnMany(owner, resources, [red])

    expect(refused.map(({ resource, code }) => [resource.id, code])).toEqual([
      ['9', 'LimitExceeded.ResourceAttachedTags'],
      ['11', 'InvalidParameterValue.ResourceDescriptionError'],
      ['b', 'InvalidParameter.UnsupportedService'],
    ])
    expect(await on(7)).toEqual(['team=red'])
    expect((await on(9)).length).toBe(tagLimits.tagsOfResource)
  })

  test('are at most fifty on a resource', async () => {
    const full = Array.from({ length: tagLimits.tagsOfResource }, (_, at) => ({
      key: `k${at}`,
      value: 'v',
    }))
    await bindings.replace(about(7), full, [])

    expect(await codeOf(bindings.attach(about(7), red))).toMatchObject({
      code: 'LimitExceeded.ResourceAttachedTags',
    })
    await bindings.replace(about(7), [red], ['k0'])
    expect((await on(7)).length).toBe(tagLimits.tagsOfResource)
  })

  test('are taken off many, also where they are not', async () => {
    await bindings.attach(about(7), prod)

    const refused = await bindings.takeOffMany(owner, [appKey(7), appKey(8), appKey(11)], ['env'])

    expect(refused.map(({ resource }) => resource.id)).toEqual(['11'])
    expect(await on(7)).toEqual([])
  })

  describe('are looked for', () => {
    beforeEach(async () => {
      await bindings.replace(about(7), [prod, red], [])
      await bindings.replace(about(8), [test1, red], [])
      await bindings.replace(about(9), [test1], [])
    })
    const find = async (filter: Omit<ResourceFilter, 'match'>, match: 'all' | 'any' = 'all') => {
      const { total, rows } = await queries.resources('1', { ...filter, match }, everything)
      return [total, ...rows.map(({ id }) => id)]
    }

    test('by filters that all have to fit, or one of them', async () => {
      const team = { key: 'team', values: [] }
      const env = (...values: string[]) => ({ key: 'env', values })

      expect(await find({ filters: [team] })).toEqual([2, '7', '8'])
      expect(await find({ filters: [team, env('test')] })).toEqual([1, '8'])
      expect(await find({ filters: [env('test', 'prod')] })).toEqual([3, '7', '8', '9'])
      expect(await find({ filters: [team, env('test')] }, 'any')).toEqual([3, '7', '8', '9'])
      expect(await find({ filters: [team], ids: ['8'], ...appType })).toEqual([1, '8'])
      expect(await find({ filters: [team], service: 'cos' })).toEqual([0])
      expect(await find({ filters: [team], createdBy: '2' })).toEqual([0])
    })

    test('resource by resource, with all of their tags', async () => {
      const filter = { filters: [], match: 'all' } as const
      const [first] = await queries.resourcesAfter('1', filter, undefined, 1)
      const rest = await queries.resourcesAfter('1', filter, first, 5)

      expect(first).toMatchObject({ id: '7', tags: [prod, red] })
      expect(rest.map(({ id }) => id)).toEqual(['8', '9'])
    })

    test('an app and a policy of one number apart', async () => {
      await bindings.putOnMany(owner, [policyKey(7)], [prod])
      const ids = async (hidden: readonly string[]) => {
        const filter: ResourceFilter = { ids: ['7'], filters: [], match: 'all', hidden }
        const { rows } = await queries.resources('1', filter, everything)
        return rows.map(({ prefix, tags: [first] }) => `${prefix} ${first?.value}`)
      }

      expect(await ids([])).toEqual(['policyid prod', 'sdkappid prod'])
      expect(await ids(['7'])).toEqual(['policyid prod'])
      expect(await tagsOfPolicies(db, '1', [7, 8])).toEqual(new Map([[7, [prod]]]))
      await bindings.takeOffMany(owner, [policyKey(7)], ['env'])
      expect(await ids([])).toEqual(['sdkappid prod'])
    })

    test('one by one', async () => {
      const page = await queries.bindings('1', { keys: ['env'] }, { offset: 1, limit: 1 })

      expect(page).toEqual({ total: 3, rows: [{ ...appKey(8), ...test1 }] })
    })

    test('by policies, as they are at that moment', async () => {
      expect(await tags.of('1', 'qcs::im::uin/1:sdkappid/7')).toEqual(['env&prod', 'team&red'])
      expect(await tags.of('1', 'qcs::im::uin/1:sdkappid/*')).toEqual([])
      expect(await tags.of('2', 'qcs::im::uin/2:sdkappid/7')).toEqual([])

      await bindings.detach(about(7), 'team')

      expect(await tags.of('1', 'qcs::im::uin/1:sdkappid/7')).toEqual(['env&prod'])
      expect([...(await tags.ofApps('1')).keys()].toSorted()).toEqual([7, 8, 9])
    })

    test('for a page of apps', async () => {
      expect(await tagsOfApps(db, '1', [8, 11])).toEqual(new Map([[8, [test1, red]]]))
    })
  })
})
