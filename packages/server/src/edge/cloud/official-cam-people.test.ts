import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cam/v20190116/cam_client.js'
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Store } from '../../store/open-store.ts'
import { openStore } from '../../store/open-store.ts'
import type { CloudFixture } from './testing/cloud-fixture.ts'
import { openCloudFixture, rootKey } from './testing/cloud-fixture.ts'

const ways = [
  { signMethod: 'TC3-HMAC-SHA256', reqMethod: 'POST' },
  { signMethod: 'TC3-HMAC-SHA256', reqMethod: 'GET' },
  { signMethod: 'HmacSHA256', reqMethod: 'POST' },
  { signMethod: 'HmacSHA1', reqMethod: 'GET' },
] as const

const ROOT = 100_000_000_001
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/

describe.each(ways)(
  'the official cam client, about people, with $signMethod and $reqMethod',
  (way) => {
    let store: Store
    let fixture: CloudFixture
    let server: ReturnType<typeof Bun.serve>
    let cam: InstanceType<typeof Client>
    let number = 0
    beforeAll(async () => {
      store = await openStore({ kind: 'memory' }, Date.now)
      fixture = await openCloudFixture(store.db)
      server = Bun.serve({
        port: 0,
        hostname: '127.0.0.1',
        fetch: (request) => fixture.cloud(request, '127.0.0.1'),
      })
      cam = clientOf(rootKey)
    })
    afterAll(async () => {
      await server.stop(true)
      await store.close()
    })

    const clientOf = (credential: typeof rootKey) =>
      new Client({
        credential,
        profile: {
          signMethod: way.signMethod,
          httpProfile: {
            reqMethod: way.reqMethod,
            protocol: 'http://',
            endpoint: `127.0.0.1:${server.port}`,
          },
        },
      })
    const addUser = async (given: object = {}) => {
      number += 1
      const { Uin = 0, Uid = 0, ...made } = await cam.AddUser({ Name: `ann${number}`, ...given })
      return { Uin, Uid, ...made, Name: made.Name ?? '' }
    }
    const addGroup = async () => {
      number += 1
      const { GroupId = 0 } = await cam.CreateGroup({
        GroupName: `组 ${number}`,
        Remark: 'of tests',
      })
      return GroupId
    }
    const codeOf = (answer: Promise<unknown>) =>
      answer.then(
        () => undefined,
        (error: { code: string }) => error.code,
      )

    test('makes users with what they need at once, and finds them again', async () => {
      const about = { Remark: 'für Tests', PhoneNum: '13800000000', CountryCode: '86' }
      const Email = 'ann@example.test'
      const made = await addUser({ ...about, Email, ConsoleLogin: 1, UseApi: 1 })
      const { Name, Uin, Uid } = made

      expect(made.Password).toMatch(/^.{32}$/)
      expect(made.SecretId).toMatch(/^AKID/)
      const described = { ...about, Email, Name, Uin, Uid }
      expect(await cam.GetUser({ Name })).toMatchObject({
        ...described,
        ConsoleLogin: 1,
        RecentlyLoginIP: '',
        RecentlyLoginTime: '',
      })
      const { Data = [] } = await cam.ListUsers(null)
      expect(Data.find((user) => user.Uin === Uin)).toEqual({
        ...described,
        ConsoleLogin: 1,
        CreateTime: expect.stringMatching(TIME),
        NickName: '',
      })
      const { SubAccounts = [] } = await cam.DescribeSubAccounts({ FilterSubAccountUin: [Uin, 7] })
      expect(SubAccounts).toEqual([
        {
          Uin,
          Name,
          Uid,
          Remark: about.Remark,
          CreateTime: expect.stringMatching(TIME),
          UserType: 2,
          LastLoginIp: '',
          LastLoginTime: '',
        },
      ])
    })

    test('changes and deletes users', async () => {
      const { Name } = await addUser({ ConsoleLogin: 1, Password: 'First-password1', UseApi: 1 })

      await cam.UpdateUser({ Name, Remark: 'new', ConsoleLogin: 0 })
      expect(await cam.GetUser({ Name })).toMatchObject({ Remark: 'new', ConsoleLogin: 0 })
      expect(await codeOf(cam.DeleteUser({ Name }))).toBe('OperationDenied.HaveKeys')
      await cam.DeleteUser({ Name, Force: 1 })

      expect(await codeOf(cam.GetUser({ Name }))).toBe('ResourceNotFound.UserNotExist')
    })

    test('lists accounts page by page', async () => {
      await addUser()
      await addUser()
      const seen: (number | undefined)[] = []
      let marker: string | undefined
      do {
        const given = marker === undefined ? {} : { Marker: marker }
        const { Users = [], Marker } = await cam.ListAccounts({ MaxItems: 1, ...given })
        seen.push(...Users.map(({ Uin }) => Uin))
        marker = Marker
      } while (marker !== undefined)

      const { Data = [] } = await cam.ListUsers(null)
      expect(seen).toEqual([ROOT, ...Data.map(({ Uin }) => Uin)])
      const { Users: owners } = await cam.ListAccounts({ UserType: 'Owner' })
      expect(owners).toMatchObject([{ Uin: ROOT, Name: 'root', UserType: 'Owner' }])
      const { Users: others, IsTruncated } = await cam.ListAccounts({ UserType: 'Collaborator' })
      expect([others, IsTruncated]).toEqual([[], false])
      expect(await cam.ListCollaborators({ Limit: 10 })).toMatchObject({ TotalNum: 0, Data: [] })
      expect(await codeOf(cam.ListAccounts({ Marker: 'x' }))).toBe(
        'InvalidParameter.PaginationTokenInvalid',
      )
    })

    test('puts users into groups and tells who is where', async () => {
      const { Uin, Uid, Name } = await addUser()
      const [one, other] = [await addGroup(), await addGroup()]
      await cam.UpdateGroup({ GroupId: one, GroupName: `renamed ${one}`, Remark: '' })

      await cam.AddUserToGroup({
        Info: [
          { GroupId: one, Uin },
          { GroupId: other, Uid },
        ],
      })

      const { UserInfo = [], ...group } = await cam.GetGroup({ GroupId: one })
      expect(group).toMatchObject({
        GroupId: one,
        GroupName: `renamed ${one}`,
        GroupNum: 1,
        Remark: '',
      })
      expect(UserInfo).toMatchObject([{ Uin, Uid, Name, PhoneFlag: 0, UserType: 2 }])
      expect(await cam.ListUsersForGroup({ GroupId: other, Page: 1, Rp: 5 })).toMatchObject({
        TotalNum: 1,
        UserInfo: [{ Uin }],
      })
      for (const user of [{ Uid }, { SubUin: Uin }]) {
        const { TotalNum, GroupInfo = [] } = await cam.ListGroupsForUser({
          ...user,
          Rp: 1,
          Page: 2,
        })
        expect([TotalNum, GroupInfo.map(({ GroupId }) => GroupId)]).toEqual([2, [other]])
      }
      const { GroupInfo } = await cam.ListGroups({ Keyword: `RENAMED ${one}` })
      expect(GroupInfo).toMatchObject([{ GroupId: one, CreateTime: expect.stringMatching(TIME) }])
      expect(await cam.GetAccountSummary(null)).toMatchObject({ Roles: 0, IdentityProviders: 0 })

      await cam.RemoveUserFromGroup({ Info: [{ GroupId: one, Uin }] })
      await cam.DeleteGroup({ GroupId: other })

      expect(await cam.ListGroupsForUser({ SubUin: Uin })).toMatchObject({ TotalNum: 0 })
      expect(await codeOf(cam.GetGroup({ GroupId: other }))).toBe('ResourceNotFound.GroupNotExist')
    })

    test('makes, stops, follows and deletes access keys', async () => {
      const { Uin } = await addUser()
      const { AccessKey = {} } = await cam.CreateAccessKey({
        TargetUin: Uin,
        Description: 'ci:a/b',
      })
      const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey
      const signed = clientOf({ secretId: AccessKeyId, secretKey: SecretAccessKey })
      const callOnce = () => codeOf(signed.GetUserAppId(null))

      expect(await callOnce()).toBe('UnauthorizedOperation')
      const { SecretIdLastUsedRows = [] } = await cam.GetSecurityLastUsed({
        SecretIdList: [AccessKeyId, 'AKIDunknown'],
      })
      expect(SecretIdLastUsedRows).toEqual([
        {
          SecretId: AccessKeyId,
          LastUsedDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
          LastSecretUsedDate: Math.floor(fixture.clock.now / 1000),
        },
      ])
      await cam.UpdateAccessKey({ AccessKeyId, Status: 'Inactive', TargetUin: Uin })
      expect(await callOnce()).toBe('AuthFailure.SecretIdNotFound')
      const { AccessKeys } = await cam.ListAccessKeys({ TargetUin: Uin })
      expect(AccessKeys).toMatchObject([{ AccessKeyId, Status: 'Inactive', Description: 'ci:a/b' }])

      await cam.DeleteAccessKey({ AccessKeyId, TargetUin: Uin })

      expect((await cam.ListAccessKeys({ TargetUin: Uin })).AccessKeys).toEqual([])
    })

    test('sets rules for passwords and keeps to them', async () => {
      await cam.UpdatePasswordRules({
        Rules: { MinimumLength: 12, MustContain: 'a1', PasswordExpirationInvalidation: 1 },
      })

      const { Rules, UpdateTime, Modifier } = await cam.GetPasswordRules(null)
      expect(Rules).toEqual({
        MinimumLength: 12,
        MustContain: 'a1',
        ForcePasswordChange: 0,
        ReusePasswordLimit: 0,
        RetryPasswordLimit: 0,
        PasswordExpirationInvalidation: 1,
      })
      expect(UpdateTime).toMatch(TIME)
      expect(Modifier).toBe('root')
      const refused = addUser({ ConsoleLogin: 1, Password: 'First-pass1' })
      expect(await codeOf(refused)).toBe('InvalidParameter.PasswordViolatedRules')
      await addUser({ ConsoleLogin: 1, Password: 'firstpassword1' })
      const wrong = cam.UpdatePasswordRules({ Rules: { MinimumLength: 3 } })
      expect(await codeOf(wrong)).toBe('InvalidParameter.PasswordRuleError')
    })

    test('caps a user by a permission boundary', async () => {
      const { Uin } = await addUser()
      number += 1
      const PolicyDocument = JSON.stringify({
        version: '2.0',
        statement: [{ effect: 'allow', action: 'name/im:*', resource: '*' }],
      })
      const { PolicyId = 0 } = await cam.CreatePolicy({
        PolicyName: `cap${number}`,
        PolicyDocument,
      })
      const none = {
        PolicyId: null,
        PolicyName: null,
        PolicyDocument: null,
        PolicyType: null,
        CreateMode: null,
      }

      expect(await cam.GetUserPermissionBoundary({ TargetUin: Uin })).toMatchObject(none)
      await cam.PutUserPermissionsBoundary({ TargetUin: Uin, PolicyId })
      expect(await cam.GetUserPermissionBoundary({ TargetUin: Uin })).toMatchObject({
        PolicyId,
        PolicyName: `cap${number}`,
        PolicyDocument,
        PolicyType: 1,
        CreateMode: 2,
      })
      await cam.DeleteUserPermissionsBoundary({ TargetUin: Uin })

      expect(await cam.GetUserPermissionBoundary({ TargetUin: Uin })).toMatchObject(none)
      const unknown = cam.PutUserPermissionsBoundary({ TargetUin: Uin, PolicyId: 999_999 })
      expect(await codeOf(unknown)).toBe('InvalidParameter.PolicyIdNotExist')
    })

    test('says that there is no further factor', async () => {
      const { Uin } = await addUser()

      const flags = await cam.DescribeSafeAuthFlag(null)
      expect(flags.LoginFlag).toMatchObject({ Phone: 0, Stoken: 0, Passkey: 0 })
      const ofUser = await cam.DescribeSafeAuthFlagColl({ SubUin: Uin })
      expect(ofUser).toMatchObject({ OffsiteFlag: { VerifyFlag: 0 }, PromptTrust: 0 })
      await cam.SetMfaFlag({ OpUin: Uin, LoginFlag: { Phone: 0, Stoken: 0 } })
      const wanted = cam.SetMfaFlag({ OpUin: Uin, ActionFlag: { Stoken: 1 } })
      expect(await codeOf(wanted)).toBe('FailedOperation')
    })

    test('says from which addresses sub-users may sign in', async () => {
      const IpPolicies = [
        { IP: '192.0.2.0/24', Effect: 'Allow' },
        { IP: '198.51.100.7', Effect: 'Deny' },
      ]
      await cam.CreateSubAccountLoginIpPolicy({ IpPolicies, PolicyType: 1, DisablePolicy: 0 })

      const told = await cam.request('DescribeSubAccountLoginIpPolicy', {})
      expect(told).toMatchObject({ IpPolicies, DisablePolicy: 0 })
      const overlapping = cam.CreateSubAccountLoginIpPolicy({
        IpPolicies: [...IpPolicies, { IP: '192.0.2.9', Effect: 'Deny' }],
      })
      expect(await codeOf(overlapping)).toBe('InvalidParameter.IPRangeOverlapping')
      const approved = cam.CreateSubAccountLoginIpPolicy({ ApproverUin: [ROOT] })
      expect(await codeOf(approved)).toBe('InvalidParameter.ParamError')
    })

    test('tells who calls', async () => {
      expect(await cam.GetUserAppId(null)).toMatchObject({ OwnerUin: String(ROOT) })
    })
  },
)
