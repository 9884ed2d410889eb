import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cam/v20190116/cam_client.js'
import { tagLimits } from '@yanshu/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { dialects } from '../../testing/dialects.ts'
import type { CloudFixture } from './testing/cloud-fixture.ts'
import { openCloudFixture, rootKey } from './testing/cloud-fixture.ts'

const ways = dialects.flatMap(
  (dialect) =>
    [
      {
        name: `v3 over ${dialect.name}`,
        dialect,
        signMethod: 'TC3-HMAC-SHA256',
        reqMethod: 'POST',
      },
      { name: `v1 over ${dialect.name}`, dialect, signMethod: 'HmacSHA256', reqMethod: 'GET' },
    ] as const,
)

const allow = (action: string) =>
  `{ "version": "2.0",\n "statement": { "effect": "allow", "action": "${action}", "resource": "*" } }`
const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)

describe.each(ways)('the official cam client with $name', ({ dialect, signMethod, reqMethod }) => {
  let db: Kysely<Schema>
  let fixture: CloudFixture
  let server: ReturnType<typeof Bun.serve>
  let client: InstanceType<typeof Client>
  let ann: number
  let groupId: number
  beforeAll(async () => {
    db = await dialect.open()
    fixture = await openCloudFixture(db)
    server = Bun.serve({
      port: 0,
      hostname: '127.0.0.1',
      fetch: (request) => fixture.cloud(request, '127.0.0.1'),
    })
    const endpoint = `127.0.0.1:${server.port}`
    client = new Client({
      credential: rootKey,
      profile: { signMethod, httpProfile: { reqMethod, protocol: 'http://', endpoint } },
    })
    ann = (await client.AddUser({ Name: 'ann' })).Uin ?? 0
    groupId = (await client.CreateGroup({ GroupName: 'readers' })).GroupId ?? 0
    await client.AddUserToGroup({ Info: [{ GroupId: groupId, Uin: ann }] })
  })
  // Another second, with as many calls again.
  beforeEach(() => {
    fixture.clock.now += 1000
  })
  afterAll(async () => {
    await server.stop(true)
    await db.destroy()
  })

  const create = async (PolicyName: string, action = 'im:*') =>
    (await client.CreatePolicy({ PolicyName, PolicyDocument: allow(action) })).PolicyId ?? 0
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      ({ code }: { code: string }) => code,
    )

  test('makes, reads, changes and deletes policies', async () => {
    const PolicyDocument = allow('im:Describe*')
    const { PolicyId = 0 } = await client.CreatePolicy({
      PolicyName: 'a.b-c_d@e+f,g=h',
      PolicyDocument,
      Description: '只读',
    })

    expect(await client.GetPolicy({ PolicyId })).toMatchObject({
      PolicyName: 'a.b-c_d@e+f,g=h',
      Description: '只读',
      Type: 1,
      AddTime: time,
      UpdateTime: time,
      PolicyDocument,
      PresetAlias: null,
      IsServiceLinkedRolePolicy: 0,
      Tags: [],
    })

    const changed = allow('im:*')
    await client.UpdatePolicy({ PolicyId, Description: 'all', PolicyDocument: changed })
    const byName = await client.UpdatePolicy({ PolicyName: 'a.b-c_d@e+f,g=h', Description: 'b' })
    expect(byName.PolicyId).toBe(PolicyId)
    expect(await client.GetPolicy({ PolicyId })).toMatchObject({
      Description: 'b',
      PolicyDocument: changed,
    })
    expect((await client.ListPolicyVersions({ PolicyId })).Versions).toHaveLength(1)

    await client.DeletePolicy({ PolicyId: [PolicyId] })
    expect(await codeOf(client.GetPolicy({ PolicyId }))).toBe('ResourceNotFound.PolicyIdNotFound')
  })

  test('makes policies with tags, and tells them', async () => {
    const Tags = [
      { Key: 'env', Value: 'prod' },
      { Key: 'team', Value: '红 队' },
    ]
    const made = { PolicyName: 'with-tags', PolicyDocument: allow('im:*'), Tags }
    const { PolicyId = 0 } = await client.CreatePolicy(made)

    expect((await client.GetPolicy({ PolicyId })).Tags).toEqual(Tags)
    const { List } = await client.ListPolicies({ Keyword: 'with-tags' })
    expect(List?.map((policy) => policy.Tags)).toEqual([Tags])
    await client.DeletePolicy({ PolicyId: [PolicyId] })
    expect(await db.selectFrom('tag_binding').selectAll().execute()).toEqual([])
  })

  test('makes no policy where a tag is one value too many of its key', async () => {
    const owner = '100000000001'
    const common = { owner_uin: owner, created_by: owner, created_at: 0, tag_key: 'full' }
    const full = Array.from({ length: tagLimits.valuesOfKey }, (_, at) => at)
    await db
      .insertInto('tag')
      .values(full.map((at) => ({ ...common, tag_value: `v${at}` })))
      .execute()
    const Tags = [
      { Key: 'undone', Value: 'v' },
      { Key: 'full', Value: 'more' },
    ]
    const made = { PolicyName: 'one-too-many', PolicyDocument: allow('im:*'), Tags }

    expect(await codeOf(client.CreatePolicy(made))).toBe('InvalidParameter.ParamError')

    expect((await client.ListPolicies({ Keyword: 'one-too-many' })).TotalNum).toBe(0)
    const undone = db.selectFrom('tag').selectAll().where('tag_key', '=', 'undone')
    expect(await undone.execute()).toEqual([])
    await db.deleteFrom('tag').execute()
  })

  test('lists preset policies before custom ones, the newest first', async () => {
    const made = [await create('list-one'), await create('list-two')]

    const all = await client.ListPolicies({})
    const custom = await client.ListPolicies({ Scope: 'Local', Keyword: 'LIST-' })
    const third = await client.ListPolicies({ Rp: 2, Page: 4 })
    const im = await client.ListPolicies({ Keyword: '即时通信' })

    expect(all.List?.slice(0, 6).map(({ PolicyName }) => PolicyName)).toEqual([
      'AdministratorAccess',
      'QcloudAVCFullAccess',
      'QcloudIMReadOnlyAccess',
      'QcloudCamFullAccess',
      'QcloudCamReadOnlyAccess',
      'QcloudTAGFullAccess',
    ])
    expect(custom).toMatchObject({ TotalNum: 2, ServiceTypeList: [] })
    expect(custom.List?.map(({ PolicyId }) => PolicyId)).toEqual(made.toReversed())
    expect(third.List?.[0]?.PolicyId).toBe(made[1])
    expect(im.List?.map(({ PolicyName }) => PolicyName)).toEqual([
      'QcloudAVCFullAccess',
      'QcloudIMReadOnlyAccess',
    ])
    expect((await client.ListPolicies({ Scope: 'QCS' })).TotalNum).toBe(6)
    await client.DeletePolicy({ PolicyId: made })
  })

  test('counts whom policies are attached to', async () => {
    const PolicyId = await create('counted')
    await client.AttachUserPolicy({ PolicyId, AttachUin: ann })
    await client.AttachGroupPolicy({ PolicyId, AttachGroupId: groupId })
    await client.PutUserPermissionsBoundary({ TargetUin: ann, PolicyId })

    const { List } = await client.ListPolicies({ Keyword: 'counted' })

    expect(List).toEqual([
      {
        PolicyId,
        PolicyName: 'counted',
        AddTime: time,
        Type: 1,
        Description: '',
        CreateMode: 2,
        Attachments: 1,
        ServiceType: '',
        IsAttached: null,
        Deactived: 0,
        DeactivedDetail: [],
        IsServiceLinkedPolicy: 0,
        AttachEntityCount: 2,
        AttachEntityBoundaryCount: 1,
        UpdateTime: time,
        Tags: [],
        PermissionLevel: 'CloudProduct',
      },
    ] as never)
    expect(await codeOf(client.DeletePolicy({ PolicyId: [PolicyId] }))).toBe(
      'InvalidParameter.ParamError',
    )
    await client.DeleteUserPermissionsBoundary({ TargetUin: ann })
    await client.DeletePolicy({ PolicyId: [PolicyId] })
    expect((await client.ListAttachedUserPolicies({ TargetUin: ann })).List).toEqual([])
  })

  test('keeps five versions, of which one is in force', async () => {
    const PolicyId = await create('versions')
    const add = (action: string, SetAsDefault: boolean) =>
      client.CreatePolicyVersion({ PolicyId, PolicyDocument: allow(action), SetAsDefault })

    expect((await add('im:two', false)).VersionId).toBe(2)
    expect((await add('im:three', true)).VersionId).toBe(3)
    expect((await client.GetPolicy({ PolicyId })).PolicyDocument).toBe(allow('im:three'))
    await add('im:four', false)
    await add('im:five', false)
    expect(await codeOf(add('im:six', false))).toBe('FailedOperation.PolicyVersionFull')

    await client.SetDefaultPolicyVersion({ PolicyId, VersionId: 2 })
    await client.DeletePolicyVersion({ PolicyId, VersionId: [1, 4] })
    const { Versions } = await client.ListPolicyVersions({ PolicyId })
    expect(Versions).toEqual([
      { VersionId: 5, CreateDate: time, IsDefaultVersion: 0 },
      { VersionId: 3, CreateDate: time, IsDefaultVersion: 0 },
      { VersionId: 2, CreateDate: time, IsDefaultVersion: 1 },
    ] as never)
    expect((await add('im:six', false)).VersionId).toBe(6)
    const second = await client.GetPolicyVersion({ PolicyId, VersionId: 2 })
    expect(second.PolicyVersion).toMatchObject({ IsDefaultVersion: 1, Document: allow('im:two') })
    await client.DeletePolicy({ PolicyId: [PolicyId] })
  })

  test('gives versions of their own to callers at once, and one of them a name', async () => {
    const PolicyId = await create('at-once')
    const PolicyDocument = allow('im:*')
    const add = () => client.CreatePolicyVersion({ PolicyId, PolicyDocument, SetAsDefault: false })
    const make = () => codeOf(client.CreatePolicy({ PolicyName: 'twice', PolicyDocument }))

    const versions = await Promise.all([add(), add(), add()])
    const made = await Promise.all([make(), make()])

    expect(versions.map(({ VersionId }) => VersionId).toSorted()).toEqual([2, 3, 4])
    expect(made.toSorted()).toEqual(['FailedOperation.PolicyNameInUse', undefined])
    const { List = [] } = await client.ListPolicies({ Keyword: 'twice' })
    await client.DeletePolicy({ PolicyId: [PolicyId, List[0]?.PolicyId ?? 0] })
  })

  test('refuses versions that are in force or not there, and changes nothing', async () => {
    const PolicyId = await create('refused-versions')
    await client.CreatePolicyVersion({
      PolicyId,
      PolicyDocument: allow('im:x'),
      SetAsDefault: true,
    })
    const unknown = 'InvalidParameter.PolicyVersionNotExists'
    const inForce = 'FailedOperation.PolicyVersionAlreadyDefault'

    expect(await codeOf(client.DeletePolicyVersion({ PolicyId, VersionId: [1, 2] }))).toBe(inForce)
    expect(await codeOf(client.DeletePolicyVersion({ PolicyId, VersionId: [1, 9] }))).toBe(unknown)
    expect(await codeOf(client.SetDefaultPolicyVersion({ PolicyId, VersionId: 2 }))).toBe(inForce)
    expect(await codeOf(client.SetDefaultPolicyVersion({ PolicyId, VersionId: 9 }))).toBe(unknown)
    expect(await codeOf(client.GetPolicyVersion({ PolicyId, VersionId: 9 }))).toBe(unknown)
    expect((await client.ListPolicyVersions({ PolicyId })).Versions).toHaveLength(2)
    await client.DeletePolicy({ PolicyId: [PolicyId] })
  })

  test('reads preset policies, which do not change, but for a remark', async () => {
    const refused = 'InvalidParameter.ParamError'
    const preset = { PolicyId: 2 }
    const PolicyDocument = allow('im:x')

    await client.UpdatePolicy({ ...preset, Alias: '即时通信' })

    expect(await client.GetPolicy(preset)).toMatchObject({
      PolicyName: 'QcloudAVCFullAccess',
      Type: 2,
      PresetAlias: '即时通信',
    })
    expect((await client.ListPolicyVersions(preset)).Versions).toHaveLength(1)
    const version = await client.GetPolicyVersion({ ...preset, VersionId: 1 })
    expect(version.PolicyVersion?.Document).toContain('name/im:*')
    expect(await codeOf(client.UpdatePolicy({ ...preset, PolicyDocument }))).toBe(refused)
    expect(await codeOf(client.DeletePolicy({ PolicyId: [2] }))).toBe(refused)
    const added = client.CreatePolicyVersion({ ...preset, PolicyDocument, SetAsDefault: true })
    expect(await codeOf(added)).toBe(refused)
  })

  test('attaches to users and groups, and tells both apart', async () => {
    const TargetUin = ann
    const [own, shared] = [await create('own'), await create('shared')]
    await client.AttachUserPolicy({ PolicyId: own, AttachUin: TargetUin })
    await client.AttachUserPolicy({ PolicyId: own, AttachUin: TargetUin })
    await client.AttachGroupPolicy({ PolicyId: shared, AttachGroupId: groupId })
    await client.AttachGroupPolicy({ PolicyId: 3, AttachGroupId: groupId })

    const direct = await client.ListAttachedUserPolicies({ TargetUin })
    expect(direct).toMatchObject({
      TotalNum: 1,
      List: [
        {
          PolicyId: own,
          PolicyName: 'own',
          AddTime: time,
          CreateMode: 2,
          PolicyType: 'User',
          Remark: '',
          OperateOwnerUin: '100000000001',
          OperateUin: '100000000001',
          OperateUinType: 0,
          Deactived: 0,
          DeactivedDetail: [],
        },
      ],
    } as never)
    const ofGroup = await client.ListAttachedGroupPolicies({
      TargetGroupId: groupId,
      Keyword: '即时',
    })
    expect(ofGroup).toMatchObject({ TotalNum: 1, List: [{ PolicyId: 3, PolicyType: 'QCS' }] })

    const every = { TargetUin, Rp: 20, Page: 1 }
    const idsOf = async (AttachType: number, more: object = {}) => {
      const found = await client.ListAttachedUserAllPolicies({ ...every, AttachType, ...more })
      return (found.PolicyList ?? []).map(({ PolicyId }) => Number(PolicyId)).sort((a, b) => a - b)
    }
    expect(await idsOf(0)).toEqual([3, own, shared])
    expect(await idsOf(1)).toEqual([own])
    expect(await idsOf(2)).toEqual([3, shared])
    expect(await idsOf(0, { StrategyType: 2 })).toEqual([3])
    expect(await idsOf(0, { Keyword: 'SHAR' })).toEqual([shared])
    const byGroup = await client.ListAttachedUserAllPolicies({
      ...every,
      AttachType: 2,
      Keyword: 'shared',
    })
    expect(byGroup.PolicyList).toMatchObject([
      {
        PolicyId: String(shared),
        StrategyType: '1',
        CreateMode: '2',
        Groups: [{ GroupId: groupId, GroupName: 'readers' }],
        Direct: 0,
      } as never,
    ])

    await client.DetachUserPolicy({ PolicyId: own, DetachUin: TargetUin })
    await client.DetachGroupPolicy({ PolicyId: shared, DetachGroupId: groupId })
    await client.DetachGroupPolicy({ PolicyId: 3, DetachGroupId: groupId })
    expect(await idsOf(0)).toEqual([])
    await client.DeletePolicy({ PolicyId: [own, shared] })
  })

  test('lists whom a policy is attached to', async () => {
    const PolicyId = await create('entities')
    await client.AttachUserPolicy({ PolicyId, AttachUin: ann })
    await client.AttachGroupPolicy({ PolicyId, AttachGroupId: groupId })
    const person = {
      Id: String(ann),
      Name: 'ann',
      Uin: ann,
      RelatedType: 1,
      AttachmentTime: time,
    }
    const readers = {
      Id: String(groupId),
      Name: 'readers',
      Uin: 0,
      RelatedType: 2,
      AttachmentTime: time,
    }
    const entities = async (more: object) => {
      const { TotalNum, List } = await client.ListEntitiesForPolicy({ PolicyId, ...more })
      return { TotalNum, List }
    }

    expect(await entities({})).toEqual({ TotalNum: 2, List: [person, readers] } as never)
    expect(await entities({ Rp: 1, Page: 2 })).toEqual({ TotalNum: 2, List: [readers] } as never)
    expect(await entities({ EntityFilter: 'Group' })).toEqual({
      TotalNum: 1,
      List: [readers],
    } as never)
    expect(await entities({ EntityFilter: 'Role' })).toEqual({ TotalNum: 0, List: [] })
    await client.DeletePolicy({ PolicyId: [PolicyId] })
  })

  test('tells which policies open which services', async () => {
    const PolicyId = await create('secrets', 'im:DescribeSecret')
    await client.AttachUserPolicy({ PolicyId, AttachUin: ann })
    await client.AttachGroupPolicy({ PolicyId: 6, AttachGroupId: groupId })
    const TargetUin = ann

    const { List } = await client.ListPoliciesGrantingServiceAccess({ TargetUin })
    const ofTags = await client.ListPoliciesGrantingServiceAccess({
      GroupId: groupId,
      ServiceType: 'tag',
    })

    expect(List?.map(({ Service }) => Service?.ServiceType)).toEqual(['im', 'tag'])
    expect(List?.[0]).toMatchObject({
      Action: [{ Name: 'DescribeSecret' }],
      Policy: [{ PolicyId: String(PolicyId), PolicyName: 'secrets', PolicyType: 'Custom' }],
    })
    expect(ofTags.List?.[0]?.Policy).toMatchObject([
      { PolicyId: '6', PolicyName: 'QcloudTAGFullAccess', PolicyType: 'Presetting' },
    ])
    expect(await codeOf(client.ListPoliciesGrantingServiceAccess({ RoleId: 1 }))).toBe(
      'InvalidParameter.ParamError',
    )
    expect(
      await codeOf(client.ListPoliciesGrantingServiceAccess({ TargetUin, GroupId: groupId })),
    ).toBe('InvalidParameter.ParamError')
    await client.DetachGroupPolicy({ PolicyId: 6, DetachGroupId: groupId })
    await client.DeletePolicy({ PolicyId: [PolicyId] })
  })

  test('is told what is wrong with a policy', async () => {
    const taken = await create('taken')
    const make = (more: object) =>
      codeOf(client.CreatePolicy({ PolicyName: 'wrong', PolicyDocument: allow('im:*'), ...more }))

    expect(await make({ PolicyName: 'taken' })).toBe('FailedOperation.PolicyNameInUse')
    expect(await make({ PolicyName: 'QcloudAVCFullAccess' })).toBe(
      'FailedOperation.PolicyNameInUse',
    )
    expect(await make({ PolicyName: 'a b' })).toBe('InvalidParameter.PolicyNameError')
    expect(await make({ PolicyName: 'a'.repeat(129) })).toBe('InvalidParameter.PolicyNameError')
    expect(await make({ Description: 'a'.repeat(301) })).toBe(
      'InvalidParameter.DescriptionLengthOverlimit',
    )
    expect(await make({ PolicyDocument: '{' })).toBe('InvalidParameter.PolicyDocumentError')
    expect(await make({ PolicyDocument: allow('ecs:Run') })).toBe(
      'InvalidParameter.ActionServiceNotExist',
    )
    expect(await make({ PolicyDocument: allow(`im:${'a'.repeat(5000)}`) })).toBe(
      'InvalidParameter.PolicyDocumentLengthOverLimit',
    )
    expect((await client.ListPolicies({ Keyword: 'wrong' })).TotalNum).toBe(0)
    await client.DeletePolicy({ PolicyId: [taken] })
  })

  test('is told what is not there', async () => {
    const mine = await create('mine')
    const AttachUin = ann
    const unknownPolicy = 'ResourceNotFound.PolicyIdNotFound'
    const unknownUser = 'ResourceNotFound.UserNotExist'
    const unknownGroup = 'ResourceNotFound.GroupNotExist'
    const none = { PolicyId: 299_999 }

    expect(await codeOf(client.GetPolicy({ PolicyId: 0 }))).toBe('InvalidParameter.PolicyIdError')
    expect(await codeOf(client.UpdatePolicy({ ...none, Description: 'x' }))).toBe(unknownPolicy)
    expect(await codeOf(client.UpdatePolicy({ PolicyName: 'none' }))).toBe(unknownPolicy)
    expect(await codeOf(client.UpdatePolicy({}))).toBe('InvalidParameter.ParamError')
    expect(await codeOf(client.DeletePolicy({ PolicyId: [mine, 299_999] }))).toBe(unknownPolicy)
    expect(await codeOf(client.AttachUserPolicy({ ...none, AttachUin }))).toBe(unknownPolicy)
    expect(await codeOf(client.DetachUserPolicy({ ...none, DetachUin: AttachUin }))).toBe(
      unknownPolicy,
    )
    expect(await codeOf(client.DetachGroupPolicy({ ...none, DetachGroupId: groupId }))).toBe(
      'InvalidParameter.PolicyIdNotExist',
    )
    const attach = (uin: number) => client.AttachUserPolicy({ PolicyId: mine, AttachUin: uin })
    expect(await codeOf(attach(7))).toBe(unknownUser)
    expect(await codeOf(attach(100_000_000_001))).toBe(unknownUser)
    expect(await codeOf(client.AttachGroupPolicy({ PolicyId: mine, AttachGroupId: 7 }))).toBe(
      unknownGroup,
    )
    expect(await codeOf(client.ListAttachedUserPolicies({ TargetUin: 7 }))).toBe(
      'InvalidParameter.ParamError',
    )
    expect(await codeOf(client.ListEntitiesForPolicy(none))).toBe('InvalidParameter.PolicyIdError')
    expect(await codeOf(client.ListPolicyVersions(none))).toBe(unknownPolicy)
    const version = { ...none, PolicyDocument: allow('im:*'), SetAsDefault: true }
    expect(await codeOf(client.CreatePolicyVersion(version))).toBe(
      'InvalidParameter.PolicyIdNotExist',
    )
    expect((await client.GetPolicy({ PolicyId: mine })).PolicyName).toBe('mine')
    await client.DeletePolicy({ PolicyId: [mine] })
  })

  test('is told which parameter is wrong', async () => {
    const many = Array.from({ length: 201 }, (_, at) => at + 1)

    expect(await codeOf(client.DeletePolicy({ PolicyId: many }))).toBe(
      'InvalidParameter.OperatePoliciesOverLimit',
    )
    expect(await codeOf(client.ListPolicies({ Scope: 'Mine' }))).toBe('InvalidParameter.ScopeError')
    expect(await codeOf(client.ListPolicies({ Keyword: 'a'.repeat(129) }))).toBe(
      'InvalidParameter.SearchKeywordLengthError',
    )
    expect(await codeOf(client.ListEntitiesForPolicy({ PolicyId: 2, EntityFilter: 'Cat' }))).toBe(
      'InvalidParameter.EntityFilterError',
    )
    expect(await codeOf(client.ListPolicies({ Rp: 201 }))).toBe('InvalidParameterValue')
  })

  test('attaches 200 policies to a user, and makes 1500 of a root account', async () => {
    const row = (policy_id: number) => ({
      policy_id,
      owner_uin: '100000000001',
      name: `full${policy_id}`,
      description: '',
      create_mode: 2,
      created_at: 0,
      updated_at: 0,
      default_version: 1,
      last_version: 1,
    })
    const ids = Array.from({ length: 1500 }, (_, at) => 400_000 + at)
    for (let at = 0; at < ids.length; at += 500) {
      await db
        .insertInto('cam_policy')
        .values(ids.slice(at, at + 500).map(row))
        .execute()
    }
    const attached = ids.slice(0, 199).map((policy_id) => ({
      entity_kind: 'user' as const,
      entity_id: String(ann),
      policy_id,
      attached_at: 0,
      attached_by: '',
    }))
    await db.insertInto('cam_attachment').values(attached).execute()
    const attach = (PolicyId: number) =>
      codeOf(client.AttachUserPolicy({ PolicyId, AttachUin: ann }))

    const atOnce = await Promise.all([attach(2), attach(3), attach(4)])
    expect(atOnce.filter((code) => code === undefined)).toHaveLength(1)
    expect(atOnce.filter((code) => code === 'InvalidParameter.AttachmentFull')).toHaveLength(2)
    expect(await attach(ids[0] ?? 0)).toBeUndefined()
    expect(await codeOf(create('one-more'))).toBe('FailedOperation.PolicyFull')
    await db.deleteFrom('cam_attachment').execute()
    await db.deleteFrom('cam_policy').execute()
  })
})
