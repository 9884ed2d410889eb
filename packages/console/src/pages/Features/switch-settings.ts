import type { AppConf, PlanFeature } from '@yanshu/protocol'

/** A setting that is on or off. */
export interface SwitchSetting {
  readonly name: SwitchName
  /** What the plan must include for it to be turned on. */
  readonly feature?: PlanFeature
  /** Another switch that must be on before. */
  readonly needs?: SwitchName
  /** The oldest SDK that knows it. */
  readonly sdk?: string
}

/** All switches but that of the advanced settings. */
export type SwitchName = {
  [Name in keyof AppConf]: AppConf[Name] extends boolean ? Exclude<Name, 'AccountDeletion'> : never
}[keyof AppConf]

/** The switches with a card of their own. Source: 登录与消息, 好友与关系链, 群功能配置. */
export const switchSettings = {
  syncDelete: { name: 'SyncDeleteConversation', sdk: '5.1.1 / Web 2.14.0' },
  userStatus: { name: 'UserStatus', feature: 'userStatus', sdk: '6.3' },
  messageExtension: { name: 'MessageExtension', feature: 'messageExtensions', sdk: '6.7.3184' },
  massPush: { name: 'MassPush', feature: 'massPush' },
  blocklist: { name: 'BlocklistShowsSuccess' },
  friendCheck: { name: 'FriendCheck' },
  follow: { name: 'Follow', feature: 'follow' },
  community: { name: 'Community', feature: 'community', sdk: '5.8.1668 / Web 2.17.0' },
  topic: {
    name: 'Topic',
    feature: 'community',
    needs: 'Community',
    sdk: '5.8.1668 / Web 2.17.0',
  },
  groupRecall: { name: 'GroupRecall' },
  liveMemberList: { name: 'LiveMemberList', feature: 'liveRooms', sdk: '6.3' },
  liveBroadcast: { name: 'LiveBroadcast', feature: 'liveRooms', sdk: '6.5' },
  liveVisitors: { name: 'LiveVisitors' },
  liveBan: { name: 'LiveBan', feature: 'liveRooms', sdk: '6.6 / Web 2.22.0' },
} as const satisfies Record<string, SwitchSetting>
