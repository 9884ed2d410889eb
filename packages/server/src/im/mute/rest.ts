import { getNoSpeaking, ImError, muteErrors, setNoSpeaking } from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { MuteService } from './service.ts'
import type { AccountSnapshot } from '../account/service.ts'

/** The commands about global mutes. */
export function muteRest(mutes: MuteService, stateOf: AccountSnapshot): readonly RestHandler[] {
  return [
    handleRest(
      setNoSpeaking,
      async ({ appId, body }) => {
        const { Set_Account: userId } = body
        const { C2CmsgNospeakingTime: c2cSeconds, GroupmsgNospeakingTime: groupSeconds } = body
        if (userId === undefined) throw new ImError(muteErrors.setMissing)
        if (c2cSeconds === undefined && groupSeconds === undefined) {
          throw new ImError(muteErrors.noTime)
        }
        const done = await mutes.set(appId, userId, { c2cSeconds, groupSeconds })
        if (!done) throw new ImError(muteErrors.setInvalid, userId)
        return {}
      },
      { snapshot: ({ appId, body }) => stateOf(appId, [body.Set_Account]) },
    ),
    handleRest(getNoSpeaking, async ({ appId, body: { Get_Account: userId } }) => {
      if (userId === undefined) throw new ImError(muteErrors.getMissing)
      const mute = await mutes.of(appId, userId)
      if (!mute) throw new ImError(muteErrors.getInvalid, userId)
      return {
        C2CmsgNospeakingTime: mute.c2cSeconds ?? 0,
        GroupmsgNospeakingTime: mute.groupSeconds ?? 0,
      }
    }),
  ]
}
