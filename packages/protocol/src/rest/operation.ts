import { z } from 'zod'
import { commonErrors } from '../errors/common.ts'
import { operationErrors } from '../errors/operation.ts'
import { textUpTo } from '../fields.ts'
import { defineCommand } from './command.ts'

/** What `getappinfo` tells of a day; every value is a text. */
export const appInfoFields = [
  'Date',
  'AppId',
  'AppName',
  'Company',
  'ActiveUserNum',
  'RegistUserNumOneDay',
  'RegistUserNumTotal',
  'LoginTimes',
  'LoginUserNum',
  'MaxOnlineNum',
  'UpMsgNum',
  'DownMsgNum',
  'SendMsgUserNum',
  'APNSMsgNum',
  'C2CUpMsgNum',
  'C2CDownMsgNum',
  'C2CSendMsgUserNum',
  'C2CAPNSMsgNum',
  'GroupUpMsgNum',
  'GroupDownMsgNum',
  'GroupSendMsgUserNum',
  'GroupAPNSMsgNum',
  'GroupSendMsgGroupNum',
  'GroupJoinGroupTimes',
  'GroupQuitGroupTimes',
  'GroupNewGroupNum',
  'GroupAllGroupNum',
  'GroupDestroyGroupNum',
  'ChainIncrease',
  'ChainDecrease',
  'CallBackReq',
  'CallBackRsp',
] as const
export type AppInfoField = (typeof appInfoFields)[number]

export const getAppInfo = defineCommand({
  service: 'openconfigsvr',
  name: 'getappinfo',
  summary: 'Read the figures of the last 30 days',
  ratePerSecond: 200,
  request: z.object({
    /** Names that are no field are left out of the answer; without any, all fields come. */
    RequestField: z.array(textUpTo(64)).max(64).optional(),
  }),
  response: z.object({
    /** By falling day. */
    Result: z.array(z.partialRecord(z.enum(appInfoFields), z.string())).length(30),
  }),
  invalid: operationErrors.badJson,
  withoutStatus: true,
  errors: [operationErrors.badJson],
})

export const getIpList = defineCommand({
  service: 'ConfigSvc',
  name: 'GetIPList',
  summary: 'List the addresses of the server',
  ratePerSecond: 200,
  request: z.object({}),
  response: z.object({ IPList: z.array(z.string()) }),
  invalid: commonErrors.badJson,
  withoutInfo: true,
  errors: [],
})

export const operationCommands = [getAppInfo, getIpList] as const
