import { localTime } from '../local-time.ts'
import type { User } from './user.ts'

/** A sub-user's kind, in numbers (SubAccountUser). */
export const SUB_USER = 2

/** A time of somebody's sign-in; empty where there was none. */
export function signInTime(at: number): string {
  return at === 0 ? '' : localTime(at)
}

export function toDescribed(user: User) {
  return {
    Uin: Number(user.uin),
    Name: user.name,
    Uid: user.uid,
    Remark: user.remark,
    ConsoleLogin: user.consoleLogin ? 1 : 0,
    PhoneNum: user.phone,
    CountryCode: user.countryCode,
    Email: user.email,
  }
}

export function toSubAccountInfo(user: User) {
  return { ...toDescribed(user), CreateTime: localTime(user.createdAt), NickName: '' }
}

/** What the audit trail tells of a user. */
export function toUserSnapshot(user: User) {
  const { uin, name, remark, phone, countryCode, email, consoleLogin, boundaryPolicy } = user
  return { uin, name, remark, phone, countryCode, email, consoleLogin, boundaryPolicy }
}
