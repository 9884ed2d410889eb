import { createSecretUserSig } from '@yanshu/protocol'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { gatewayAddress } from '../../app/endpoints.ts'
import type { FrameLog } from './frame-log.ts'
import { PaneClient } from './pane-client.ts'

interface PaneOptions {
  readonly appId: number
  readonly me: string
  readonly peer: string
  readonly frames: FrameLog
}

/** A day is enough for trying things out, and too short to be worth stealing. */
const SIG_SECONDS = 86_400

/** Keeps an account signed in, and its conversation open, for as long as the pane shows them. */
export function usePaneClient({ appId, me, peer, frames }: PaneOptions) {
  const callAction = useCallAction()
  const [client] = useState(() => new PaneClient())
  useEffect(() => client.talkTo(peer), [client, peer])
  useEffect(() => {
    if (me === '') return undefined
    const params = { SDKAppID: appId, UserID: me, ExpireSeconds: SIG_SECONDS }
    client.enter({
      appId,
      userId: me,
      gateway: gatewayAddress(),
      fetchUserSig: async () => (await callAction(createSecretUserSig, params)).UserSig,
      onFrame: frames.record,
    })
    return () => client.leave()
  }, [client, appId, me, frames, callAction])

  const view = useSyncExternalStore(client.view.subscribe, client.view.get)
  return { ...view, retry: client.retry }
}
