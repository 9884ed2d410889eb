import type { AppConf, Platform } from '@yanshu/protocol'
import { platforms } from '@yanshu/protocol'

export const loginModes = [
  'single',
  'dual',
  'triple',
  'multi',
] as const satisfies readonly AppConf['LoginMode'][]

/** The feature settings as the dialog edits them: the recall window is typed in minutes. */
export interface FeatureForm extends Omit<AppConf, 'RecallSeconds'> {
  readonly RecallMinutes: number
}

/** The settings of one `SetConfInfo` that differ from what was shown. */
export type ConfChanges = Partial<Omit<AppConf, 'LoginInstances'>> & {
  readonly LoginInstances?: Partial<AppConf['LoginInstances']>
}

/** Names a field of the form, as Ant Design wants it. */
export type FeatureField = keyof FeatureForm | ['LoginInstances', Platform]

export const MAX_RECALL_MINUTES = 604_800 / 60

export function maxInstances(platform: Platform): number {
  return platform === 'Web' ? 10 : 3
}

export function toFeatureForm({ RecallSeconds, ...conf }: AppConf): FeatureForm {
  return { ...conf, RecallMinutes: toMinutes(RecallSeconds) }
}

/** Minutes to two digits, which is fine enough to give every second back. */
export function toMinutes(seconds: number): number {
  return Math.round((seconds / 60) * 100) / 100
}

/** Only what was changed, so that another person's change beside it stays. */
export function confChanges(conf: AppConf, form: FeatureForm): ConfChanges {
  const recallSeconds = Math.round(form.RecallMinutes * 60)
  const instances = changedInstances(conf, form)
  return {
    ...(form.LoginMode === conf.LoginMode ? {} : { LoginMode: form.LoginMode }),
    ...(Object.keys(instances).length === 0 ? {} : { LoginInstances: instances }),
    ...(recallSeconds === conf.RecallSeconds ? {} : { RecallSeconds: recallSeconds }),
    ...(form.SyncDeleteConversation === conf.SyncDeleteConversation
      ? {}
      : { SyncDeleteConversation: form.SyncDeleteConversation }),
    ...(form.UserStatus === conf.UserStatus ? {} : { UserStatus: form.UserStatus }),
  }
}

function changedInstances(conf: AppConf, form: FeatureForm): Partial<AppConf['LoginInstances']> {
  const changed = platforms.filter(
    (platform) => form.LoginInstances[platform] !== conf.LoginInstances[platform],
  )
  return Object.fromEntries(changed.map((platform) => [platform, form.LoginInstances[platform]]))
}

/** How many instances of a platform may be online together under this login mode and plan. */
export function instancesInEffect(
  platform: Platform,
  conf: Pick<AppConf, 'LoginMode' | 'LoginInstances'>,
  samePlatform: boolean,
): number {
  const counts = platform === 'Web' || (samePlatform && conf.LoginMode === 'multi')
  return counts ? conf.LoginInstances[platform] : 1
}

/** The field that a refusal of `SetConfInfo` names in its message. */
export function refusedField(message: string): FeatureField | undefined {
  const [, name = '', platform] =
    /\b(LoginMode|LoginInstances|RecallSeconds|SyncDeleteConversation|UserStatus)\b(?:\.(\w+))?/.exec(
      message,
    ) ?? []
  if (name === 'LoginInstances') {
    return ['LoginInstances', platforms.find((known) => known === platform) ?? 'Web']
  }
  return fieldOf[name]
}

const fieldOf: Readonly<Record<string, keyof FeatureForm>> = {
  LoginMode: 'LoginMode',
  RecallSeconds: 'RecallMinutes',
  SyncDeleteConversation: 'SyncDeleteConversation',
  UserStatus: 'UserStatus',
}
