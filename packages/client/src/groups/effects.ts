import type {
  CustomField,
  GroupChanges,
  GroupTip,
  NoticeType,
  TipType,
  WireGroupNotice,
} from '@yanshu/protocol'
import { noticeTypes, tipTypes } from '@yanshu/protocol/gateway/group'
import type { Group } from './group.ts'
import type { GroupBook } from './group-book.ts'

/** What tips and notices mean for what this instance knows. */
export interface EffectDeps {
  readonly book: GroupBook
  readonly me: () => string
  /** Unix seconds. */
  readonly now: () => number
  /** The account is in a group that is to be read from the server. */
  readonly entered: (groupId: string) => void
  /** The account is not in a group any more. */
  readonly left: (groupId: string) => void
  readonly reminded: (groupId: string, msgFlag: string) => void
  readonly read: (groupId: string, readSeq: number) => void
}

type TipEffect = (deps: EffectDeps, groupId: string, tip: GroupTip) => void
type NoticeEffect = (deps: EffectDeps, notice: WireGroupNotice) => void

const joined: TipEffect = (deps, groupId, tip) => {
  const isNew = isAbout(tip, deps.me()) && !deps.book.find(groupId)
  if (isNew) deps.entered(groupId)
  else counted(deps, groupId, tip)
}

const gone: TipEffect = (deps, groupId, tip) => {
  if (isAbout(tip, deps.me())) deps.left(groupId)
  else counted(deps, groupId, tip)
}

const roleOf =
  (role: string): TipEffect =>
  (deps, groupId, tip) => {
    if (isAbout(tip, deps.me())) deps.book.updateSelf(groupId, { role })
  }

const tipEffects: Partial<Record<TipType, TipEffect>> = {
  [tipTypes.join]: joined,
  [tipTypes.invite]: joined,
  [tipTypes.quit]: (deps, groupId, tip) => {
    if (tip.operator.userId === deps.me()) deps.left(groupId)
    else gone(deps, groupId, tip)
  },
  [tipTypes.kick]: gone,
  [tipTypes.ban]: gone,
  [tipTypes.setAdmin]: roleOf('Admin'),
  [tipTypes.unsetAdmin]: roleOf('Member'),
  [tipTypes.groupInfo]: ({ book, me }, groupId, { changes }) => {
    if (!changes) return
    book.update(groupId, changesOf(changes))
    if (changes.custom) mergeCustom(book, groupId, changes.custom)
    if (changes.owner === undefined) return
    // Who is not logged in has no UserID, and an orphaned group no owner.
    const isOwner = changes.owner !== '' && changes.owner === me()
    if (isOwner) book.updateSelf(groupId, { role: 'Owner' })
    else if (book.find(groupId)?.selfInfo.role === 'Owner') {
      book.updateSelf(groupId, { role: 'Member' })
    }
  },
  [tipTypes.memberInfo]: (deps, groupId, tip) => {
    const { muteSeconds } = tip
    if (muteSeconds === undefined || !isAbout(tip, deps.me())) return
    deps.book.updateSelf(groupId, { muteUntil: muteSeconds === 0 ? 0 : deps.now() + muteSeconds })
  },
}

const entered: NoticeEffect = (deps, { groupId }) => deps.entered(groupId)
const left: NoticeEffect = (deps, { groupId }) => deps.left(groupId)

const noticeEffects: Partial<Record<NoticeType, NoticeEffect>> = {
  [noticeTypes.approved]: entered,
  [noticeTypes.created]: entered,
  [noticeTypes.invited]: entered,
  [noticeTypes.kicked]: left,
  [noticeTypes.dismissed]: left,
  [noticeTypes.quit]: left,
  [noticeTypes.recycled]: left,
  [noticeTypes.setAdmin]: ({ book }, { groupId }) => book.updateSelf(groupId, { role: 'Admin' }),
  [noticeTypes.unsetAdmin]: ({ book }, { groupId }) => book.updateSelf(groupId, { role: 'Member' }),
  [noticeTypes.muted]: ({ book, now }, { groupId, muteSeconds = 0 }) =>
    book.updateSelf(groupId, { muteUntil: muteSeconds === 0 ? 0 : now() + muteSeconds }),
  [noticeTypes.receiveOption]: (deps, { groupId, msgFlag }) => {
    if (msgFlag) deps.reminded(groupId, msgFlag)
  },
  [noticeTypes.read]: (deps, { groupId, readSeq }) => {
    if (readSeq !== undefined) deps.read(groupId, readSeq)
  },
}

/** Applies what a tip tells. */
export function applyTip(deps: EffectDeps, groupId: string, tip: GroupTip): void {
  tipEffects[tip.type]?.(deps, groupId, tip)
}

/** Applies what a notice tells. */
export function applyNotice(deps: EffectDeps, notice: WireGroupNotice): void {
  noticeEffects[notice.type]?.(deps, notice)
}

function counted({ book }: EffectDeps, groupId: string, { memberCount }: GroupTip): void {
  if (memberCount !== undefined) book.update(groupId, { memberCount })
}

/** Only what changed is told; an empty value deletes. */
function mergeCustom(book: GroupBook, groupId: string, changed: readonly CustomField[]): void {
  const known = book.find(groupId)?.groupCustomField ?? []
  const others = known.filter(({ key }) => !changed.some((field) => field.key === key))
  const set = changed.filter(({ value }) => value !== '').map(({ key, value }) => ({ key, value }))
  book.update(groupId, { groupCustomField: [...others, ...set] })
}

function isAbout({ members }: GroupTip, me: string): boolean {
  return members.some(({ userId }) => userId === me)
}

function changesOf(changes: GroupChanges): Partial<Group> {
  const group = {
    name: changes.name,
    introduction: changes.introduction,
    notification: changes.notification,
    avatar: changes.faceUrl,
    ownerID: changes.owner,
    muteAllMembers: changes.muteAll,
    joinOption: changes.applyOption,
    inviteOption: changes.inviteOption,
    maxMemberCount: changes.maxMembers,
  }
  return Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined))
}
