import { SwapOutlined } from '@ant-design/icons'
import { describeAccountList, importAccounts } from '@yanshu/protocol'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useAppId } from '../../app/use-app-id.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { Page } from '../../design/Page.tsx'
import { ChatPane } from './ChatPane.tsx'
import { FrameLog } from './frame-log.ts'
import { FramePanels } from './FramePanels.tsx'

const demoAccounts = { left: 'demo-alice', right: 'demo-bob' } as const

/** Two clients that talk to each other. Who is signed in lives in the address, so a reload keeps it. */
export function TryItPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const [params, setParams] = useSearchParams()
  const [logs] = useState(() => ({ left: new FrameLog(), right: new FrameLog() }))
  const left = params.get('left') ?? ''
  // One account on both sides would sign itself out.
  const asked = params.get('right') ?? ''
  const right = asked === left ? '' : asked
  const signIn = (sides: { left: string; right: string }) =>
    setParams(
      Object.entries(sides).filter(([, userId]) => userId !== ''),
      { preventScrollReset: true },
    )

  return (
    <div className="ys-try" key={appId}>
      <Page
        title={t('tryit.title')}
        description={t('tryit.description')}
        actions={
          <>
            {left !== '' && right !== '' && (
              <Button icon={<SwapOutlined />} onClick={() => signIn({ left: right, right: left })}>
                {t('tryit.swap')}
              </Button>
            )}
            {(left === '' || right === '') && (
              <DemoAccountsButton appId={appId} onReady={() => signIn(demoAccounts)} />
            )}
          </>
        }
      >
        <div className="ys-try__panes">
          <ChatPane
            side="left"
            appId={appId}
            me={left}
            peer={right}
            frames={logs.left}
            onSignIn={(userId) => signIn({ left: userId, right })}
          />
          <ChatPane
            side="right"
            appId={appId}
            me={right}
            peer={left}
            frames={logs.right}
            onSignIn={(userId) => signIn({ left, right: userId })}
          />
        </div>
        <FramePanels left={logs.left} right={logs.right} />
      </Page>
    </div>
  )
}

/** Makes the two accounts, or finds them there already, and signs both in. */
function DemoAccountsButton({ appId, onReady }: { appId: number; onReady: () => void }) {
  const { t } = useTranslation()
  const create = useActionMutation(importAccounts, {
    refreshes: [describeAccountList],
    onSuccess: onReady,
  })
  const accounts = [
    { UserID: demoAccounts.left, Nick: t('tryit.demo.alice') },
    { UserID: demoAccounts.right, Nick: t('tryit.demo.bob') },
  ]
  return (
    <Allowed action={importAccounts}>
      <Button
        type="primary"
        loading={create.isPending}
        onClick={() => create.mutate({ SDKAppID: appId, AccountList: accounts })}
      >
        {t('tryit.demo.create')}
      </Button>
    </Allowed>
  )
}
