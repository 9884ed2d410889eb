import { z } from 'zod'
import { accountErrors } from '../errors/account.ts'
import { profileErrors } from '../errors/profile.ts'
import { textUpTo, userId } from '../fields.ts'
import { defineCommand } from './command.ts'

const invalid = accountErrors.badParameter
const nick = textUpTo(500)
const faceUrl = textUpTo(500)
const items = z
  .array(z.object({ UserID: userId }))
  .min(1)
  .max(100)
const resultItem = z.object({ UserID: z.string(), ResultCode: z.number(), ResultInfo: z.string() })

export const accountImport = defineCommand({
  service: 'im_open_login_svc',
  name: 'account_import',
  summary: 'Import one account',
  ratePerSecond: 200,
  renamed: { Identifier: 'UserID' },
  request: z.object({ UserID: userId, Nick: nick.optional(), FaceUrl: faceUrl.optional() }),
  response: z.object({}),
  invalid,
  fieldErrors: { Nick: profileErrors.tooLong, FaceUrl: profileErrors.tooLong },
  errors: [
    profileErrors.tooLong,
    accountErrors.accountCap,
    accountErrors.deletedRecently,
    accountErrors.badParameter,
  ],
})

export const multiAccountImport = defineCommand({
  service: 'im_open_login_svc',
  name: 'multiaccount_import',
  summary: 'Import up to 100 accounts',
  ratePerSecond: 100,
  // Ids are checked one by one in the handler: a bad one fails alone and is listed in FailAccounts.
  request: z
    .object({
      Accounts: z.array(z.string()).min(1).max(100).optional(),
      AccountList: z
        .array(z.object({ UserID: z.string(), Nick: nick.optional(), FaceUrl: faceUrl.optional() }))
        .min(1)
        .max(100)
        .optional(),
    })
    .refine((body) => body.Accounts !== undefined || body.AccountList !== undefined, {
      path: ['AccountList'],
      message: 'AccountList or Accounts is required',
    }),
  response: z.object({ FailAccounts: z.array(z.string()) }),
  invalid,
  errors: [accountErrors.accountCap, accountErrors.badParameter],
})

export const accountDelete = defineCommand({
  service: 'im_open_login_svc',
  name: 'account_delete',
  summary: 'Delete up to 100 accounts',
  ratePerSecond: 100,
  request: z.object({ DeleteItem: items }),
  response: z.object({ ResultItem: z.array(resultItem) }),
  invalid,
  errors: [accountErrors.badParameter, accountErrors.deleteRefused, accountErrors.notImported],
})

export const accountCheck = defineCommand({
  service: 'im_open_login_svc',
  name: 'account_check',
  summary: 'Check whether accounts are imported',
  ratePerSecond: 100,
  request: z.object({ CheckItem: items }),
  response: z.object({
    ResultItem: z.array(resultItem.extend({ AccountStatus: z.enum(['Imported', 'NotImported']) })),
  }),
  invalid,
  errors: [accountErrors.badParameter],
})

export const kick = defineCommand({
  service: 'im_open_login_svc',
  name: 'kick',
  summary: "Invalidate an account's login state",
  ratePerSecond: 200,
  renamed: { Identifier: 'UserID' },
  request: z.object({ UserID: userId }),
  response: z.object({}),
  invalid,
  errors: [accountErrors.badParameter, accountErrors.notImported],
})
