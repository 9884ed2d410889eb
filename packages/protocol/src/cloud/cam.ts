import { z } from 'zod'
import { defineAction, nothing } from './action.ts'

export const getUserAppId = defineAction({
  service: 'cam',
  name: 'GetUserAppId',
  summary: 'Who is calling: own account, root account and AppId',
  resource: 'none',
  writes: false,
  request: nothing,
  response: z.object({ Uin: z.string(), OwnerUin: z.string(), AppId: z.number() }),
  errors: [],
})
