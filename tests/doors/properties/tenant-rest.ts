import { fromTo } from '../talk.ts'
import { groupBodies } from './tenant-groups.ts'
import {
  configBodies,
  fileBodies,
  pushBodies,
  recentBodies,
  relationBodies,
} from './tenant-rest-people.ts'

const EVER = { MinTime: 0, MaxTime: 4_000_000_000 }

/** A good call of every command, as it would be made in the app that is not the caller's. */
export const restBodies: Readonly<Record<string, (key: string) => object>> = {
  'im_open_login_svc/account_import': () => ({ UserID: 'alice', Nick: 'taken over' }),
  'im_open_login_svc/multiaccount_import': () => ({
    AccountList: [{ UserID: 'bob', Nick: 'taken over' }],
  }),
  'im_open_login_svc/account_delete': () => ({
    DeleteItem: [{ UserID: 'alice' }, { UserID: 'only-here' }],
  }),
  'im_open_login_svc/account_check': () => ({ CheckItem: [{ UserID: 'only-here' }] }),
  'im_open_login_svc/kick': () => ({ UserID: 'bob' }),
  'openim/query_online_status': () => ({ To_Account: ['only-here', 'bob'], IsNeedDetail: 1 }),
  'profile/portrait_set': () => ({
    From_Account: 'bob',
    ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'taken over' }],
  }),
  'profile/portrait_get': () => ({
    To_Account: ['only-here', 'bob'],
    TagList: ['Tag_Profile_IM_Nick', 'Tag_Profile_IM_SelfSignature'],
  }),
  'openim/sendmsg': () => fromTo('alice', 'bob', 99, 'from outside'),
  'openim/batchsendmsg': () => ({
    ...fromTo('alice', 'bob', 98, 'from outside'),
    To_Account: ['bob'],
  }),
  'openim/importmsg': () => ({
    ...fromTo('alice', 'bob', 97, 'from outside'),
    SyncFromOldSystem: 5,
    MsgTimeStamp: 1_600_000_000,
  }),
  'openim/admin_getroammsg': () => ({
    Operator_Account: 'alice',
    Peer_Account: 'bob',
    MaxCnt: 100,
    ...EVER,
  }),
  'openim/admin_msgwithdraw': (MsgKey) => ({ From_Account: 'alice', To_Account: 'bob', MsgKey }),
  'openim/modify_c2c_msg': (MsgKey) => ({
    From_Account: 'alice',
    To_Account: 'bob',
    MsgKey,
    CloudCustomData: 'from outside',
  }),
  'openim/c2c_msg_read_receipt': (MsgKey) => ({
    Operator_Account: 'bob',
    Peer_Account: 'alice',
    C2CMsgInfo: [{ From_Account: 'alice', To_Account: 'bob', MsgKey }],
  }),
  'openim/delete_c2c_msg_ramble': (MsgKey) => ({
    Operator_Account: 'bob',
    Peer_Account: 'alice',
    MsgKeyList: [MsgKey],
  }),
  'openim_msg_ext_http_svc/set_key_values': (MsgKey) => ({
    From_Account: 'alice',
    To_Account: 'bob',
    MsgKey,
    OperateType: 1,
    ExtensionList: [{ Key: 'from', Value: 'outside' }],
  }),
  'openim_msg_ext_http_svc/get_key_values': (MsgKey) => ({
    From_Account: 'alice',
    To_Account: 'bob',
    MsgKey,
  }),
  'openim/admin_set_msg_read': () => ({ Report_Account: 'bob', Peer_Account: 'alice' }),
  'openim/get_c2c_unread_msg_num': () => ({
    To_Account: 'bob',
    Peer_Account: ['alice', 'only-here'],
  }),
  ...configBodies,
  ...fileBodies,
  ...recentBodies,
  ...relationBodies,
  ...pushBodies,
  ...groupBodies,
}
