import type { RequestParams } from '../connection/requests.ts'
import type { GroupField } from './group.ts'

/** What may be said of a group when it is made and later. */
export interface GroupProfileOptions {
  introduction?: string
  notification?: string
  avatar?: string
  maxMemberNum?: number
  /** One of `TYPES.JOIN_OPTIONS_…`. */
  joinOption?: string
  /** One of `TYPES.INVITE_OPTIONS_…`. */
  inviteOption?: string
  groupCustomField?: GroupField[]
}

type Profile = Pick<
  RequestParams<'group.update'>,
  | 'introduction'
  | 'notification'
  | 'faceUrl'
  | 'maxMembers'
  | 'applyOption'
  | 'inviteOption'
  | 'custom'
>

/** The same in the words of the gateway, which refuses options that there are not. */
export function profileParams(options: GroupProfileOptions): Profile {
  const profile = {
    introduction: options.introduction,
    notification: options.notification,
    faceUrl: options.avatar,
    maxMembers: options.maxMemberNum,
    applyOption: options.joinOption,
    inviteOption: options.inviteOption,
    custom: options.groupCustomField,
  }
  return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined))
}
