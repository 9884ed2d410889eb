import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  attachGroupPolicy,
  attachResourcesTag,
  attachUserPolicy,
  createPolicyVersion,
  createSecretUserSig,
  createTag,
  deletePolicy,
  deleteUserPermissionsBoundary,
  describeAppAndAccountInfo,
  describeAuditEvents,
  describeIMAppList,
  describePlans,
  describeSecret,
  detachGroupPolicy,
  detachResourcesTag,
  detachUserPolicy,
  getPolicy,
  modifyAppInfo,
  putUserPermissionsBoundary,
  registerIMApp,
  setDefaultPolicyVersion,
  updatePolicy,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'
import type { Caller } from './sub-users.ts'
import {
  appName,
  documentOf,
  freshName,
  newPolicy,
  newSubUser,
  newUserGroup,
  subUserWith,
} from './sub-users.ts'

const REFUSED = 'UnauthorizedOperation'
const FULL_ACCESS = 2
const READ_ONLY = 3
const ofTeam = { 'for_any_value:string_equal': { 'qcs:resource_tag': ['team&red'] } }
const team = { ServiceType: 'im', ResourcePrefix: 'sdkappid', TagKey: 'team' } as const

describe.each(storages)('policies on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  let first: number
  let second: number
  beforeAll(async () => {
    im = await start({}, clock)
    await im.act(createTag, { TagKey: 'team', TagValue: 'red' })
    first = (await im.createApp()).appId
    clock.pass(SECOND)
    second = (await im.createApp()).appId
  })
  // Another second, with as many calls again.
  beforeEach(() => clock.pass(SECOND))
  afterAll(() => im[Symbol.asyncDispose]())

  const seenBy = async (user: Caller) => {
    const { TotalCount, AppList } = await user.act(describeIMAppList, { Limit: 100 })
    return { total: TotalCount, apps: AppList.map(({ SDKAppID }) => SDKAppID) }
  }
  const reads = (user: Caller, appId: number) =>
    codeOf(user.act(describeAppAndAccountInfo, { SDKAppID: appId }))
  const renames = (user: Caller, appId: number) =>
    codeOf(user.act(modifyAppInfo, { SDKAppID: appId, Introduction: 'x' }))

  test('without one a sub-user may do nothing, and is told what is missing', async () => {
    const user = await newSubUser(im)

    const refusal = user.act(describeIMAppList, {})

    await expect(refusal).rejects.toMatchObject({
      code: REFUSED,
      message: expect.stringMatching(
        /^\[request id:[\w-]+\]you are not authorized to perform operation \(im:DescribeIMAppList\)\nresource \(qcs::im::uin\/100000000001:sdkappid\/\*\) has no permission\n$/,
      ),
    })
    expect(await reads(user, first)).toBe(REFUSED)
    expect(await codeOf(user.act(registerIMApp, { AppName: 'x' }))).toBe(REFUSED)
  })

  test('read-only access reads, without keys and UserSigs', async () => {
    const user = await newSubUser(im)
    await im.act(attachUserPolicy, { PolicyId: READ_ONLY, AttachUin: user.uin })

    expect((await seenBy(user)).apps).toContain(first)
    expect(await reads(user, first)).toBeUndefined()
    expect(await codeOf(user.act(describePlans, {}))).toBeUndefined()
    expect(await renames(user, first)).toBe(REFUSED)
    expect(await codeOf(user.act(describeSecret, { SDKAppID: first }))).toBe(REFUSED)
    const sig = { SDKAppID: first, UserID: 'administrator' }
    expect(await codeOf(user.act(createSecretUserSig, sig))).toBe(REFUSED)
  })

  test('full access makes applications and changes them', async () => {
    const user = await newSubUser(im)
    await im.act(attachUserPolicy, { PolicyId: FULL_ACCESS, AttachUin: user.uin })

    const { SDKAppID } = await user.act(registerIMApp, { AppName: 'mine' })

    expect(await renames(user, SDKAppID)).toBeUndefined()
    expect(await codeOf(user.act(getPolicy, { PolicyId: 1 }))).toBe(REFUSED)
  })

  test('the worked example: everything on two applications, one action denied on one', async () => {
    const other = (await im.createApp()).appId
    const user = await subUserWith(
      im,
      { effect: 'allow', action: 'name/im:*', resource: [appName(first), appName(second)] },
      {
        effect: 'deny',
        action: ['name/im:RemoveUser', 'name/im:ModifyAppInfo'],
        resource: appName(first),
      },
    )

    expect(await seenBy(user)).toEqual({ total: 2, apps: [second, first] })
    expect(await reads(user, first)).toBeUndefined()
    expect(await renames(user, first)).toBe(REFUSED)
    expect(await renames(user, second)).toBeUndefined()
    expect(await reads(user, other)).toBe(REFUSED)
    expect(await codeOf(user.act(registerIMApp, { AppName: 'x' }))).toBe(REFUSED)
  })

  test('of tags show only what carries them, and what carries none is out of sight', async () => {
    const user = await subUserWith(
      im,
      { effect: 'allow', action: 'name/im:*', resource: '*', condition: ofTeam },
      { effect: 'allow', action: 'name/im:RegisterIMApp', resource: '*' },
    )
    expect(await seenBy(user)).toEqual({ total: 0, apps: [] })

    const { SDKAppID } = await user.act(registerIMApp, { AppName: 'untagged' })
    expect(await reads(user, SDKAppID)).toBe(REFUSED)
    expect(await seenBy(user)).toEqual({ total: 0, apps: [] })

    const ResourceIds = [String(SDKAppID)]
    await im.act(attachResourcesTag, { ...team, ResourceIds, TagValue: 'red' })
    expect(await seenBy(user)).toEqual({ total: 1, apps: [SDKAppID] })
    expect(await renames(user, SDKAppID)).toBeUndefined()

    await im.act(detachResourcesTag, { ...team, ResourceIds })
    expect(await seenBy(user)).toEqual({ total: 0, apps: [] })
    expect(await reads(user, SDKAppID)).toBe(REFUSED)
  })

  test('a deny hides one application, and pages count what is left', async () => {
    const user = await subUserWith(
      im,
      { effect: 'allow', action: 'name/im:*', resource: '*' },
      { effect: 'deny', action: '*', resource: appName(second) },
    )
    const { TotalCount: all, AppList: apps } = await im.act(describeIMAppList, { Limit: 100 })
    const left = apps.map(({ SDKAppID }) => SDKAppID).filter((appId) => appId !== second)

    const pages = await Promise.all(
      [0, 1, 2].map((Offset) => user.act(describeIMAppList, { Offset, Limit: 1 })),
    )

    expect(pages.map(({ TotalCount }) => TotalCount)).toEqual([all - 1, all - 1, all - 1])
    expect(pages.flatMap(({ AppList }) => AppList.map(({ SDKAppID }) => SDKAppID))).toEqual(
      left.slice(0, 3),
    )
    const found = await user.act(describeIMAppList, { Keyword: String(second) })
    expect(found.TotalCount).toBe(0)
  })

  test('work at once when they are attached, detached and deleted', async () => {
    const user = await newSubUser(im)
    const PolicyId = await newPolicy(im, { effect: 'allow', action: 'im:*', resource: '*' })
    const pair = { PolicyId, AttachUin: user.uin }

    expect(await reads(user, first)).toBe(REFUSED)
    await im.act(attachUserPolicy, pair)
    expect(await reads(user, first)).toBeUndefined()
    await im.act(detachUserPolicy, { PolicyId, DetachUin: user.uin })
    expect(await reads(user, first)).toBe(REFUSED)
    await im.act(attachUserPolicy, pair)
    expect(await reads(user, first)).toBeUndefined()
    await im.act(deletePolicy, { PolicyId: [PolicyId] })
    expect(await reads(user, first)).toBe(REFUSED)
  })

  test('come with groups, and a deny of a group beats what a user has itself', async () => {
    const user = await subUserWith(im, { effect: 'allow', action: 'im:*', resource: '*' })
    const AttachGroupId = await newUserGroup(im, freshName('group'), user.uin)
    const PolicyId = await newPolicy(im, {
      effect: 'deny',
      action: 'im:ModifyAppInfo',
      resource: '*',
    })

    expect(await renames(user, first)).toBeUndefined()
    await im.act(attachGroupPolicy, { PolicyId, AttachGroupId })
    expect(await renames(user, first)).toBe(REFUSED)
    await im.act(detachGroupPolicy, { PolicyId, DetachGroupId: AttachGroupId })
    expect(await renames(user, first)).toBeUndefined()
  })

  test('another version works as soon as it is in force', async () => {
    const user = await subUserWith(im, { effect: 'allow', action: 'im:*', resource: '*' })
    const PolicyDocument = documentOf({ effect: 'allow', action: 'im:Describe*', resource: '*' })

    const { VersionId } = await im.act(createPolicyVersion, {
      PolicyId: user.policyId,
      PolicyDocument,
      SetAsDefault: false,
    })
    expect(await renames(user, first)).toBeUndefined()

    await im.act(setDefaultPolicyVersion, { PolicyId: user.policyId, VersionId })
    expect(await renames(user, first)).toBe(REFUSED)
    expect(await reads(user, first)).toBeUndefined()

    const nothing = documentOf({ effect: 'deny', action: '*', resource: '*' })
    await im.act(updatePolicy, { PolicyId: user.policyId, PolicyDocument: nothing })
    expect(await reads(user, first)).toBe(REFUSED)
  })

  test.each([
    ['127.0.0.0/8', undefined],
    ['192.0.2.0/24', REFUSED],
  ])('of the addresses %s answer %p', async (range, code) => {
    const condition = { ip_equal: { 'qcs:ip': [range] } }
    const user = await subUserWith(im, {
      effect: 'allow',
      action: 'im:*',
      resource: '*',
      condition,
    })

    expect(await reads(user, first)).toBe(code)
    expect(await codeOf(user.act(describeIMAppList, {}))).toBe(code)
  })

  test('a boundary caps what they grant', async () => {
    const user = await subUserWith(im, { effect: 'allow', action: '*', resource: '*' })
    await im.act(putUserPermissionsBoundary, { TargetUin: user.uin, PolicyId: READ_ONLY })

    expect(await reads(user, first)).toBeUndefined()
    expect(await renames(user, first)).toBe(REFUSED)

    await im.act(deleteUserPermissionsBoundary, { TargetUin: user.uin })
    expect(await renames(user, first)).toBeUndefined()
  })

  test('a sub-user may manage policies where it is granted that', async () => {
    const user = await subUserWith(im, {
      effect: 'allow',
      action: ['cam:GetPolicy', 'cam:UpdatePolicy'],
      resource: 'qcs::cam::uin/:policyid/*',
    })
    const mine = await newPolicy(im, { effect: 'allow', action: 'im:*', resource: '*' })
    const { PolicyName } = await im.act(getPolicy, { PolicyId: mine })

    const changed = await user.act(updatePolicy, { PolicyName, Description: 'theirs' })

    expect(changed).toEqual({ PolicyId: mine })
    expect(await user.act(getPolicy, { PolicyId: mine })).toMatchObject({ Description: 'theirs' })
    expect(await codeOf(user.act(deletePolicy, { PolicyId: [mine] }))).toBe(REFUSED)
  })

  test('that are deleted leave no remark behind', async () => {
    const PolicyId = await newPolicy(im, { effect: 'allow', action: 'im:*', resource: '*' })
    const remarks = () =>
      im.platform.store.db
        .selectFrom('cam_rule')
        .select('value')
        .where('name', 'like', `%:${PolicyId}`)
        .execute()
    await im.act(updatePolicy, { PolicyId, Alias: 'of the readers' })
    expect(await im.act(getPolicy, { PolicyId })).toMatchObject({ PresetAlias: 'of the readers' })
    expect(await remarks()).toHaveLength(1)

    await im.act(deletePolicy, { PolicyId: [PolicyId] })

    expect(await remarks()).toEqual([])
  })

  test('a deny of one policy holds for its name too', async () => {
    const mine = await newPolicy(im, { effect: 'allow', action: 'im:*', resource: '*' })
    const user = await subUserWith(
      im,
      { effect: 'allow', action: 'cam:*', resource: '*' },
      { effect: 'deny', action: 'cam:*', resource: `qcs::cam::uin/:policyid/${mine}` },
    )
    const { PolicyName } = await im.act(getPolicy, { PolicyId: mine })

    expect(await codeOf(user.act(getPolicy, { PolicyId: mine }))).toBe(REFUSED)
    expect(await codeOf(user.act(updatePolicy, { PolicyName, Description: 'x' }))).toBe(REFUSED)
  })

  test('and what happens to them are in the audit trail, before and after', async () => {
    const user = await newSubUser(im)
    const PolicyId = await newPolicy(im, { effect: 'allow', action: 'im:*', resource: '*' })
    const { PolicyName, PolicyDocument } = await im.act(getPolicy, { PolicyId })
    const version = { PolicyId, PolicyDocument, SetAsDefault: false }

    await im.act(attachUserPolicy, { PolicyId, AttachUin: user.uin })
    await im.act(updatePolicy, { PolicyId, Description: 'changed' })
    await im.act(createPolicyVersion, version)
    await im.act(setDefaultPolicyVersion, { PolicyId, VersionId: 2 })
    await im.act(deletePolicy, { PolicyId: [PolicyId] })

    const lastOf = async (action: string) => {
      const { Events } = await im.act(describeAuditEvents, { Action: `cam:${action}`, Limit: 1 })
      return Events.map(({ Before, After }) => [Before, After].map(readMembers))[0]
    }
    const description = `${PolicyId}.description`
    expect(await lastOf('CreatePolicy')).toMatchObject([undefined, { [description]: '' }])
    expect(await lastOf('AttachUserPolicy')).toEqual([undefined, { [PolicyId]: PolicyName }])
    expect(await lastOf('UpdatePolicy')).toMatchObject([
      { [description]: '' },
      { [description]: 'changed' },
    ])
    expect(await lastOf('CreatePolicyVersion')).toMatchObject([
      undefined,
      { 'v2.isDefault': false, 'v2.document': PolicyDocument },
    ])
    expect(await lastOf('SetDefaultPolicyVersion')).toEqual([{ inForce: 1 }, { inForce: 2 }])
    expect(await lastOf('DeletePolicy')).toMatchObject([{ [description]: 'changed' }, undefined])
  })
})

function readMembers(text: string): unknown {
  return text === '' ? undefined : (JSON.parse(text) as unknown)
}
