import { CommonClient } from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js'
import { cloudVersions } from '@yanshu/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Store } from '../../store/open-store.ts'
import { openStore } from '../../store/open-store.ts'
import type { CloudFixture } from './testing/cloud-fixture.ts'
import { openCloudFixture, rootKey } from './testing/cloud-fixture.ts'

const ways = [
  { signMethod: 'TC3-HMAC-SHA256', reqMethod: 'POST' },
  { signMethod: 'TC3-HMAC-SHA256', reqMethod: 'GET' },
  { signMethod: 'HmacSHA256', reqMethod: 'POST' },
  { signMethod: 'HmacSHA256', reqMethod: 'GET' },
  { signMethod: 'HmacSHA1', reqMethod: 'POST' },
  { signMethod: 'HmacSHA1', reqMethod: 'GET' },
] as const

describe.each(ways)('the official client with $signMethod and $reqMethod', (way) => {
  let store: Store
  let fixture: CloudFixture
  let server: ReturnType<typeof Bun.serve>
  beforeAll(async () => {
    store = await openStore({ kind: 'memory' }, Date.now)
    server = Bun.serve({
      port: 0,
      hostname: '127.0.0.1',
      fetch: (request) => fixture.cloud(request, '127.0.0.1'),
    })
  })
  beforeEach(async () => {
    fixture = await openCloudFixture(store.db)
  })
  afterAll(async () => {
    await server.stop(true)
    await store.close()
  })

  const client = (version: string, credential = rootKey) =>
    new CommonClient(`127.0.0.1:${server.port}`, version, {
      credential,
      profile: { signMethod: way.signMethod, httpProfile: { ...way, protocol: 'http://' } },
    })

  test('is answered', async () => {
    const answer = await client(cloudVersions.cam).request('GetUserAppId', {})

    expect(answer).toMatchObject({ Uin: '100000000001', AppId: 1_250_000_000 })
  })

  test('hands over nested parameters of every kind', async () => {
    const body = {
      SDKAppID: 1_400_000_001,
      LoginMode: 'multi',
      LoginInstances: { Web: 3, iPhone: 2 },
      UserStatus: true,
    }

    await client(cloudVersions.im).request('SetConfInfo', body)

    expect(fixture.calls[0]?.body).toEqual(body)
  })

  test('hands over text with special characters', async () => {
    const AccountList = [{ UserID: 'a+b&c=d', Nick: '雁书 %20 + 🙂' }, { UserID: '~!*()\'"' }]

    await client(cloudVersions.im).request('ImportAccounts', { SDKAppID: 7, AccountList })

    expect(fixture.calls[0]?.body).toEqual({ SDKAppID: 7, AccountList })
  })

  test('is told what is wrong', async () => {
    const wrongKey = { ...rootKey, secretKey: 'wrong' }
    const codeOf = (answer: Promise<unknown>) =>
      answer.catch((error: { code: string }) => error.code)

    expect(await codeOf(client(cloudVersions.im, wrongKey).request('RegisterIMApp', {}))).toBe(
      'AuthFailure.SignatureFailure',
    )
    expect(await codeOf(client(cloudVersions.im).request('RegisterIMApp', {}))).toBe(
      'MissingParameter',
    )
  })
})
