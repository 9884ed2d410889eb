import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { CloudAction } from '@yanshu/protocol'
import {
  addResourceTag,
  attachResourcesTag,
  createTag,
  createTags,
  deleteSdkAppId,
  deleteTag,
  deleteTags,
  describeAppAndAccountInfo,
  describeAuditEvents,
  describeIMAppList,
  describeResourcesByTags,
  describeResourcesByTagsUnion,
  describeResourceTags,
  describeResourceTagsByResourceIds,
  describeResourceTagsByTagKeys,
  describeTagKeys,
  describeTags,
  describeTagValues,
  detachResourcesTag,
  getResources,
  getTags,
  getTagValues,
  modifyResourcesTagValue,
  modifyResourceTags,
  stopSdkAppId,
  tagResources,
  unTagResources,
  updateResourceTagValue,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'
import { appName, subUserWith } from './sub-users.ts'

const type = { ServiceType: 'im', ResourcePrefix: 'sdkappid' } as const
const region = { ...type, ResourceRegion: '' } as const
const prod = { TagKey: 'env', TagValue: 'prod' } as const
const red = { TagKey: 'team', TagValue: 'red' } as const

function nameOf(appId: number | string, account = 'uin/'): string {
  return `qcs::im::${account}:sdkappid/${appId}`
}

describe.each(storages)('tags on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
    await im.act(createTags, { Tags: [prod, red] })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('of an app are told in the list and in its details', async () => {
    const { appId } = await seedApp(im)
    const other = await seedApp(im)
    await im.act(modifyResourceTags, { Resource: nameOf(appId), ReplaceTags: [red, prod] })

    const { AppList } = await im.act(describeIMAppList, {})
    const tagsOf = (id: number) => AppList.find(({ SDKAppID }) => SDKAppID === id)?.Tags

    expect(tagsOf(appId)).toEqual([prod, red])
    expect(tagsOf(other.appId)).toEqual([])
    expect(await im.act(describeAppAndAccountInfo, { SDKAppID: appId })).toMatchObject({
      Tags: [prod, red],
    })
  })

  test('stay while an app carries them, and are free when it is deleted', async () => {
    const { appId: SDKAppID } = await seedApp(im)
    const tag = { TagKey: 'gone', TagValue: 'soon' }
    await im.act(addResourceTag, { Resource: nameOf(SDKAppID), ...tag })
    const canDelete = async () => (await im.act(describeTags, tag)).Tags[0]?.CanDelete

    expect(await canDelete()).toBe(0)
    expect(await codeOf(im.act(deleteTag, tag))).toBe('FailedOperation.TagAttachedResource')

    await im.act(stopSdkAppId, { SDKAppID })
    await im.act(deleteSdkAppId, { SDKAppID })

    const bound = { TagFilters: [{ TagKey: 'gone' }] }
    expect((await im.act(describeResourcesByTags, bound)).TotalCount).toBe(0)
    expect(await canDelete()).toBe(1)
    await im.act(deleteTag, tag)
    expect(await codeOf(im.act(addResourceTag, { Resource: nameOf(SDKAppID), ...tag }))).toBe(
      'InvalidParameterValue.ResourceDescriptionError',
    )
    expect((await im.act(describeTags, tag)).TotalCount).toBe(0)
  })

  test('are walked along by a token, to the end', async () => {
    const values = ['a', 'b', 'c'].map((TagValue) => ({ TagKey: 'walk', TagValue }))
    await im.act(createTags, { Tags: values })
    const seen: string[] = []
    let PaginationToken = ''
    do {
      const page = await im.act(getTags, { TagKeys: ['walk'], MaxResults: 2, PaginationToken })
      seen.push(...page.Tags.map(({ TagValue }) => TagValue))
      ;({ PaginationToken } = page)
    } while (PaginationToken !== '')

    expect(seen).toEqual(['a', 'b', 'c'])
    expect(await im.act(getTags, { Category: 'System' })).toEqual({ PaginationToken: '', Tags: [] })
  })

  test('of the platform itself are none', async () => {
    const System = { Category: 'System' } as const

    expect(await im.act(describeTagKeys, System)).toMatchObject({ TotalCount: 0, Tags: [] })
    expect(await im.act(describeTagValues, { TagKeys: ['env'], ...System })).toMatchObject({
      TotalCount: 0,
    })
    expect(await im.act(describeTagKeys, { Category: 'Custom' })).toMatchObject({
      Tags: expect.arrayContaining(['env', 'team']),
    })
  })

  test('are put on many apps, with a word for each that did not take them', async () => {
    const { appId } = await seedApp(im)
    const lost = nameOf(1)

    const { FailedResources } = await im.act(tagResources, {
      ResourceList: [nameOf(appId), lost, 'qcs::cvm:ap-guangzhou:uin/:instance/ins-1'],
      Tags: [{ TagKey: 'made', TagValue: 'now' }],
    })

    expect(FailedResources.map(({ Resource, Code }) => [Resource, Code])).toEqual([
      [lost, 'InvalidParameterValue.ResourceDescriptionError'],
      ['qcs::cvm:ap-guangzhou:uin/:instance/ins-1', 'InvalidParameter.UnsupportedService'],
    ])
    const byIds = { ...region, ResourceIds: [String(appId)] }
    expect((await im.act(describeResourceTagsByResourceIds, byIds)).Tags).toMatchObject([
      { TagKey: 'made', TagValue: 'now', ResourceId: String(appId), ServiceType: 'im' },
    ])
  })

  test('leave a trail of what an app carried before and after', async () => {
    const { appId } = await seedApp(im)
    const change = { Resource: nameOf(appId), ReplaceTags: [red] }

    await im.act(modifyResourceTags, change)

    await im.platform.access.audit.settled()
    const { Events } = await im.act(describeAuditEvents, { SDKAppID: appId })
    expect(Events).toMatchObject([
      {
        Action: 'tag:ModifyResourceTags',
        Resource: nameOf(appId, 'uin/100000000001'),
        After: JSON.stringify({ [`sdkappid/${appId}.team`]: 'red' }),
      },
    ])
  })

  test('are put by a sub-user on the apps that its policy names, and on no others', async () => {
    const [{ appId: mine }, { appId: other }] = [await seedApp(im), await seedApp(im)]
    const user = await subUserWith(im, {
      effect: 'allow',
      action: 'name/tag:*',
      resource: appName(mine),
    })
    const codeFor = (...names: readonly string[]) =>
      codeOf(user.act(tagResources, { ResourceList: [...names], Tags: [red] }))

    expect(await codeFor(nameOf(mine), nameOf(other))).toBe('UnauthorizedOperation')
    expect(
      (await im.act(getResources, { ResourceList: [nameOf(mine)] })).ResourceTagMappingList,
    ).toEqual([])
    expect(await codeFor(nameOf(mine))).toBeUndefined()
    expect(await codeOf(user.act(createTag, { TagKey: 'own', TagValue: 'x' }))).toBe(
      'UnauthorizedOperation',
    )
  })

  test('are kept off an app that a policy denies, however it is named', async () => {
    const { appId } = await seedApp(im)
    const user = await subUserWith(
      im,
      { effect: 'allow', action: 'name/tag:*', resource: '*' },
      { effect: 'deny', action: 'name/tag:*', resource: appName(appId) },
    )
    const names = [
      nameOf(appId),
      nameOf(appId, ''),
      nameOf(appId, 'uin/100000000001'),
      `qcs::im:ap-guangzhou:uin/:sdkappid/${appId}`,
    ]

    for (const Resource of names) {
      const change = user.act(addResourceTag, { Resource, ...red })
      expect(await codeOf(change)).toBe('UnauthorizedOperation')
    }
    const byId = { ...type, ResourceIds: [String(appId)], ...red }
    expect(await codeOf(user.act(attachResourcesTag, byId))).toBe('UnauthorizedOperation')
  })

  test('of apps that somebody is denied are in no list, whichever way they are looked for', async () => {
    const tag = { TagKey: 'floor', TagValue: 'third' }
    const { appId } = await seedApp(im)
    const { appId: denied } = await seedApp(im)
    const names = [appId, denied].map((id) => nameOf(id))
    await im.act(tagResources, { ResourceList: names, Tags: [tag] })
    const user = await subUserWith(
      im,
      { effect: 'allow', action: 'tag:*', resource: '*' },
      { effect: 'deny', action: '*', resource: appName(denied) },
    )
    const filters = { TagFilters: [{ TagKey: 'floor' }] }

    for (const action of [describeResourcesByTags, describeResourcesByTagsUnion]) {
      const { TotalCount, Rows } = await user.act(action, filters)
      expect(TotalCount).toBe(1)
      expect(Rows.map(({ ResourceId }) => ResourceId)).toEqual([String(appId)])
    }
    const { ResourceTagMappingList } = await user.act(getResources, filters)
    expect(ResourceTagMappingList.map(({ Resource }) => Resource)).toEqual([appName(appId)])
    for (const type of [{}, { ServiceType: 'im' }]) {
      const { TotalCount } = await user.act(describeResourceTags, {
        ...type,
        ResourceId: String(denied),
      })
      expect(TotalCount).toBe(0)
    }
    expect((await im.act(describeResourcesByTags, filters)).TotalCount).toBe(2)
  })

  const pair = { TagKey: 'k', TagValue: 'v' }
  const ids = { ...type, ResourceIds: ['1'] }
  const many = Array.from({ length: 11 }, (_, at) => ({ TagKey: `k${at}`, TagValue: 'v' }))
  const names = Array.from({ length: 11 }, (_, at) => nameOf(at + 1))
  const fifty = Array.from({ length: 51 }, (_, at) => String(at + 1))
  const filters = many.map(({ TagKey }) => ({ TagKey }))
  const IPV = 'InvalidParameterValue'

  test.each<readonly [CloudAction, object, string]>([
    [createTag, { TagKey: '', TagValue: 'v' }, `${IPV}.TagKeyEmpty`],
    [createTag, { TagKey: 'k', TagValue: '' }, `${IPV}.TagValueEmpty`],
    [createTag, { TagKey: 'k&', TagValue: 'v' }, `${IPV}.TagKeyCharacterIllegal`],
    [createTag, { TagKey: ' k', TagValue: 'v' }, `${IPV}.TagKeyCharacterIllegal`],
    [createTag, { TagKey: 'k', TagValue: 'a\0b' }, `${IPV}.TagValueCharacterIllegal`],
    [createTag, { TagKey: '键'.repeat(128), TagValue: 'v' }, `${IPV}.TagKeyLengthExceeded`],
    [createTag, { TagKey: 'k', TagValue: '值'.repeat(256) }, `${IPV}.TagValueLengthExceeded`],
    [createTag, { TagKey: 'QCloud-x', TagValue: 'v' }, `${IPV}.ReservedTagKey`],
    [createTag, { TagKey: 'project', TagValue: 'v' }, `${IPV}.ReservedTagKey`],
    [createTag, { TagKey: 'k' }, 'MissingParameter'],
    [createTag, prod, 'ResourceInUse.TagDuplicate'],
    [createTags, { Tags: many }, 'InvalidParameter.Tag'],
    [createTags, { Tags: [pair, pair] }, 'InvalidParameter.Tag'],
    [createTags, { Tags: [] }, 'InvalidParameter'],
    [deleteTag, { TagKey: 'k\n', TagValue: 'v' }, `${IPV}.TagKeyCharacterIllegal`],
    [deleteTag, pair, 'ResourceNotFound.TagNonExist'],
    [deleteTags, { Tags: [prod, pair] }, 'ResourceNotFound.TagNonExist'],
    [describeTags, { CreateUin: 'me' }, `${IPV}.UinInvalid`],
    [describeTags, { Offset: 7, Limit: 2 }, IPV],
    [describeTags, { Limit: 1001 }, IPV],
    [describeTagValues, { TagKeys: [] }, `${IPV}.TagKeyEmpty`],
    [attachResourcesTag, { ...ids, ...pair, ServiceType: 'cvm' }, `${IPV}.ServiceTypeInvalid`],
    [attachResourcesTag, { ...ids, ...pair, ResourcePrefix: 'x' }, `${IPV}.ResourcePrefixInvalid`],
    [
      attachResourcesTag,
      { ServiceType: 'im', ResourceIds: ['1'], ...pair },
      `${IPV}.ResourcePrefixInvalid`,
    ],
    [attachResourcesTag, { ...ids, ...prod }, `${IPV}.ResourceIdInvalid`],
    [attachResourcesTag, { ...ids, ...pair }, 'ResourceNotFound.TagNonExist'],
    [attachResourcesTag, { ...ids, ...pair, ResourceRegion: '!' }, `${IPV}.RegionInvalid`],
    [
      attachResourcesTag,
      { ...ids, ...pair, ResourceIds: fifty },
      'LimitExceeded.ResourceNumPerRequest',
    ],
    [detachResourcesTag, { ...ids, TagKey: 'env' }, 'ResourceNotFound.AttachedTagKeyNotFound'],
    [modifyResourcesTagValue, { ...ids, ...prod }, 'ResourceNotFound.AttachedTagKeyNotFound'],
    [modifyResourceTags, { Resource: nameOf(1) }, `${IPV}.DeleteTagsParamError`],
    [
      modifyResourceTags,
      { Resource: nameOf(1), ReplaceTags: [pair], DeleteTags: [{ TagKey: 'k' }] },
      `${IPV}.DeleteTagsParamError`,
    ],
    [modifyResourceTags, { Resource: nameOf(1), ReplaceTags: [] }, 'InvalidParameter.Tag'],
    [
      modifyResourceTags,
      { Resource: 'app 1', ReplaceTags: [pair] },
      `${IPV}.ResourceDescriptionError`,
    ],
    [addResourceTag, { Resource: nameOf('*'), ...pair }, `${IPV}.ResourceDescriptionError`],
    [addResourceTag, { Resource: nameOf(1, 'uin/7'), ...pair }, 'UnauthorizedOperation'],
    [
      updateResourceTagValue,
      { Resource: nameOf(1), ...pair },
      'ResourceNotFound.AttachedTagKeyNotFound',
    ],
    [tagResources, { ResourceList: names, Tags: [pair] }, 'LimitExceeded.ResourceNumPerRequest'],
    [tagResources, { ResourceList: [nameOf(1)], Tags: many }, 'LimitExceeded.TagNumPerRequest'],
    [tagResources, { ResourceList: [nameOf(1)], Tags: [pair, pair] }, `${IPV}.TagKeyDuplicate`],
    [unTagResources, { ResourceList: [nameOf(1)], TagKeys: [] }, 'InvalidParameter.Tag'],
    [getTags, { PaginationToken: 'x' }, 'InvalidParameter.PaginationTokenInvalid'],
    [getTagValues, {}, 'MissingParameter'],
    [getResources, { TagFilters: filters }, 'LimitExceeded.TagNumPerRequest'],
    [describeResourcesByTags, { TagFilters: filters }, `${IPV}.TagFiltersLengthExceeded`],
    [describeResourcesByTags, { TagFilters: [] }, `${IPV}.TagFilters`],
    [
      describeResourceTagsByTagKeys,
      { ...region, ServiceType: 'cvm', ResourceIds: ['1'], TagKeys: ['k'] },
      `${IPV}.ResourcePrefixInvalid`,
    ],
  ])('%# a call that does not fit is refused: %o', async (action, params, code) => {
    expect(await codeOf(im.act(action, params))).toBe(code)
  })
})
