import { useTranslation } from 'react-i18next'
import { gatewayAddress, restAddress } from '../../app/endpoints.ts'
import { CodeBlock } from '../../design/CodeBlock.tsx'
import { CopyText } from '../../design/CopyText.tsx'
import { FieldList } from '../../design/FieldList.tsx'
import { SettingsCard } from '../../design/SettingsCard.tsx'

/** The addresses of this server and a first client. */
export function ConnectCard({ appId }: { appId: number }) {
  const { t } = useTranslation()
  return (
    <SettingsCard title={t('basic.connect.title')} className="ys-columns__wide">
      <FieldList
        fields={[
          {
            label: t('common.sdkAppId'),
            value: <CopyText text={String(appId)} label={t('common.sdkAppId')} />,
          },
          {
            label: t('basic.connect.rest'),
            value: <CopyText text={restAddress()} label={t('basic.connect.rest')} />,
          },
          {
            label: t('basic.connect.gateway'),
            value: <CopyText text={gatewayAddress()} label={t('basic.connect.gateway')} />,
          },
        ]}
      />
      <p className="ys-dialog-hint ys-gap-above">{t('basic.connect.hint')}</p>
      <CodeBlock code={exampleCode(appId)} label={t('basic.connect.code')} />
    </SettingsCard>
  )
}

function exampleCode(appId: number): string {
  return `import Chat from '@yanshu/client'

const chat = Chat.create({
  SDKAppID: ${appId},
  proxyServer: '${gatewayAddress()}',
})
chat.on(Chat.EVENT.MESSAGE_RECEIVED, ({ data }) => console.log(data))
chat.on(Chat.EVENT.SDK_READY, () => {
  const message = { to: 'bob', conversationType: 'C2C', payload: { text: 'Hello' } }
  chat.sendMessage(chat.createTextMessage(message))
})
await chat.login({ userID: 'alice', userSig })`
}
