import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  addResourceTag,
  attachResourcesTag,
  createPolicy,
  createTag,
  deletePolicy,
  deleteTag,
  describeAuditEvents,
  describeResourcesByTags,
  describeResourceTagsByResourceIds,
  describeTags,
  detachResourcesTag,
  getPolicy,
  getResources,
  listPolicies,
  modifyResourceTags,
  tagLimits,
  tagResources,
  unTagResources,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import type { z } from 'zod'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'
import { documentOf, freshName, newPolicy, subUserWith } from './sub-users.ts'

const allowAll = { effect: 'allow', action: 'im:*', resource: '*' } as const
const type = { ServiceType: 'cam', ResourcePrefix: 'policyid', ResourceRegion: '' } as const
const ROOT = '100000000001'

function nameOf(policyId: number | string): string {
  return `qcs::cam::uin/${ROOT}:policyid/${policyId}`
}

describe.each(storages)('tags on policies on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  // Another second, with as many calls again.
  beforeEach(() => clock.pass(SECOND))
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const make = async (params: Partial<z.input<typeof createPolicy.request>>) => {
    const common = { PolicyName: freshName('tagged'), PolicyDocument: documentOf(allowAll) }
    return (await im.act(createPolicy, { ...common, ...params })).PolicyId
  }
  const tagsOf = async (PolicyId: number) => (await im.act(getPolicy, { PolicyId })).Tags
  const totals = async () => [
    (await im.act(listPolicies, { Scope: 'Local' })).TotalNum,
    (await im.act(describeTags, {})).TotalCount,
    (await im.act(getResources, { MaxResults: 200 })).ResourceTagMappingList.length,
  ]

  test('come with the policy, are told of each in a list, and are free when it is deleted', async () => {
    const tag = { TagKey: 'made', TagValue: 'before' }
    await im.act(createTag, tag)
    const Tags = [
      { Key: 'made', Value: 'before' },
      { Key: 'made too', Value: 'new' },
    ]
    const first = await make({ PolicyName: 'paged-one', Tags })
    const second = await make({ PolicyName: 'paged-two', Tags: [{ Key: 'made', Value: 'x' }] })
    const bare = await make({ PolicyName: 'paged-three' })

    expect(await tagsOf(first)).toEqual(Tags)
    const { List } = await im.act(listPolicies, { Keyword: 'paged-' })
    expect(List.map((policy) => [policy.PolicyId, policy.Tags])).toEqual([
      [bare, []],
      [second, [{ Key: 'made', Value: 'x' }]],
      [first, Tags],
    ])
    expect(await codeOf(im.act(deleteTag, tag))).toBe('FailedOperation.TagAttachedResource')

    await im.act(deletePolicy, { PolicyId: [first, bare] })

    await im.act(deleteTag, tag)
    const left = await im.act(describeResourcesByTags, { TagFilters: [{ TagKey: 'made' }] })
    expect(left.Rows.map(({ ResourceId }) => ResourceId)).toEqual([String(second)])
  })

  test('are as many as a resource carries', async () => {
    const Tags = Array.from({ length: tagLimits.tagsOfResource }, (_, at) => ({
      Key: `many${at}`,
      Value: 'v',
    }))

    expect(await tagsOf(await make({ Tags }))).toHaveLength(tagLimits.tagsOfResource)
    expect(await codeOf(make({ Tags: [...Tags, { Key: 'more', Value: 'v' }] }))).toBe(
      'InvalidParameter.ParamError',
    )
  })

  test.each([
    { Key: '', Value: 'v' },
    { Key: 'k', Value: '' },
    { Key: 'k&', Value: 'v' },
    { Key: 'k', Value: 'a\0b' },
    { Key: '键'.repeat(128), Value: 'v' },
    { Key: 'k', Value: '值'.repeat(256) },
    { Key: 'qcloud-x', Value: 'v' },
    { Key: 'twice', Value: 'v' },
  ])('that cannot be, such as %j, are refused and nothing is made', async (tag) => {
    const before = await totals()

    const Tags = [{ Key: 'twice', Value: 'w' }, tag]
    expect(await codeOf(make({ Tags }))).toBe('InvalidParameter.ParamError')

    expect(await totals()).toEqual(before)
  })

  test('are not made with a policy whose name is taken', async () => {
    const PolicyName = freshName('taken')
    await make({ PolicyName })
    const before = await totals()

    expect(await codeOf(make({ PolicyName, Tags: [{ Key: 'not', Value: 'made' }] }))).toBe(
      'FailedOperation.PolicyNameInUse',
    )

    expect(await totals()).toEqual(before)
  })

  test('are put on, replaced and taken off by the tag API', async () => {
    const policyId = await newPolicy(im, allowAll)
    const ids = { ...type, ResourceIds: [String(policyId)] }
    const Resource = nameOf(policyId)
    const a = { TagKey: 'api', TagValue: 'a' }

    await im.act(addResourceTag, { Resource, ...a })
    expect(await codeOf(im.act(attachResourcesTag, { ...ids, ...a }))).toBe(
      'ResourceInUse.TagKeyAttached',
    )
    await im.act(modifyResourceTags, { Resource, ReplaceTags: [{ ...a, TagValue: 'b' }] })
    const told = await im.act(describeResourceTagsByResourceIds, ids)
    expect(told.Tags).toMatchObject([
      { TagKey: 'api', TagValue: 'b', ResourceId: String(policyId), ServiceType: 'cam' },
    ])
    expect(await tagsOf(policyId)).toEqual([{ Key: 'api', Value: 'b' }])

    await im.act(detachResourcesTag, { ...ids, TagKey: 'api' })
    expect(await tagsOf(policyId)).toEqual([])
    await im.act(tagResources, { ResourceList: [Resource], Tags: [a] })
    const found = await im.act(getResources, { TagFilters: [{ TagKey: 'api' }] })
    expect(found.ResourceTagMappingList.map((one) => one.Resource)).toEqual([Resource])
    await im.act(unTagResources, { ResourceList: [Resource], TagKeys: ['api'] })
    expect(await tagsOf(policyId)).toEqual([])
  })

  test('are not put on preset policies, nor on what is none', async () => {
    const before = await totals()
    const policyId = await newPolicy(im, allowAll)
    const tag = { TagKey: 'nobody', TagValue: 'v' }

    for (const id of [2, 999_999, `0${policyId}`, 'x', '9'.repeat(30)]) {
      const { FailedResources } = await im.act(tagResources, {
        ResourceList: [nameOf(id)],
        Tags: [tag],
      })
      expect(FailedResources).toMatchObject([
        { Resource: nameOf(id), Code: 'InvalidParameterValue.ResourceDescriptionError' },
      ])
      expect(await codeOf(im.act(addResourceTag, { Resource: nameOf(id), ...tag }))).toBe(
        'InvalidParameterValue.ResourceDescriptionError',
      )
    }
    await im.act(deletePolicy, { PolicyId: [policyId] })
    expect(await totals()).toEqual(before)
  })

  test('are put by a sub-user on the policies that its policy names, and on no others', async () => {
    const [mine, other] = [await newPolicy(im, allowAll), await newPolicy(im, allowAll)]
    const user = await subUserWith(im, {
      effect: 'allow',
      action: 'name/tag:*',
      resource: nameOf(mine),
    })
    const tag = { TagKey: 'sub', TagValue: 'v' }
    const put = (Resource: string) => codeOf(user.act(addResourceTag, { Resource, ...tag }))

    expect(await put(nameOf(other))).toBe('UnauthorizedOperation')
    expect(await put(`qcs::im::uin/${ROOT}:sdkappid/${mine}`)).toBe('UnauthorizedOperation')
    expect(await put(nameOf(mine))).toBeUndefined()
    expect([await tagsOf(mine), await tagsOf(other)]).toEqual([[{ Key: 'sub', Value: 'v' }], []])
  })

  test('stay on no policy that is deleted at the same moment', async () => {
    const tag = { TagKey: 'raced', TagValue: 'v' }
    for (let round = 0; round < 5; round += 1) {
      const PolicyId = await make({})
      const put = codeOf(im.act(addResourceTag, { Resource: nameOf(PolicyId), ...tag }))

      await Promise.all([put, im.act(deletePolicy, { PolicyId: [PolicyId] })])

      expect([undefined, 'InvalidParameterValue.ResourceDescriptionError']).toContain(await put)
    }
    const { TotalCount } = await im.act(describeResourcesByTags, {
      TagFilters: [{ TagKey: 'raced' }],
    })
    expect(TotalCount).toBe(0)
  })

  test('are in the trail of what was made', async () => {
    const name = freshName('trail')
    await make({ PolicyName: name, Tags: [{ Key: 'audit', Value: 'yes' }] })

    await im.platform.access.audit.settled()
    const { Events } = await im.act(describeAuditEvents, {})
    const event = Events.find(({ After }) => After?.includes(name))
    expect(event?.Action).toBe('cam:CreatePolicy')
    expect(event?.After).toContain('audit&yes')
  })
})
