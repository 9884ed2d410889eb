import { z } from 'zod'
import { accountErrors } from '../errors/account.ts'
import { messageErrors } from '../errors/message.ts'
import { flag } from '../fields.ts'
import { defineCommand } from './command.ts'

const status = z.enum(['Online', 'PushOnline', 'Offline'])

export const queryOnlineStatus = defineCommand({
  service: 'openim',
  name: 'query_online_status',
  formerly: ['querystate'],
  summary: 'Query the online status of up to 500 accounts',
  ratePerSecond: 200,
  request: z.object({
    To_Account: z.array(z.string()),
    IsNeedDetail: flag.optional(),
    IsReturnInstid: flag.optional(),
    IsReturnCustomStatus: flag.optional(),
  }),
  response: z.object({
    QueryResult: z.array(
      z.object({
        To_Account: z.string(),
        Status: status,
        CustomStatus: z.string().optional(),
        Detail: z
          .array(z.object({ Platform: z.string(), Status: status, Instid: z.string().optional() }))
          .optional(),
      }),
    ),
    ErrorList: z.array(z.object({ To_Account: z.string(), ErrorCode: z.number() })),
  }),
  invalid: messageErrors.badJson,
  fieldErrors: { To_Account: messageErrors.badReceiver },
  errors: [
    accountErrors.notImported,
    messageErrors.badJson,
    messageErrors.badReceiver,
    messageErrors.tooManyReceivers,
  ],
})
