import { fileSign } from '@yanshu/protocol'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import { handleMethod } from '../../calls/gateway-call.ts'
import type { MediaService } from './service.ts'

/** What clients ask about media files; the bytes go by HTTP. */
export function mediaGateway(media: MediaService): readonly GatewayHandler[] {
  return [
    handleMethod(fileSign, ({ appId, account, params }) => media.sign(appId, account, params)),
  ]
}
