import { expect, test } from 'bun:test'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accountCheck, login } from '@yanshu/protocol'
import { RawClient } from '@yanshu/server/testing'
import { callRest, Operator, signIn, userSigOf } from './operator.ts'
import { ServerProcess } from './server-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

test('the log holds no secret, be it at level debug', async () => {
  await using folder = await temporaryFolder()
  const args = ['--port', '0', '--data', folder.path, '--log-level', 'debug']
  const server = await ServerProcess.start({ args })
  const [, password = ''] = /password: (\S+)$/m.exec(server.stdout) ?? []
  const [, secretKey = ''] = /SecretKey (\S+)$/m.exec(server.stdout) ?? []
  const operator = await Operator.signIn(server.url, password)
  const app = await operator.seedApp('ann')
  const userSig = userSigOf(app, 'ann')
  await useEverything(server.url, app, userSig, `${password}?`)

  const { stderr } = await server.stop()

  const masterKey = (await readFile(join(folder.path, 'master.key'), 'utf8')).trim()
  const secrets = { password, secretKey, appKey: app.key, userSig, masterKey }
  expect(stderr).toContain('platform.started')
  expect(Object.values(secrets).filter((secret) => secret.length < 16)).toEqual([])
  expect(Object.entries(secrets).filter(([, secret]) => stderr.includes(secret))).toEqual([])
  expect(operator.secrets.filter((secret) => stderr.includes(secret))).toEqual([])
})

/** Each door once as it is meant and once with a fault that might get logged. */
async function useEverything(
  url: string,
  app: { readonly appId: number; readonly key: string },
  userSig: string,
  wrongPassword: string,
): Promise<void> {
  await signIn(url, wrongPassword)
  await callRest(url, app, accountCheck, { CheckItem: [{ UserID: 'ann' }] })
  await callRest(url, { ...app, key: `${app.key}?` }, accountCheck, {}).catch(() => {})
  await fetch(`${url}/v4/no/such?sdkappid=${app.appId}&usersig=${userSig}`, { method: 'POST' })
  const client = await RawClient.connect(url)
  await client.call(login, { sdkAppId: app.appId, userId: 'ann', userSig })
  client.sendText(`{"id":1,"method":"login","params":{"userSig":"${userSig}"}`)
  await client.closed
}
