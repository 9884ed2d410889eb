import { z } from 'zod'
import { muteErrors } from '../errors/mute.ts'
import { uint32, userId } from '../fields.ts'
import { defineCommand } from './command.ts'

/** Seconds that stand for a mute without an end. */
export const PERMANENT_MUTE = 0xffff_ffff

export const setNoSpeaking = defineCommand({
  service: 'openconfigsvr',
  name: 'setnospeaking',
  summary: 'Mute an account, towards other accounts, in groups or both',
  ratePerSecond: 200,
  withoutStatus: true,
  request: z.object({
    Set_Account: userId.optional(),
    /** Seconds from now; 0 lifts, 4294967295 has no end. */
    C2CmsgNospeakingTime: uint32.optional(),
    GroupmsgNospeakingTime: uint32.optional(),
  }),
  response: z.object({}),
  invalid: muteErrors.badJson,
  fieldErrors: { Set_Account: muteErrors.setInvalid },
  errors: [muteErrors.badJson, muteErrors.setMissing, muteErrors.setInvalid, muteErrors.noTime],
})

export const getNoSpeaking = defineCommand({
  service: 'openconfigsvr',
  name: 'getnospeaking',
  summary: 'The seconds an account stays muted',
  ratePerSecond: 200,
  withoutStatus: true,
  request: z.object({ Get_Account: userId.optional() }),
  response: z.object({ C2CmsgNospeakingTime: z.number(), GroupmsgNospeakingTime: z.number() }),
  invalid: muteErrors.getInvalid,
  errors: [muteErrors.getMissing, muteErrors.getInvalid],
})

export const muteCommands = [setNoSpeaking, getNoSpeaking] as const
