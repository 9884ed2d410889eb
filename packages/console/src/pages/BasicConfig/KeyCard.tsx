import { describeSecret } from '@yanshu/protocol'
import type { AppItem } from '@yanshu/protocol'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { CopyText } from '../../design/CopyText.tsx'
import { FieldList } from '../../design/FieldList.tsx'
import { formatDate } from '../../design/format.ts'
import { SettingsCard } from '../../design/SettingsCard.tsx'

/** The key that signs UserSigs. It is fetched only when asked for, and dropped when hidden again. */
export function KeyCard({ app }: { app: AppItem }) {
  const { t } = useTranslation()
  const reveal = useActionMutation(describeSecret)
  const secret = reveal.data?.SecretKey
  return (
    <SettingsCard title={t('basic.key.title')} className="ys-columns__wide">
      <Alert type="warning" showIcon title={t('basic.key.warning')} className="ys-gap-below" />
      <FieldList
        fields={[
          {
            label: t('basic.key.key'),
            value: (
              <span className="ys-row">
                {secret === undefined ? (
                  <span className="ys-mono">******</span>
                ) : (
                  <CopyText text={secret} label={t('basic.key.key')} />
                )}
                <Allowed action={describeSecret}>
                  <Button
                    type="link"
                    size="small"
                    className="ys-link-button"
                    loading={reveal.isPending}
                    onClick={() =>
                      secret === undefined
                        ? reveal.mutate({ SDKAppID: app.SDKAppID })
                        : reveal.reset()
                    }
                  >
                    {t(secret === undefined ? 'basic.key.show' : 'basic.key.hide')}
                  </Button>
                </Allowed>
              </span>
            ),
          },
          { label: t('basic.key.algorithm'), value: t('basic.key.algorithmValue') },
          {
            label: t('basic.key.created'),
            value: formatDate(reveal.data?.CreateTime ?? app.CreateTime),
          },
          {
            label: t('basic.key.updated'),
            value: formatDate(reveal.data?.UpdateTime ?? app.UpdateTime),
          },
        ]}
      />
    </SettingsCard>
  )
}
