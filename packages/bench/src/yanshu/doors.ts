import { cloudVersions } from '@yanshu/protocol'
import type { Target } from '../load/session.ts'
import { signUserSig } from '../usersig.ts'
import type { SecretPair } from './signature-v3.ts'
import { authorization } from './signature-v3.ts'

/** The administrator every app is born with. */
const ADMINISTRATOR = 'administrator'
/** Accounts one `multiaccount_import` takes. */
const IMPORT_SIZE = 100

interface CloudEnvelope {
  readonly Response: { readonly Error?: { readonly Code: string; readonly Message: string } }
}

/** Calls an action of the `im` service; throws what the server answers as an error. */
async function callAction(
  url: string,
  pair: SecretPair,
  action: string,
  params: unknown,
): Promise<unknown> {
  const body = JSON.stringify(params)
  const time = Math.floor(Date.now() / 1000)
  const { host } = new URL(url)
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/json',
      'X-TC-Action': action,
      'X-TC-Version': cloudVersions.im,
      'X-TC-Timestamp': String(time),
      Authorization: authorization(pair, { host, service: 'im', body, time }),
    },
  })
  const { Response } = (await response.json()) as CloudEnvelope
  if (Response.Error) throw new Error(`${action}: ${Response.Error.Code} ${Response.Error.Message}`)
  return Response
}

/** Creates an application; answers what a client needs to sign in to it. */
export async function createApp(url: string, pair: SecretPair): Promise<Target> {
  const app = await callAction(url, pair, 'RegisterIMApp', { AppName: 'bench' })
  const { SDKAppID } = app as { SDKAppID: number }
  const secret = await callAction(url, pair, 'DescribeSecret', { SDKAppID })
  const { SecretKey } = secret as { SecretKey: string }
  return { url, sdkAppId: SDKAppID, secretKey: SecretKey }
}

/** Imports accounts through the REST door. */
export async function importAccounts(target: Target, userIds: readonly string[]): Promise<void> {
  for (let at = 0; at < userIds.length; at += IMPORT_SIZE) {
    const accounts = userIds.slice(at, at + IMPORT_SIZE).map((UserID) => ({ UserID }))
    await callRest(target, 'im_open_login_svc/multiaccount_import', { AccountList: accounts })
  }
}

/** Members one `add_group_member` takes. */
const ADDITION_SIZE = 300

/** Makes a group through the REST door; a live room takes no members. */
export async function createGroup(
  target: Target,
  group: { readonly id: string; readonly type: 'Public' | 'AVChatRoom' },
  members: readonly string[],
): Promise<void> {
  const GroupId = group.id
  const body = { GroupId, Type: group.type, Name: GroupId }
  await callRest(target, 'group_open_http_svc/create_group', body)
  for (let at = 0; at < members.length; at += ADDITION_SIZE) {
    const added = members.slice(at, at + ADDITION_SIZE)
    const MemberList = added.map((Member_Account) => ({ Member_Account }))
    await callRest(target, 'group_open_http_svc/add_group_member', {
      GroupId,
      Silence: 1,
      MemberList,
    })
  }
}

/** `live` waits for those who are away; `stored` is an ordinary message to each. */
export type PushWay = 'live' | 'stored'

/** Pushes to everybody with the tag `bench`; answers the TaskId. */
export async function startPush(target: Target, way: PushWay): Promise<string> {
  const body = {
    From_Account: ADMINISTRATOR,
    MsgRandom: Math.floor(Math.random() * 0xffff_ffff),
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'to everybody' } }],
    Condition: { TagsAnd: ['bench'] },
    OfflinePushInfo: { Title: 'to everybody' },
  }
  const answer =
    way === 'live'
      ? await callRest(target, 'all_member_push/im_push', { ...body, MsgLifeTime: 3600 })
      : await callRest(target, 'timpush/push', body)
  return String(answer['TaskId'])
}

export async function revokePush(target: Target, taskId: string): Promise<void> {
  await callRest(target, 'timpush/revoke', { TaskId: taskId })
}

async function callRest(
  target: Target,
  command: string,
  body: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const query = new URLSearchParams({
    sdkappid: String(target.sdkAppId),
    identifier: ADMINISTRATOR,
    usersig: signUserSig(target, ADMINISTRATOR),
    random: '1',
    contenttype: 'json',
  })
  const response = await fetch(`${target.url}/v4/${command}?${query}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as Readonly<Record<string, unknown>>
  if (answer['ErrorCode'] !== 0) {
    throw new Error(`${command}: ${String(answer['ErrorCode'])} ${String(answer['ErrorInfo'])}`)
  }
  return answer
}
