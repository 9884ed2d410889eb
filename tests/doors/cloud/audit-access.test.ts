import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { AuditEvent } from '@yanshu/protocol'
import {
  addUser,
  addUserToGroup,
  attachUserPolicy,
  createAccessKey,
  createPolicy,
  createTag,
  createUserGroup,
  deleteAccessKey,
  describeAuditEvents,
  describeConfInfo,
  listPolicies,
  stopSdkAppId,
  updatePasswordRules,
  updateUser,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'
import { newSubUser } from './sub-users.ts'

const PASSWORD = 'Sub-Passw0rd!'
let made = 0

describe.each(storages)('the audit trail of access management on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start({ defaultPlan: 'premium' })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const eventsOf = async (filter: object): Promise<readonly AuditEvent[]> => {
    await im.platform.access.audit.settled()
    return (await im.act(describeAuditEvents, filter)).Events
  }
  const newest = async (action: string): Promise<AuditEvent> => {
    const [event] = await eventsOf({ Action: action, Limit: 1 })
    if (!event) throw new Error(`no event of ${action}`)
    return event
  }
  const newUser = async () => {
    made += 1
    const Name = `sub${made}`
    const { Uin } = await im.act(addUser, { Name, ConsoleLogin: 1, Password: PASSWORD })
    return { Name, Uin }
  }

  test('tells users before and after, and no password', async () => {
    const { Name } = await newUser()
    const added = await newest('cam:AddUser')
    expect(added.After).toContain(Name)

    await im.act(updateUser, { Name, Remark: 'night shift', Password: 'Other-Passw0rd!' })
    const updated = await newest('cam:UpdateUser')
    expect(updated.After).toContain('night shift')
    expect(updated.Before).not.toContain('night shift')
    expect(updated.Body).toContain('"Password":"***"')
    expect(JSON.stringify([added, updated])).not.toContain('Passw0rd!')
  })

  test('tells keys by their ids, and no secret', async () => {
    const { Uin } = await newUser()
    const { AccessKey } = await im.act(createAccessKey, { TargetUin: Uin })
    const { AccessKeyId } = AccessKey
    const created = await newest('cam:CreateAccessKey')
    await im.act(deleteAccessKey, { TargetUin: Uin, AccessKeyId })
    const deleted = await newest('cam:DeleteAccessKey')

    expect(created.After).toContain(AccessKeyId)
    expect(deleted.Before).toContain(AccessKeyId)
    expect(JSON.stringify([created, deleted])).not.toContain(AccessKey.SecretAccessKey)
  })

  test('tells groups, policies, attachments, tags and rules before and after', async () => {
    const { Name, Uin } = await newUser()
    const { GroupId } = await im.act(createUserGroup, { GroupName: `team of ${Name}` })
    expect((await newest('cam:CreateGroup')).After).toContain(`team of ${Name}`)
    await im.act(addUserToGroup, { Info: [{ GroupId, Uin }] })
    expect((await newest('cam:AddUserToGroup')).After).toContain(String(Uin))

    const statement = [{ effect: 'allow', action: 'im:Describe*', resource: '*' }]
    const PolicyDocument = JSON.stringify({ version: '2.0', statement })
    const policy = { PolicyName: `look${made}`, PolicyDocument }
    const { PolicyId } = await im.act(createPolicy, policy)
    expect((await newest('cam:CreatePolicy')).After).toContain(`look${made}`)
    await im.act(attachUserPolicy, { PolicyId, AttachUin: Uin })
    expect((await newest('cam:AttachUserPolicy')).After).toContain(String(PolicyId))

    await im.act(createTag, { TagKey: `team${made}`, TagValue: 'night' })
    expect((await newest('tag:CreateTag')).After).toContain(`team${made}`)

    await im.act(updatePasswordRules, { Rules: { ForcePasswordChange: 90 } })
    const rules = await newest('cam:UpdatePasswordRules')
    expect(rules.Body).toBe('{"Rules":{"ForcePasswordChange":90}}')
    expect(rules.After).toContain('90')
    expect(rules.Before).not.toBe('')
  })

  test('keeps what was denied to a sub-user, reading too, and shows it to the root alone', async () => {
    const app = await seedApp(im)
    const sub = await newSubUser(im)
    const Uin = sub.uin
    const inApp = { SDKAppID: app.appId }

    expect(await codeOf(sub.act(describeConfInfo, inApp))).toBe('UnauthorizedOperation')
    expect(await codeOf(sub.act(stopSdkAppId, inApp))).toBe('UnauthorizedOperation')
    expect(await codeOf(sub.act(describeAuditEvents, {}))).toBe('UnauthorizedOperation')

    const events = await eventsOf({ Uin: String(Uin), Result: 'denied' })
    const resource = `qcs::im::uin/100000000001:sdkappid/${app.appId}`
    const denied = { Uin: String(Uin), Door: 'cloud', Before: '', After: '' }
    expect(events).toMatchObject([
      { ...denied, Action: 'cam:DescribeAuditEvents', Resource: '*', SDKAppID: 0 },
      { ...denied, Action: 'im:StopSdkAppId', Resource: resource, SDKAppID: app.appId },
      {
        ...denied,
        Action: 'im:DescribeConfInfo',
        Resource: resource,
        Code: 'UnauthorizedOperation',
        SecretId: expect.stringMatching(/^AKID/),
        Message: expect.stringContaining(`resource (${resource}) has no permission`),
      },
    ])
  })

  test('keeps who signs in to the console, and who fails to', async () => {
    const { Name, Uin } = await newUser()
    const signIn = (password: string) =>
      fetch(`${im.url}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ user: Name, password }),
      })
    expect((await signIn('Wrong-Passw0rd!')).status).toBe(401)
    expect((await signIn(PASSWORD)).status).toBe(200)

    expect(await eventsOf({ Uin: String(Uin), Door: 'session' })).toMatchObject([
      { UserName: Name, Action: 'session:SignIn', Result: 'ok', Code: 'OK' },
      { UserName: Name, Action: 'session:SignIn', Result: 'failed', Code: 'badCredentials' },
    ])
  })

  test('keeps no reading that was permitted', async () => {
    await im.act(listPolicies, {})

    expect(await eventsOf({ Action: 'cam:ListPolicies' })).toEqual([])
  })
})
