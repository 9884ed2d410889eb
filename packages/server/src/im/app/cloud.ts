import type { AppItem } from '@yanshu/protocol'
import {
  createDev,
  deleteSdkAppId,
  describeAppAndAccountInfo,
  describeConfInfo,
  describeIMAppList,
  describePlans,
  describeSecret,
  modifyAppInfo,
  registerIMApp,
  setBillingState,
  setConfInfo,
  startSdkAppId,
  stopSdkAppId,
  updatePostPayPackage,
} from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { Clock } from '../../clock.ts'
import { toSeconds } from '../../clock.ts'
import type { App } from './app.ts'
import { appStatus, arrearsStop } from './app.ts'
import { customFieldActions } from './cloud-fields.ts'
import { pendingSettings } from './delayed-conf.ts'
import { toPlanItem } from './plan-item.ts'
import type { PlanTable } from './plans.ts'
import type { AppService } from './service.ts'
import { historyChangeableAt } from './settings.ts'
import { appSnapshots } from './snapshots.ts'

export interface AppCloudDeps {
  readonly apps: AppService
  readonly plans: PlanTable
  readonly now: Clock
  countAccounts(appId: number): Promise<{ readonly all: number; readonly administrators: number }>
  /** The tags of those of some apps that have any. */
  tagsOf(ownerUin: string, appIds: readonly number[]): Promise<ReadonlyMap<number, AppTags>>
}

type AppTags = readonly { readonly key: string; readonly value: string }[]

/** The actions about applications. */
export function appActions(deps: AppCloudDeps): readonly ActionHandler[] {
  const { apps, now } = deps
  const is = appSnapshots(apps)
  return [
    handleAction(
      registerIMApp,
      async ({ body }) => {
        const appId = await apps.create({
          name: body.AppName,
          type: body.AppType ?? '',
          introduction: body.Introduction ?? '',
        })
        return { SDKAppID: appId }
      },
      is.created,
    ),
    handleAction(describeIMAppList, async ({ principal, body, visible }) => {
      const { Keyword: keyword = '', Offset: offset, Limit: limit } = body
      const page = await apps.page({ keyword, offset, limit, visible })
      const tags = await deps.tagsOf(
        principal.ownerUin,
        page.apps.map(({ appId }) => appId),
      )
      const toListed = (app: App) => toItem(app, tags.get(app.appId), now())
      return { TotalCount: page.total, AppList: page.apps.map(toListed) }
    }),
    handleAction(describeAppAndAccountInfo, async ({ principal, body }) => {
      const app = await apps.get(body.SDKAppID)
      const tags = await deps.tagsOf(principal.ownerUin, [app.appId])
      const { all, administrators } = await deps.countAccounts(app.appId)
      const item = toItem(app, tags.get(app.appId), now())
      return { ...item, AccountCount: all, AdministratorCount: administrators }
    }),
    handleAction(
      modifyAppInfo,
      async ({ body }) => {
        await apps.rename(body.SDKAppID, {
          ...(body.AppName === undefined ? {} : { name: body.AppName }),
          ...(body.AppType === undefined ? {} : { type: body.AppType }),
          ...(body.Introduction === undefined ? {} : { introduction: body.Introduction }),
        })
        return {}
      },
      is.info,
    ),
    handleAction(describeSecret, async ({ body }) => describeKey(await apps.get(body.SDKAppID))),
    handleAction(
      stopSdkAppId,
      async ({ body }) => {
        await apps.stop(body.SDKAppID)
        return {}
      },
      is.info,
    ),
    handleAction(
      startSdkAppId,
      async ({ body }) => {
        await apps.start(body.SDKAppID)
        return {}
      },
      is.info,
    ),
    handleAction(
      deleteSdkAppId,
      async ({ body }) => {
        await apps.delete(body.SDKAppID)
        return {}
      },
      is.info,
    ),
    handleAction(describeConfInfo, async ({ body }) => {
      const { savedConf, delayed, historyChangedAt } = await apps.get(body.SDKAppID)
      const changeableAt = historyChangeableAt(historyChangedAt)
      return {
        ...savedConf,
        HistoryDaysChangeableAt: changeableAt > now() ? toSeconds(changeableAt) : 0,
        Pending: pendingSettings(delayed, now()),
      }
    }),
    handleAction(
      setConfInfo,
      async ({ body }) => {
        const { SDKAppID, ...change } = body
        await apps.setConf(SDKAppID, change)
        return {}
      },
      is.conf,
    ),
    ...planActions(deps),
    ...customFieldActions(apps),
  ]
}

function planActions({ apps, plans }: AppCloudDeps): readonly ActionHandler[] {
  const is = appSnapshots(apps)
  return [
    handleAction(describePlans, async () => ({ Plans: plans.all.map(toPlanItem) })),
    handleAction(
      updatePostPayPackage,
      async ({ body }) => {
        await apps.upgrade(body.SDKAppID, body.Plan, body.Months)
        return {}
      },
      is.info,
    ),
    handleAction(
      createDev,
      async ({ body }) => {
        await apps.extend(body.SDKAppID)
        return {}
      },
      is.info,
    ),
    handleAction(
      setBillingState,
      async ({ body }) => {
        await apps.setBilling(body.SDKAppID, body.State)
        return {}
      },
      is.info,
    ),
  ]
}

function describeKey(app: App) {
  const key = app.keys.at(-1)
  if (!key) throw new Error(`app ${app.appId} has no key`)
  return {
    SecretKey: key.secret,
    Algorithm: key.algorithm,
    CreateTime: toSeconds(key.createdAt),
    UpdateTime: toSeconds(key.updatedAt),
  }
}

function toItem(app: App, tags: AppTags | undefined, now: number): AppItem {
  const stop = arrearsStop(app)
  return {
    SDKAppID: app.appId,
    AppName: app.name,
    AppType: app.type,
    Introduction: app.introduction,
    Status: appStatus(app, now),
    Plan: app.plan.id,
    Billing: app.billing,
    StopTime: stop === undefined ? null : toSeconds(stop),
    CreateTime: toSeconds(app.createdAt),
    UpdateTime: toSeconds(app.updatedAt),
    ExpireTime: app.expiresAt === undefined ? null : toSeconds(app.expiresAt),
    Tags: (tags ?? []).map(({ key, value }) => ({ TagKey: key, TagValue: value })),
  }
}
