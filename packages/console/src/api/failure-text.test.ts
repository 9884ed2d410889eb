import { expect, test } from 'bun:test'
import i18next from 'i18next'
import { enUS } from '../i18n/en-US/index.ts'
import { ApiFailure } from './api-failure.ts'
import { failureText } from './failure-text.ts'

const texts = i18next.createInstance()
await texts.init({ lng: 'en-US', resources: { 'en-US': { translation: enUS } } })
const textOf = (code: string, message = 'said by the server') =>
  failureText(new ApiFailure(code, message, 'r'), texts.t)

test('a code we know is said in our words, a broad one with those of the server', () => {
  expect(textOf('LimitExceeded.App')).toEqual({
    title: enUS.errors.codes.LimitExceeded_App,
    detail: undefined,
    requestId: 'r',
  })
  expect(textOf('InvalidParameter')).toMatchObject({
    title: enUS.errors.codes.InvalidParameter,
    detail: 'said by the server',
  })
})

test('a code without words of ours is said in those of the server', () => {
  expect(textOf('Unheard.Of')).toMatchObject({ title: 'said by the server', detail: 'Unheard.Of' })
})

test.each(['UnauthorizedOperation', 'AuthFailure.UnauthorizedOperation'])(
  '%s names the permission that is missing',
  (code) => {
    const message = '[request id:r]you are not authorized to perform operation (im:SetConfInfo)\n'

    expect(textOf(code, message).title).toContain('im:SetConfInfo')
    expect(textOf(code, 'no').title).toBe('no')
  },
)
