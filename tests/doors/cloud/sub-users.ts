import { CommonClient } from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js'
import type { CloudAction } from '@yanshu/protocol'
import {
  addUser,
  addUserToGroup,
  attachUserPolicy,
  cloudVersions,
  createUserGroup,
  createPolicy,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import type { z } from 'zod'

/** A statement of a policy document. */
export interface Statement {
  readonly effect: 'allow' | 'deny'
  readonly action: string | readonly string[]
  readonly resource: string | readonly string[]
  readonly condition?: object
}

/** Somebody who calls actions by the official client, with an access key. */
export interface Caller {
  readonly uin: number
  act<Req extends z.ZodType, Res extends z.ZodType>(
    action: CloudAction<Req, Res>,
    params: z.input<Req>,
  ): Promise<z.output<Res>>
}

let made = 0

/** A name that no other test uses. */
export function freshName(of: string): string {
  made += 1
  return `${of}${made}`
}

/** A sub-user without any policy. */
export async function newSubUser(im: TestServer): Promise<Caller> {
  const Name = freshName('ann')
  const { Uin: uin, SecretId = '', SecretKey = '' } = await im.act(addUser, { Name, UseApi: 1 })
  const credential = { secretId: SecretId, secretKey: SecretKey }
  return { uin, act: (action, params) => actAs(im, credential, action, params) }
}

/** A user group with some members; answers its id. */
export async function newUserGroup(
  im: TestServer,
  GroupName: string,
  ...uins: readonly number[]
): Promise<number> {
  const { GroupId } = await im.act(createUserGroup, { GroupName })
  await im.act(addUserToGroup, { Info: uins.map((Uin) => ({ GroupId, Uin })) })
  return GroupId
}

/** A sub-user with one policy of its own. */
export async function subUserWith(
  im: TestServer,
  ...statement: readonly Statement[]
): Promise<Caller & { readonly policyId: number }> {
  const user = await newSubUser(im)
  const policyId = await newPolicy(im, ...statement)
  await im.act(attachUserPolicy, { PolicyId: policyId, AttachUin: user.uin })
  return { ...user, policyId }
}

/** A custom policy of some statements; answers its id. */
export async function newPolicy(
  im: TestServer,
  ...statement: readonly Statement[]
): Promise<number> {
  const PolicyDocument = documentOf(...statement)
  const PolicyName = freshName('policy')
  return (await im.act(createPolicy, { PolicyName, PolicyDocument })).PolicyId
}

export function documentOf(...statement: readonly Statement[]): string {
  return JSON.stringify({ version: '2.0', statement })
}

export function appName(appId: number | '*'): string {
  return `qcs::im::uin/100000000001:sdkappid/${appId}`
}

async function actAs<Req extends z.ZodType, Res extends z.ZodType>(
  im: TestServer,
  credential: { readonly secretId: string; readonly secretKey: string },
  action: CloudAction<Req, Res>,
  params: z.input<Req>,
): Promise<z.output<Res>> {
  const client = new CommonClient(new URL(im.url).host, cloudVersions[action.service], {
    credential,
    profile: { httpProfile: { protocol: 'http://' } },
  })
  return action.response.parse(await client.request(action.name, params as object))
}
