import { BEIJING } from '../clock.ts'

const DAY = 86_400_000

/** `yyyymmdd` of a time: days are those of Beijing, whatever the clock of the machine says (拉取运营数据). */
export function dayOf(time: number): number {
  return Number(new Date(time + BEIJING).toISOString().slice(0, 10).replaceAll('-', ''))
}

/** `yyyymm` of a day. */
export function monthOfDay(day: number): number {
  return Math.floor(day / 100)
}

/** When the day of a time is over. */
export function endOfDay(time: number): number {
  return (Math.floor((time + BEIJING) / DAY) + 1) * DAY - BEIJING
}

/** The day of a time and those before it, newest first. */
export function daysUpTo(time: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, back) => dayOf(time - back * DAY))
}

/** What is counted; the figures of the public command follow from these. */
export const figures = [
  'LoginUserNum',
  'LoginTimes',
  'MaxOnlineNum',
  'RegistUserNumOneDay',
  'DeletedUserNum',
  'C2CUpMsgNum',
  'C2CDownMsgNum',
  'C2CSendMsgUserNum',
  'SendMsgUserNum',
  'GroupUpMsgNum',
  'GroupDownMsgNum',
  'GroupSendMsgUserNum',
  'GroupSendMsgGroupNum',
  'GroupJoinGroupTimes',
  'GroupQuitGroupTimes',
  'GroupNewGroupNum',
  'GroupDestroyGroupNum',
  'ChainIncrease',
  'ChainDecrease',
  'RestCallNum',
] as const
export type Figure = (typeof figures)[number]

/** Figures of one day; what is not there is 0. */
export type DayFigures = Partial<Readonly<Record<Figure, number>>>

/** What a day of an app is told as (拉取运营数据), before its fields are chosen. */
export interface ToldDay {
  readonly appId: number
  readonly appName: string
  readonly day: number
  /** Accounts at the end of the day. */
  readonly accounts: number
  /** Groups at the end of the day. */
  readonly groups: number
  readonly figures: DayFigures
}

/** The fields of one day, all of them texts. */
export function tellDay({ appId, appName, day, accounts, groups, figures }: ToldDay) {
  const of = (figure: Figure) => String(figures[figure] ?? 0)
  const sum = (one: Figure, other: Figure) => String((figures[one] ?? 0) + (figures[other] ?? 0))
  return {
    Date: String(day),
    AppId: String(appId),
    AppName: appName,
    Company: '',
    ActiveUserNum: of('LoginUserNum'),
    RegistUserNumOneDay: of('RegistUserNumOneDay'),
    RegistUserNumTotal: String(accounts),
    LoginTimes: of('LoginTimes'),
    LoginUserNum: of('LoginUserNum'),
    MaxOnlineNum: of('MaxOnlineNum'),
    UpMsgNum: sum('C2CUpMsgNum', 'GroupUpMsgNum'),
    DownMsgNum: sum('C2CDownMsgNum', 'GroupDownMsgNum'),
    SendMsgUserNum: of('SendMsgUserNum'),
    APNSMsgNum: '0',
    C2CUpMsgNum: of('C2CUpMsgNum'),
    C2CDownMsgNum: of('C2CDownMsgNum'),
    C2CSendMsgUserNum: of('C2CSendMsgUserNum'),
    C2CAPNSMsgNum: '0',
    GroupUpMsgNum: of('GroupUpMsgNum'),
    GroupDownMsgNum: of('GroupDownMsgNum'),
    GroupSendMsgUserNum: of('GroupSendMsgUserNum'),
    GroupSendMsgGroupNum: of('GroupSendMsgGroupNum'),
    GroupJoinGroupTimes: of('GroupJoinGroupTimes'),
    GroupQuitGroupTimes: of('GroupQuitGroupTimes'),
    GroupNewGroupNum: of('GroupNewGroupNum'),
    GroupDestroyGroupNum: of('GroupDestroyGroupNum'),
    GroupAllGroupNum: String(groups),
    GroupAPNSMsgNum: '0',
    ChainIncrease: of('ChainIncrease'),
    ChainDecrease: of('ChainDecrease'),
    CallBackReq: '0',
    CallBackRsp: '0',
  }
}

/** Accounts of an app at the end of each day, newest day first, from what it has now. */
export function accountsByDay(now: number, days: readonly DayFigures[]): readonly number[] {
  return totalsByDay(now, days, 'RegistUserNumOneDay', 'DeletedUserNum')
}

/** Groups of an app at the end of each day, newest day first, from what it has now. */
export function groupsByDay(now: number, days: readonly DayFigures[]): readonly number[] {
  return totalsByDay(now, days, 'GroupNewGroupNum', 'GroupDestroyGroupNum')
}

function totalsByDay(
  now: number,
  days: readonly DayFigures[],
  come: Figure,
  gone: Figure,
): readonly number[] {
  let left = now
  return days.map((day) => {
    const atTheEnd = left
    left = Math.max(0, left - (day[come] ?? 0) + (day[gone] ?? 0))
    return atTheEnd
  })
}
