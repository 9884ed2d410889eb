import { friendImport, portraitSet } from '@yanshu/protocol'
import type { Command } from '@yanshu/protocol'
import type { RestAnswer, TestApp, TestServer } from '@yanshu/server/testing'

/** What a batch of the relationship chain answers where everything went well. */
export const RELATION_OK = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ErrorDisplay: '' }

export const SOURCE = 'AddSource_Type_Test'

/** An item that was done. */
export function done(To_Account: string) {
  return { To_Account, ResultCode: 0, ResultInfo: '' }
}

/** An item that was not. */
export function failed(To_Account: string, row: { readonly code: number; readonly info: string }) {
  return { To_Account, ResultCode: row.code, ResultInfo: row.info }
}

/** Puts one-way friends on a list. */
export function befriend(
  im: TestServer,
  app: TestApp,
  From_Account: string,
  ...friends: readonly string[]
): Promise<RestAnswer> {
  return im.rest(app, friendImport, {
    From_Account,
    AddFriendItem: friends.map((To_Account) => ({ To_Account, AddSource: SOURCE })),
  })
}

/** Says how an account wants to be added. */
export async function setAllowType(
  im: TestServer,
  app: TestApp,
  userId: string,
  how: 'NeedConfirm' | 'AllowAny' | 'DenyAny',
): Promise<void> {
  await im.rest(app, portraitSet, {
    From_Account: userId,
    ProfileItem: [{ Tag: 'Tag_Profile_IM_AllowType', Value: `AllowType_Type_${how}` }],
  })
}

/** Calls of one command for one account. */
export function calling(im: TestServer, app: TestApp, command: Command) {
  return (From_Account: string, more: Readonly<Record<string, unknown>> = {}) =>
    im.rest(app, command, { From_Account, ...more })
}
