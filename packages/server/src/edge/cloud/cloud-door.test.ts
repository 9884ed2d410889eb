import { CloudError, cloudVersions } from '@yanshu/protocol'
import fc from 'fast-check'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { createUserStore } from '../../access/users/user-store.ts'
import type { Schema } from '../../store/schema.ts'
import { dialects } from '../../testing/dialects.ts'
import type { CloudFixture } from './testing/cloud-fixture.ts'
import { openCloudFixture, rootKey } from './testing/cloud-fixture.ts'
import { DENIALS_PER_MINUTE } from './action-recorder.ts'
import { isCloudCall, MAX_BODY_BYTES } from './cloud-door.ts'
import type { SignedCall } from './testing/signed-request.ts'
import { CLOUD_URL, signedParams, signedRequest } from './testing/signed-request.ts'

interface Answer {
  readonly RequestId: string
  readonly Error?: { readonly Code: string; readonly Message: string }
  readonly [field: string]: unknown
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

describe.each(dialects)('the cloud door on $name', ({ open }) => {
  let db: Kysely<Schema>
  let fixture: CloudFixture
  beforeAll(async () => {
    db = await open()
  })
  beforeEach(async () => {
    await db.deleteFrom('audit').execute()
    await db.deleteFrom('tag').execute()
    await db.deleteFrom('access_key').where('secret_id', '!=', rootKey.secretId).execute()
    fixture = await openCloudFixture(db)
  })
  afterAll(() => db.destroy())

  const read = async (request: Request): Promise<Answer> => {
    const response = await fixture.cloud(request, '192.0.2.1')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    const { Response: answer } = (await response.json()) as { Response: Answer }
    expect(answer.RequestId).toMatch(UUID)
    return answer
  }
  const call = (given: Omit<SignedCall, 'now'>) =>
    read(signedRequest({ now: fixture.clock.now, ...given }))
  const cam = (action: string, body: object = {}) =>
    call({ action, body, version: cloudVersions.cam })
  const tag = (action: string, body: object = {}) =>
    call({ action, body, version: cloudVersions.tag })
  const codeOf = async (answer: Promise<Answer>) => (await answer).Error?.Code

  test('hands a signed call to its handler', async () => {
    const answer = await call({ action: 'RegisterIMApp', body: { AppName: '雁书' } })

    expect(answer).toEqual({ SDKAppID: 1_400_000_001, RequestId: answer.RequestId })
    expect(fixture.calls).toMatchObject([
      { body: { AppName: '雁书' }, principal: { isRoot: true }, sourceIp: '192.0.2.1' },
    ])
    expect(fixture.calls[0]?.requestId).toBe(answer.RequestId)
  })

  test('reads v1 calls from the query', async () => {
    const params = signedParams({
      action: 'SetConfInfo',
      body: { SDKAppID: '7', UserStatus: 'true', 'LoginInstances.Web': '3', Language: 'zh-CN' },
      now: fixture.clock.now,
    })

    await read(new Request(`${CLOUD_URL}?${params}`))

    expect(fixture.calls[0]?.body).toEqual({
      SDKAppID: 7,
      UserStatus: true,
      LoginInstances: { Web: 3 },
    })
  })

  test('reads v1 calls from a form', async () => {
    const signed = { action: 'DeleteAccounts', now: fixture.clock.now }
    const body = { SDKAppID: '7', 'UserIDs.0': 'a', 'UserIDs.1': 'b+c d' }

    await read(
      new Request(CLOUD_URL, { method: 'POST', body: signedParams({ ...signed, body }, 'POST') }),
    )

    expect(fixture.calls[0]?.body).toEqual({ SDKAppID: 7, UserIDs: ['a', 'b+c d'] })
  })

  describe('tells by its code why a call is refused:', () => {
    test.each<[string, (now: number) => Request, string]>([
      [
        'no signature',
        () => new Request(CLOUD_URL, { method: 'POST', body: '{}' }),
        'AuthFailure.InvalidAuthorization',
      ],
      [
        'another method',
        () => new Request(CLOUD_URL, { method: 'PUT', body: '{}' }),
        'InvalidRequest',
      ],
      [
        'a header that is none',
        (now) => signedRequest({ action: 'X', now, headers: { Authorization: 'SKIP' } }),
        'AuthFailure.InvalidAuthorization',
      ],
      [
        'an old timestamp',
        (now) => signedRequest({ action: 'X', now: now - 301_000 }),
        'AuthFailure.SignatureExpire',
      ],
      [
        'an unknown SecretId',
        (now) => signedRequest({ action: 'X', now, key: { ...rootKey, secretId: 'AKIDnobody' } }),
        'AuthFailure.SecretIdNotFound',
      ],
      [
        'a wrong key',
        (now) => signedRequest({ action: 'X', now, key: { ...rootKey, secretKey: 'wrong' } }),
        'AuthFailure.SignatureFailure',
      ],
      [
        'a token',
        (now) => signedRequest({ action: 'X', now, headers: { 'X-TC-Token': 't' } }),
        'AuthFailure.TokenFailure',
      ],
      ['an unknown action', (now) => signedRequest({ action: 'X', now }), 'InvalidAction'],
      [
        'an unknown version',
        (now) => signedRequest({ action: 'X', version: '2017-03-12', now }),
        'NoSuchVersion',
      ],
      ['no action', (now) => signedRequest({ action: '', now }), 'MissingParameter'],
      [
        'a body that is no object',
        (now) => signedRequest({ action: 'RegisterIMApp', body: [1], now }),
        'InvalidRequest',
      ],
      [
        'a missing parameter',
        (now) => signedRequest({ action: 'RegisterIMApp', now }),
        'MissingParameter',
      ],
      [
        'a wrong value',
        (now) => signedRequest({ action: 'RegisterIMApp', body: { AppName: 7 }, now }),
        'InvalidParameterValue',
      ],
      [
        'a v1 signature of another key',
        (now) =>
          new Request(
            `${CLOUD_URL}?${signedParams({ action: 'X', now, key: { ...rootKey, secretKey: 'wrong' } })}`,
          ),
        'AuthFailure.SignatureFailure',
      ],
      [
        'an old v1 timestamp',
        (now) => new Request(`${CLOUD_URL}?${signedParams({ action: 'X', now: now - 301_000 })}`),
        'AuthFailure.SignatureExpire',
      ],
      [
        'a long body',
        (now) =>
          signedRequest({
            action: 'RegisterIMApp',
            body: { AppName: 'x'.repeat(MAX_BODY_BYTES) },
            now,
          }),
        'RequestSizeLimitExceeded',
      ],
      [
        'a long query',
        () => new Request(`${CLOUD_URL}?a=${'x'.repeat(40_000)}`),
        'RequestSizeLimitExceeded',
      ],
    ])('%s', async (_, build, code) => {
      expect(await codeOf(read(build(fixture.clock.now)))).toBe(code)
      expect(fixture.calls).toEqual([])
    })
  })

  test('tells an unsigned caller nothing about actions', async () => {
    const headers = { 'X-TC-Action': 'Nonsense', 'X-TC-Version': 'Nonsense' }

    const answer = await read(new Request(CLOUD_URL, { method: 'POST', headers, body: '{' }))

    expect(answer.Error?.Code).toBe('AuthFailure.InvalidAuthorization')
  })

  test('refuses a body that grows beyond the limit without saying so', async () => {
    const chunk = new Uint8Array(65_536)
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.length
        controller.enqueue(chunk)
      },
    })

    const answer = await read(new Request(CLOUD_URL, { method: 'POST', body: endless }))

    expect(answer.Error?.Code).toBe('RequestSizeLimitExceeded')
    expect(sent).toBeLessThan(4 * MAX_BODY_BYTES)
  })

  test('answers an unexpected failure without detail, and logs it', async () => {
    fixture.behaviour = () => Promise.reject(new Error('the disk is on fire'))

    const answer = await call({ action: 'RegisterIMApp', body: { AppName: 'a' } })

    expect(answer.Error?.Code).toBe('InternalError')
    expect(answer.Error?.Message).not.toContain('fire')
    const line = fixture.lines.find((text) => text.includes('the disk is on fire'))
    expect(line).toContain(answer.RequestId)
  })

  test('answers an answer that cannot be written as an internal error', async () => {
    fixture.behaviour = async () => ({ Count: 1n })

    expect(await codeOf(call({ action: 'RegisterIMApp', body: { AppName: 'a' } }))).toBe(
      'InternalError',
    )
  })

  test('lets one action be called 20 times a second', async () => {
    const codes = new Set<string | undefined>()
    for (let count = 0; count < 20; count++) codes.add(await codeOf(cam('GetUserAppId')))

    expect(codes).toEqual(new Set([undefined]))
    expect(await codeOf(cam('GetUserAppId'))).toBe('RequestLimitExceeded')
    expect(await codeOf(cam('ListAccessKeys'))).toBeUndefined()
    fixture.clock.now += 1000
    expect(await codeOf(cam('GetUserAppId'))).toBeUndefined()
  })

  test('sends the trace id back', async () => {
    const headers = { 'X-TC-TraceId': 'trace-1' }
    const request = signedRequest({ action: 'X', now: fixture.clock.now, headers })

    const response = await fixture.cloud(request, '')

    expect(response.headers.get('x-tc-traceid')).toBe('trace-1')
  })

  describe('keeps an audit row', () => {
    const rows = () => db.selectFrom('audit').selectAll().orderBy('id').execute()

    test('of a call that changes something', async () => {
      const body = { SDKAppID: 1_400_000_001, UserID: 'tommy', Nick: 'Tom' }
      const { RequestId } = await call({ action: 'CreateAccount', body })

      const [row, ...others] = await rows()
      expect(others).toEqual([])
      expect(row).toMatchObject({
        uin: '100000000001',
        user_name: 'root',
        action: 'im:CreateAccount',
        resource: 'qcs::im::uin/100000000001:sdkappid/1400000001',
        source_ip: '192.0.2.1',
        request_id: RequestId,
        code: 'OK',
        result: 'ok',
        door: 'cloud',
        secret_id: rootKey.secretId,
        app_id: 1_400_000_001,
        body: JSON.stringify({ ...body, AccountType: 'ordinary' }),
      })
      expect(Number(row?.time)).toBe(fixture.clock.now)
    })

    test('of its failure', async () => {
      fixture.behaviour = () => Promise.reject(new CloudError('ResourceNotFound.App', 'gone'))

      await call({ action: 'StopSdkAppId', body: { SDKAppID: 7 } })

      expect(await rows()).toMatchObject([
        { action: 'im:StopSdkAppId', code: 'ResourceNotFound.App' },
      ])
    })

    test('but not of reading', async () => {
      await call({ action: 'DescribeIMAppList' })

      expect(await rows()).toEqual([])
    })

    test('or answers all the same', async () => {
      fixture.behaviour = async () => {
        await db.schema.alterTable('audit').renameTo('audit_away').execute()
        return { SDKAppID: 7 }
      }

      const answer = await call({ action: 'RegisterIMApp', body: { AppName: 'a' } })
      await db.schema.alterTable('audit_away').renameTo('audit').execute()

      expect(answer.SDKAppID).toBe(7)
      expect(fixture.lines.join('')).toContain('access.auditFailed')
    })
  })

  test('refuses a sub-user everything, and keeps an audit row of it', async () => {
    const user = {
      uin: '200000000001',
      ownerUin: '100000000001',
      appId: 1_250_000_000,
      name: 'ann',
    }
    await createUserStore(db).insert({ ...user, passwordHash: '', createdAt: 0 })
    const key = await fixture.access.keys.create(user.uin, '')

    const body = { SDKAppID: 1_400_000_001 }
    const answer = await call({ action: 'StopSdkAppId', body, key })

    const resource = 'qcs::im::uin/100000000001:sdkappid/1400000001'
    expect(answer.Error).toEqual({
      Code: 'UnauthorizedOperation',
      Message:
        `[request id:${answer.RequestId}]you are not authorized to perform operation (im:StopSdkAppId)\n` +
        `resource (${resource}) has no permission\n`,
    })
    expect(fixture.calls).toEqual([])
    const rows = await db.selectFrom('audit').selectAll().execute()
    expect(rows).toMatchObject([
      {
        owner_uin: user.ownerUin,
        uin: user.uin,
        code: 'UnauthorizedOperation',
        result: 'denied',
        resource,
        door: 'cloud',
        secret_id: key.secretId,
        message: answer.Error?.Message,
      },
    ])

    // A reading call leaves a row as well, and a flood of them few.
    await db.deleteFrom('audit').execute()
    const ask = () => call({ action: 'DescribeConfInfo', body, key })
    for (let time = 0; time < DENIALS_PER_MINUTE + 5; time++) await ask()
    const denied = await db.selectFrom('audit').select(['action', 'result']).execute()
    expect(denied).toHaveLength(DENIALS_PER_MINUTE)
    expect(denied[0]).toEqual({ action: 'im:DescribeConfInfo', result: 'denied' })
    fixture.clock.now += 60_000
    await ask()
    expect(await db.selectFrom('audit').select('id').execute()).toHaveLength(DENIALS_PER_MINUTE + 1)

    await fixture.access.audit.settings.change(user.ownerUin, '', { DeniedReads: false })
    fixture.clock.now += 60_000
    await ask()
    expect(await db.selectFrom('audit').select('id').execute()).toHaveLength(DENIALS_PER_MINUTE + 1)
    await fixture.access.audit.settings.change(user.ownerUin, '', { DeniedReads: true })
  })

  test('answers who is calling', async () => {
    expect(await cam('GetUserAppId')).toMatchObject({
      Uin: '100000000001',
      OwnerUin: '100000000001',
      AppId: 1_250_000_000,
    })
  })

  test('makes, lists, uses and deletes access keys', async () => {
    const { AccessKey } = await cam('CreateAccessKey', { Description: 'second' })
    const made = AccessKey as { AccessKeyId: string; SecretAccessKey: string; Status: string }
    expect(made.Status).toBe('Active')
    expect(await codeOf(cam('CreateAccessKey'))).toBe('OperationDenied.AccessKeyOverLimit')

    const key = { secretId: made.AccessKeyId, secretKey: made.SecretAccessKey }
    const version = cloudVersions.cam
    const { AccessKeys } = await call({ action: 'ListAccessKeys', version, key })
    expect(AccessKeys).toHaveLength(2)
    expect(JSON.stringify(AccessKeys)).not.toContain(made.SecretAccessKey)

    await cam('DeleteAccessKey', { AccessKeyId: made.AccessKeyId })
    const after = call({ action: 'ListAccessKeys', version, key })
    expect(await codeOf(after)).toBe('AuthFailure.SecretIdNotFound')
  })

  test('knows the keys of no other user', async () => {
    expect(await codeOf(cam('ListAccessKeys', { TargetUin: 100_000_000_001 }))).toBeUndefined()
    expect(await codeOf(cam('ListAccessKeys', { TargetUin: 7 }))).toBe(
      'InvalidParameter.UserNotExist',
    )
    expect(await codeOf(cam('DeleteAccessKey', { AccessKeyId: 'AKIDnobody' }))).toBe(
      'ResourceNotFound.SecretNotExist',
    )
  })

  test('makes, lists and deletes tags', async () => {
    const pair = { TagKey: 'team', TagValue: 'red' }
    expect(await codeOf(tag('CreateTag', pair))).toBeUndefined()
    expect(await codeOf(tag('CreateTag', pair))).toBe('ResourceInUse.TagDuplicate')
    expect(await tag('DescribeTags', { TagKey: 'team' })).toMatchObject({
      TotalCount: 1,
      Offset: 0,
      Limit: 15,
      Tags: [{ ...pair, CanDelete: 1, Category: 'Custom' }],
    })
    expect(await codeOf(tag('DescribeTags', { Offset: 7 }))).toBe('InvalidParameterValue')
    expect(await codeOf(tag('DeleteTag', pair))).toBeUndefined()
    expect(await codeOf(tag('DeleteTag', pair))).toBe('ResourceNotFound.TagNonExist')
  })

  test('answers garbage with an envelope', async () => {
    const header = fc.string({ unit: 'grapheme-ascii', maxLength: 60 }).map((text) => text.trim())
    const garbage = fc.record({
      method: fc.constantFrom('POST', 'GET', 'DELETE'),
      query: fc.webQueryParameters(),
      body: fc.uint8Array({ maxLength: 200 }),
      form: fc.boolean(),
      headers: fc.dictionary(
        fc.constantFrom('Authorization', 'X-TC-Action', 'X-TC-Version', 'X-TC-Timestamp', 'Host'),
        header,
      ),
    })
    await fc.assert(
      fc.asyncProperty(garbage, async ({ method, query, body, form, headers }) => {
        const type = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
        const init = { method, headers: { ...headers, ...type } }
        const answer = await read(
          new Request(`${CLOUD_URL}?${query}`, method === 'GET' ? init : { ...init, body }),
        )
        expect(answer.Error?.Code).toBeString()
      }),
      { numRuns: 300 },
    )
    expect(fixture.lines.join('')).not.toContain('cloud.failed')
  })

  test('answers signed garbage with an envelope', async () => {
    const actions = ['CreateAccount', 'SetConfInfo', 'ImportAccounts', 'DescribeAccountList']
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...actions), fc.jsonValue(), async (action, value) => {
        fixture.clock.now += 1000
        const fields = [
          'UserID',
          'AccountList',
          'Offset',
          'LoginInstances',
          'UserStatus',
          'UserIDs',
        ]
        const wrong = Object.fromEntries(fields.map((field) => [field, value]))
        await call({ action, body: value })
        await call({ action, body: { SDKAppID: 7, ...wrong } })
        await call({ action, body: { SDKAppID: value } })
      }),
      { numRuns: 60 },
    )
    expect(fixture.lines.join('')).not.toContain('cloud.failed')
  })
})

test.each<[string, RequestInit, boolean]>([
  ['', { method: 'POST' }, true],
  ['?Action=GetUserAppId', {}, true],
  ['', { headers: { 'X-TC-Action': 'GetUserAppId' } }, true],
  ['', {}, false],
  ['?from=/apps', {}, false],
])('tells cloud calls from visits of the page (%#)', (query, init, expected) => {
  expect(isCloudCall(new Request(CLOUD_URL + query, init))).toBe(expected)
})
