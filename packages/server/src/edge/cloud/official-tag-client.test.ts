import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/tag/v20180813/tag_client.js'
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { insertApp } from '../../access/tags/testing/insert-app.ts'
import type { Store } from '../../store/open-store.ts'
import { openStore } from '../../store/open-store.ts'
import type { CloudFixture } from './testing/cloud-fixture.ts'
import { openCloudFixture, rootKey } from './testing/cloud-fixture.ts'

const ways = [
  { signMethod: 'TC3-HMAC-SHA256', reqMethod: 'POST' },
  { signMethod: 'HmacSHA256', reqMethod: 'GET' },
] as const

const prod = { TagKey: 'env', TagValue: 'prod' }
const stage = { TagKey: 'env', TagValue: 'stage' }
const red = { TagKey: 'team', TagValue: 'red' }
const type = { ServiceType: 'im', ResourcePrefix: 'sdkappid' }
const region = { ...type, ResourceRegion: '' }
const first = 'qcs::im::uin/100000000001:sdkappid/7'
const second = 'qcs::im::uin/100000000001:sdkappid/8'

function custom(...tags: readonly (typeof prod)[]) {
  return tags.map((tag) => ({ ...tag, Category: 'Custom' }))
}

describe.each(ways)('the official tag client with $signMethod and $reqMethod', (way) => {
  let store: Store
  let fixture: CloudFixture
  let server: ReturnType<typeof Bun.serve>
  let client: InstanceType<typeof Client>
  beforeAll(async () => {
    store = await openStore({ kind: 'memory' }, Date.now)
    fixture = await openCloudFixture(store.db)
    await insertApp(store.db, 7)
    await insertApp(store.db, 8)
    server = Bun.serve({
      port: 0,
      hostname: '127.0.0.1',
      fetch: (request) => fixture.cloud(request, '127.0.0.1'),
    })
    const endpoint = `127.0.0.1:${server.port}`
    client = new Client({
      credential: rootKey,
      profile: {
        signMethod: way.signMethod,
        httpProfile: { reqMethod: way.reqMethod, protocol: 'http://', endpoint },
      },
    })
  })
  afterAll(async () => {
    await server.stop(true)
    await store.close()
  })

  const tagsOf = async (ResourceId: string) => {
    const { Rows } = await client.DescribeResourceTags({ ...type, ResourceId })
    return (Rows ?? []).map(({ TagKey, TagValue }) => `${TagKey}=${TagValue}`)
  }

  test('makes, lists and deletes tags', async () => {
    await client.CreateTag(prod)
    await client.CreateTags({ Tags: [stage, red, { TagKey: 'old', TagValue: '1' }] })
    await client.CreateTag({ TagKey: 'old', TagValue: '2' })
    await client.DeleteTag({ TagKey: 'old', TagValue: '1' })
    await client.DeleteTags({ Tags: [{ TagKey: 'old', TagValue: '2' }] })

    const all = custom(prod, stage, red).map((tag) => ({ ...tag, CanDelete: 1 }))
    expect(await client.DescribeTags({})).toMatchObject({
      TotalCount: 3,
      Offset: 0,
      Limit: 15,
      Tags: all,
    })
    expect(await client.DescribeTagsSeq({ TagKeys: ['team'] })).toMatchObject({ Tags: [all[2]] })
    expect(await client.DescribeTagKeys({ Offset: 1, Limit: 1 })).toMatchObject({
      TotalCount: 2,
      Tags: ['team'],
    })
    const values = { TotalCount: 2, Tags: custom(prod, stage) }
    expect(await client.DescribeTagValues({ TagKeys: ['env'] })).toMatchObject(values)
    expect(await client.DescribeTagValuesSeq({ TagKeys: ['env'] })).toMatchObject(values)
  })

  test('walks along tags', async () => {
    const { PaginationToken, ...start } = await client.GetTags({ MaxResults: 2 })

    expect(start).toMatchObject({ Tags: custom(prod, stage) })
    expect(await client.GetTags({ PaginationToken: PaginationToken ?? '' })).toMatchObject({
      Tags: custom(red),
      PaginationToken: '',
    })
    expect(await client.GetTagKeys({})).toMatchObject({ TagKeys: ['env', 'team'] })
    expect(await client.GetTagValues({ TagKeys: ['team'] })).toMatchObject({ Tags: custom(red) })
  })

  test('puts tags on resources by id', async () => {
    const ids = { ...type, ResourceIds: ['7', '8'] }

    await client.AttachResourcesTag({ ...ids, ...prod })
    await client.ModifyResourcesTagValue({ ...type, ResourceIds: ['8'], ...stage })
    expect([await tagsOf('7'), await tagsOf('8')]).toEqual([['env=prod'], ['env=stage']])

    await client.DetachResourcesTag({ ...ids, TagKey: 'env' })
    expect([await tagsOf('7'), await tagsOf('8')]).toEqual([[], []])
  })

  test('puts tags on resources by name', async () => {
    await client.AddResourceTag({ Resource: first, ...prod })
    await client.UpdateResourceTagValue({ Resource: first, ...stage })
    await client.ModifyResourceTags({ Resource: second, ReplaceTags: [red, prod] })
    await client.ModifyResourceTags({ Resource: second, DeleteTags: [{ TagKey: 'team' }] })
    expect([await tagsOf('7'), await tagsOf('8')]).toEqual([['env=stage'], ['env=prod']])

    await client.DeleteResourceTag({ Resource: first, TagKey: 'env' })
    expect(await tagsOf('7')).toEqual([])

    expect(await client.TagResources({ ResourceList: [first, second], Tags: [red] })).toMatchObject(
      {
        FailedResources: [],
      },
    )
    expect(await client.UnTagResources({ ResourceList: [first], TagKeys: ['env'] })).toMatchObject({
      FailedResources: [],
    })
    expect([await tagsOf('7'), await tagsOf('8')]).toEqual([['team=red'], ['env=prod', 'team=red']])
  })

  test('finds resources by tags, and tags by resources', async () => {
    const TagFilters = [{ TagKey: 'team' }, { TagKey: 'env', TagValue: ['prod'] }]
    const rowOf = (ResourceId: string, tags: readonly (typeof prod)[]) => ({
      ...region,
      ResourceId,
      Tags: custom(...tags),
    })
    const both = [rowOf('7', [red]), rowOf('8', [prod, red])]

    expect(await client.DescribeResourcesByTags({ TagFilters })).toMatchObject({
      TotalCount: 1,
      Rows: [both[1]],
    })
    expect(await client.DescribeResourcesByTagsUnion({ TagFilters })).toMatchObject({
      TotalCount: 2,
      Rows: both,
    })
    expect(await client.GetResources({ ResourceList: [first] })).toMatchObject({
      ResourceTagMappingList: [{ Resource: first, Tags: custom(red) }],
    })
    expect(await client.GetResources({ TagFilters })).toMatchObject({
      PaginationToken: '',
      ResourceTagMappingList: [{ Resource: second, Tags: custom(prod, red) }],
    })
    const ResourceIds = ['7', '8']
    const named = { TotalCount: 3, Tags: custom(red, prod, red) }
    expect(
      await client.DescribeResourceTagsByResourceIds({ ...region, ResourceIds }),
    ).toMatchObject(named)
    expect(
      await client.DescribeResourceTagsByResourceIdsSeq({ ...region, ResourceIds }),
    ).toMatchObject(named)
    const byKeys = { ...region, ResourceIds, TagKeys: ['env'] }
    expect(await client.DescribeResourceTagsByTagKeys(byKeys)).toMatchObject({
      TotalCount: 1,
      Rows: [{ ResourceId: '8', TagKeyValues: custom(prod) }],
    })
  })
})
