import { addUser, addUserToGroup, attachUserPolicy } from '@yanshu/protocol'
import type { CallAction } from '../../../api/call-action.ts'
import { patiently } from '../../../api/patiently.ts'
import type { Refused } from '../../../batch/RefusedList.tsx'
import type { Credentials } from '../Credentials/credentials-csv.ts'
import { addUserParams } from './draft.ts'
import type { Draft, NewUser } from './draft.ts'

/** What became of one of the users. */
export interface CreatedUser {
  readonly name: string
  /** 0 where the user was not created. */
  readonly uin: number
  readonly credentials: Credentials | undefined
  /** What did not work: the user itself, or a policy or group of it. */
  readonly refused: readonly Refused[]
}

/** Makes a call, and answers what it was refused for. */
export type Attempt = (id: string, call: () => Promise<unknown>) => Promise<readonly Refused[]>

export interface CreationTools {
  readonly callAction: CallAction
  readonly attempt: Attempt
  /** Told after each user. */
  readonly onUser: (created: CreatedUser) => void
}

/** Creates the users one after the other; what one is refused for keeps nobody else. */
export async function createUsers(draft: Draft, tools: CreationTools): Promise<void> {
  for (const user of draft.info.users) tools.onUser(await createUser(user, draft, tools))
}

async function createUser(
  user: NewUser,
  draft: Draft,
  { callAction, attempt }: CreationTools,
): Promise<CreatedUser> {
  const name = user.name.trim()
  let made: Awaited<ReturnType<typeof callAction<typeof addUser>>> | undefined
  const refused = await patiently(() =>
    attempt(name, async () => {
      made = await callAction(addUser, addUserParams(user, draft.info))
    }),
  )
  if (!made) return { name, uin: 0, credentials: undefined, refused }
  const { Uin, Password, SecretId, SecretKey } = made
  const { ways, way, password } = draft.info
  const own = ways.includes('console') && way === 'own' ? password : undefined
  return {
    name,
    uin: Uin,
    credentials: {
      user: name,
      password: Password ?? own,
      secretId: SecretId,
      secretKey: SecretKey,
    },
    refused: await grant(Uin, draft, { callAction, attempt }),
  }
}

async function grant(
  uin: number,
  { permissions: { policies, groups } }: Draft,
  { callAction, attempt }: Pick<CreationTools, 'callAction' | 'attempt'>,
): Promise<readonly Refused[]> {
  const refused: Refused[] = []
  for (const { PolicyId, PolicyName } of policies) {
    const call = () => callAction(attachUserPolicy, { PolicyId, AttachUin: uin })
    refused.push(...(await patiently(() => attempt(PolicyName, call))))
  }
  for (const { GroupId, GroupName } of groups) {
    const call = () => callAction(addUserToGroup, { Info: [{ GroupId, Uin: uin }] })
    refused.push(...(await patiently(() => attempt(GroupName, call))))
  }
  return refused
}
