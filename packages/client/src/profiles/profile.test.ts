import { expect, test } from 'bun:test'
import { emptyProfile, fieldsOf, profileOf } from './profile.ts'

test('fields of the wire become a whole profile', () => {
  const profile = profileOf('alice', {
    Tag_Profile_IM_Nick: 'Alice',
    Tag_Profile_IM_BirthDay: 20_000_101,
  })

  expect(profile).toEqual({ ...emptyProfile('alice'), nick: 'Alice', birthday: 20_000_101 })
})

test('changes go out and come back as the same', () => {
  const changes = { nick: 'Alice', avatar: '', role: 7, selfSignature: '你好' }

  expect(profileOf('alice', fieldsOf(changes))).toMatchObject(changes)
})

test('tells when it changed, and how friend requests are met by who never chose', () => {
  const facts = { updatedAt: 7, defaultAllowType: 'AllowType_Type_NeedConfirm' }

  expect(profileOf('alice', {}, facts)).toEqual({
    ...emptyProfile('alice'),
    allowType: 'AllowType_Type_NeedConfirm',
    lastUpdatedTime: 7,
    lastUpdatedNumber: 7,
  })
  const chosen = { Tag_Profile_IM_AllowType: 'AllowType_Type_DenyAny' }
  expect(profileOf('alice', chosen, facts).allowType).toBe('AllowType_Type_DenyAny')
})

test('what was not given and what is no field is left out', () => {
  expect(fieldsOf({ nick: undefined, shoeSize: 42 } as never)).toEqual({})
})

test('fields of the app keep their own names', () => {
  const profileCustomField = [{ key: 'Tag_Profile_Custom_Team', value: 'red' }]

  const fields = fieldsOf({ profileCustomField })

  expect(fields).toEqual({ Tag_Profile_Custom_Team: 'red' })
  expect(profileOf('alice', fields).profileCustomField).toEqual(profileCustomField)
})
