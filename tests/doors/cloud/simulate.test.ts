import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  attachGroupPolicy,
  attachResourcesTag,
  attachUserPolicy,
  createTag,
  putUserPermissionsBoundary,
  simulatePermission,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'
import {
  appName,
  freshName,
  newPolicy,
  newSubUser,
  newUserGroup,
  subUserWith,
} from './sub-users.ts'

const nobody = {
  PolicyId: null,
  PolicyName: null,
  Via: null,
  StatementIndex: null,
  Statement: null,
}

describe.each(storages)('the simulator on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  let appId: number
  beforeAll(async () => {
    im = await start({}, clock)
    appId = (await im.createApp()).appId
  })
  // Another second, with as many calls again.
  beforeEach(() => clock.pass(SECOND))
  afterAll(() => im[Symbol.asyncDispose]())

  const ask = (TargetUin: number, Action: string, more: object = {}) =>
    im.act(simulatePermission, { TargetUin, Action, SDKAppID: appId, ...more })

  test('names the statement that denies', async () => {
    const user = await subUserWith(
      im,
      { effect: 'allow', action: 'name/im:*', resource: appName(appId) },
      { effect: 'deny', action: 'name/im:RemoveUser', resource: appName(appId) },
    )

    expect(await ask(user.uin, 'im:RemoveUser')).toEqual({
      Allowed: false,
      Reason: 'deny',
      Resource: appName(appId),
      PolicyId: user.policyId,
      PolicyName: expect.any(String),
      Via: { Kind: 'User', GroupId: null, GroupName: null },
      StatementIndex: 1,
      Statement: JSON.stringify({
        effect: 'deny',
        action: 'name/im:RemoveUser',
        resource: appName(appId),
      }),
      Visible: null,
    })
    expect(await ask(user.uin, 'name/im:SetConfInfo')).toMatchObject({
      Allowed: true,
      Reason: 'allow',
      StatementIndex: 0,
    })
  })

  test('names the group that brings the policy', async () => {
    const { uin } = await newSubUser(im)
    const name = freshName('group')
    const AttachGroupId = await newUserGroup(im, name, uin)
    await im.act(attachGroupPolicy, { PolicyId: 2, AttachGroupId })

    expect(await ask(uin, 'im:SetConfInfo')).toMatchObject({
      Allowed: true,
      PolicyName: 'QcloudAVCFullAccess',
      Via: { Kind: 'Group', GroupId: AttachGroupId, GroupName: name },
    })
  })

  test('says that nothing allows it, or that the root account may do everything', async () => {
    const { uin } = await newSubUser(im)

    expect(await ask(uin, 'im:SetConfInfo')).toMatchObject({ Reason: 'noMatch', ...nobody })
    expect(await ask(100_000_000_001, 'im:SetConfInfo')).toMatchObject({
      Allowed: true,
      Reason: 'root',
      ...nobody,
    })
  })

  test('says that the boundary stops it', async () => {
    const user = await subUserWith(im, { effect: 'allow', action: '*', resource: '*' })
    await im.act(putUserPermissionsBoundary, { TargetUin: user.uin, PolicyId: 3 })

    expect(await ask(user.uin, 'im:SetConfInfo')).toMatchObject({
      Allowed: false,
      Reason: 'boundary',
    })
  })

  test('supposes an address and a time', async () => {
    const user = await subUserWith(im, {
      effect: 'allow',
      action: 'im:*',
      resource: '*',
      condition: {
        ip_equal: { 'qcs:ip': '192.0.2.0/24' },
        date_less_than: { 'qcs:current_time': '2030-01-01T00:00:00Z' },
      },
    })
    const allowed = async (more: object) => (await ask(user.uin, 'im:SetConfInfo', more)).Allowed
    const before = '2029-12-31T23:59:59Z'

    expect(await allowed({ SourceIp: '192.0.2.9', Time: before })).toBe(true)
    expect(await allowed({ SourceIp: '192.0.2.9', Time: '2030-01-01T09:00:00+08:00' })).toBe(false)
    expect(await allowed({ Time: before })).toBe(false)
  })

  test('takes the tags there are, or those that are supposed', async () => {
    const tag = { TagKey: freshName('team'), TagValue: 'red' }
    await im.act(createTag, tag)
    const text = `${tag.TagKey}&red`
    const user = await subUserWith(
      im,
      {
        effect: 'allow',
        action: 'im:*',
        resource: '*',
        condition: { 'for_any_value:string_equal': { 'qcs:resource_tag': text } },
      },
      {
        effect: 'allow',
        action: 'tag:*',
        resource: '*',
        condition: { 'for_any_value:string_equal': { 'qcs:request_tag': text } },
      },
    )
    const red = [{ Key: tag.TagKey, Value: 'red' }]
    const allowed = async (action: string, more: object = {}) =>
      (await ask(user.uin, action, more)).Allowed

    expect(await allowed('im:SetConfInfo')).toBe(false)
    expect(await allowed('im:SetConfInfo', { ResourceTags: red })).toBe(true)
    expect(await allowed('tag:AddResourceTag')).toBe(false)
    expect(await allowed('tag:AddResourceTag', { RequestTags: red })).toBe(true)

    const type = { ServiceType: 'im', ResourcePrefix: 'sdkappid' }
    await im.act(attachResourcesTag, { ...type, ResourceIds: [String(appId)], ...tag })
    expect(await allowed('im:SetConfInfo')).toBe(true)
    expect(await allowed('im:SetConfInfo', { ResourceTags: [] })).toBe(false)
  })

  test('says of lists whether they are answered, and knows what actions are about', async () => {
    const user = await subUserWith(im, {
      effect: 'allow',
      action: 'im:*',
      resource: appName(appId),
    })
    const about = (Action: string) => im.act(simulatePermission, { TargetUin: user.uin, Action })

    expect(await about('im:DescribeIMAppList')).toMatchObject({
      Allowed: false,
      Visible: true,
      Resource: appName('*'),
    })
    expect(await about('im:RegisterIMApp')).toMatchObject({ Visible: null, Resource: appName('*') })
    expect(await about('cam:ListPolicies')).toMatchObject({ Resource: '*' })
    expect(await about('cam:GetPolicy')).toMatchObject({
      Resource: 'qcs::cam::uin/100000000001:policyid/*',
    })
  })

  test('refuses what makes no sense', async () => {
    const { uin } = await newSubUser(im)

    expect(await codeOf(ask(7, 'im:SetConfInfo'))).toBe('InvalidParameter.UserNotExist')
    expect(await codeOf(ask(uin, 'SetConfInfo'))).toBe('InvalidParameter.ParamError')
    expect(await codeOf(ask(uin, 'im:SetConfInfo', { SourceIp: '192.0.2.256' }))).toBe(
      'InvalidParameterValue',
    )
    expect(await codeOf(ask(uin, 'im:SetConfInfo', { Time: 'today' }))).toBe(
      'InvalidParameterValue',
    )
  })

  test('is an action that policies grant, too', async () => {
    const user = await newSubUser(im)
    const question = { TargetUin: user.uin, Action: 'im:SetConfInfo', SDKAppID: appId }
    expect(await codeOf(user.act(simulatePermission, question))).toBe('UnauthorizedOperation')

    const PolicyId = await newPolicy(im, {
      effect: 'allow',
      action: 'cam:SimulatePermission',
      resource: `qcs::cam::uin/:uin/${user.uin}`,
    })
    await im.act(attachUserPolicy, { PolicyId, AttachUin: user.uin })

    expect(await user.act(simulatePermission, question)).toMatchObject({ Allowed: false })
    expect(
      await codeOf(user.act(simulatePermission, { ...question, TargetUin: 100_000_000_001 })),
    ).toBe('UnauthorizedOperation')
  })
})
