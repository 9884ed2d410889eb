import type { TestApp, TestServer } from '@yanshu/server/testing'

/**
 * An app with accounts, made without the cloud door, which takes few calls a second: every case has
 * an app of its own.
 */
export async function seedApp(im: TestServer, ...userIds: readonly string[]): Promise<TestApp> {
  const { apps, accounts } = im.platform.im
  const appId = await apps.create({ name: 'test', type: '', introduction: '' })
  await accounts.importMany(
    appId,
    userIds.map((userId) => ({ userId })),
  )
  const key = (await apps.get(appId)).keys.at(-1)?.secret
  if (key === undefined) throw new Error('the new app has no key')
  return { appId, key }
}

/** Puts an app on a plan, down as well as up, which no door does. */
export async function putOnPlan(im: TestServer, { appId }: TestApp, plan: string): Promise<void> {
  const { db } = im.platform.store
  await db.updateTable('app').set({ plan, expires_at: null }).where('app_id', '=', appId).execute()
  // A change through the service lets it forget what it had read.
  await im.platform.im.apps.rename(appId, {})
}

/** Changes settings of an app as the console does. */
export async function setConf(
  im: TestServer,
  { appId }: TestApp,
  change: Parameters<TestServer['platform']['im']['apps']['setConf']>[1],
): Promise<void> {
  await im.platform.im.apps.setConf(appId, change)
}
