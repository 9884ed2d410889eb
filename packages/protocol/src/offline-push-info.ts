import { z } from 'zod'
import { flag, textUpTo } from './fields.ts'

const name = textUpTo(256)
const image = textUpTo(2048).regex(/^https:\/\/\S+$/i, 'an https URL is needed')
const importance = z.enum(['LOW', 'NORMAL'])

const androidInfo = z.looseObject({
  Sound: name.optional(),
  /** 0 default, 1 big text. */
  PushStyle: flag.optional(),
  HuaWeiChannelID: name.optional(),
  XiaoMiChannelID: name.optional(),
  OPPOChannelID: name.optional(),
  GoogleChannelID: name.optional(),
  VIVOClassification: flag.optional(),
  VIVOCategory: name.optional(),
  HuaWeiImportance: importance.optional(),
  HuaWeiCategory: name.optional(),
  ExtAsHuaweiIntentParam: flag.optional(),
  HuaWeiImage: image.optional(),
  HonorImage: image.optional(),
  HonorImportance: importance.optional(),
  GoogleImage: image.optional(),
  OPPOCategory: name.optional(),
  OPPONotifyLevel: z.union([z.literal(1), z.literal(2), z.literal(16)]).optional(),
  MeiZuNoticeMsgType: flag.optional(),
})

const apnsInfo = z.looseObject({
  Sound: name.optional(),
  BadgeMode: flag.optional(),
  Title: textUpTo(1024).optional(),
  SubTitle: textUpTo(1024).optional(),
  Image: image.optional(),
  MutableContent: flag.optional(),
  InterruptionLevel: z.enum(['passive', 'active', 'time-sensitive', 'critical']).optional(),
  ContentAvailable: flag.optional(),
})

/** How a message is shown to whoever is away. Members that are not documented are kept as they came. Source: 消息格式描述. */
export const messagePushInfo = z.looseObject({
  PushFlag: flag.optional(),
  Title: textUpTo(1024).optional(),
  Desc: textUpTo(3072).optional(),
  /** Some vendors break on what is no JSON, which is the sender's affair. */
  Ext: textUpTo(3072).optional(),
  AndroidInfo: androidInfo.optional(),
  ApnsInfo: apnsInfo.optional(),
})
