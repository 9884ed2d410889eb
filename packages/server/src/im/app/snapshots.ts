import { toSeconds } from '../../clock.ts'
import type { App } from './app.ts'
import type { AppService } from './service.ts'

interface AboutApp {
  readonly body: { readonly SDKAppID: number }
}

interface Keyed {
  readonly Key: string
}

/** What the audit trail compares of an app, for each kind of change. */
export function appSnapshots(apps: AppService) {
  const of = async (appId: number, read: (app: App) => unknown) => {
    const app = await apps.find(appId)
    return app && read(app)
  }
  const about = (read: (app: App) => unknown) => ({
    snapshot: ({ body }: AboutApp) => of(body.SDKAppID, read),
  })
  return {
    created: {
      snapshot: async (_: unknown, answer: AboutApp['body'] | undefined) =>
        answer && of(answer.SDKAppID, (app) => ({ SDKAppID: app.appId, ...infoOf(app) })),
    },
    info: about(infoOf),
    conf: about(({ savedConf }) => savedConf),
    userFields: about(({ userFields }) => byKey(userFields.values())),
    friendFields: about(({ friendFields }) => byKey(friendFields.values())),
    groupFields: about(({ groupFields }) => byKey(groupFields.group.values())),
    memberFields: about(({ groupFields }) => byKey(groupFields.member.values())),
  }
}

function infoOf(app: App) {
  return {
    AppName: app.name,
    AppType: app.type,
    Introduction: app.introduction,
    Disabled: app.disabled,
    Plan: app.plan.id,
    Billing: app.billing,
    ExpireTime: app.expiresAt === undefined ? null : toSeconds(app.expiresAt),
  }
}

function byKey(fields: Iterable<Keyed>) {
  return Object.fromEntries([...fields].map(({ Key, ...field }) => [Key, field]))
}
