import type { Command } from '@yanshu/protocol'
import { ImError, pushErrors } from '@yanshu/protocol'
import type { z } from 'zod'
import type { Envelope, RestCall, RestHandler, RestOptions } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { App } from '../app/app.ts'
import { hasFeature } from '../app/service.ts'
import type { PushService } from './service.ts'

/** A command of an app that has mass push, on its plan and switched on. */
export function handleGated<Req extends z.ZodType, Res extends z.ZodType>(
  { apps }: Pick<PushService, 'apps'>,
  command: Command<Req, Res>,
  run: (call: RestCall<z.output<Req>>, app: App) => Promise<z.input<Res> & Envelope>,
  options: RestOptions<z.output<Req>, z.input<Res>> = {},
): RestHandler {
  const gated = async (call: RestCall<z.output<Req>>) => {
    const app = await apps.get(call.appId)
    if (!hasFeature(app, 'massPush')) throw new ImError(pushErrors.disabled)
    return run(call, app)
  }
  return handleRest(command, gated, options)
}
