import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { catalogue, commandsByPath, commonErrors } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { ask, failure } from '../signed-call.ts'
import { storages } from '../storages.ts'

const notBuilt = catalogue.filter(({ path }) => !commandsByPath.has(path))

describe.each(storages)('documented commands that are not built on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('every one answers 60017 with its path', async () => {
    for (const { path } of notBuilt) {
      const answer = await ask(im, app, { path })

      expect({ path, ...answer }).toMatchObject(failure(commonErrors.notAvailable))
      expect(answer.ErrorInfo).toContain(path)
    }
  })

  test('the caller is identified first', async () => {
    const path = notBuilt[0]?.path ?? ''
    const alice = { identifier: 'alice', usersig: im.userSig(app, 'alice') }

    expect(await ask(im, app, { path, query: { sdkappid: '1' } })).toMatchObject(
      failure(commonErrors.badSdkAppId),
    )
    expect(await ask(im, app, { path, query: alice })).toMatchObject(failure(commonErrors.notAdmin))
  })

  test('a path that is documented nowhere answers 60009', async () => {
    const path = 'openim_robot_http_svc/no_such'

    expect(await ask(im, app, { path })).toMatchObject(failure(commonErrors.unknownCommand))
  })
})
