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
