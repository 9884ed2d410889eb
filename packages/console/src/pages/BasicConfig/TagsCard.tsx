import { modifyResourceTags } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { AppTags } from '../../design/AppTags.tsx'
import { SettingsCard } from '../../design/SettingsCard.tsx'
import { useDialog } from '../../design/use-dialog.ts'
import { EditTagsDialog } from '../../tags/EditTagsDialog.tsx'
import { appResource } from '../../tags/tag-rows.ts'
import type { AppDetails } from './PlanCard.tsx'

/** 标签配置: the tags of the application, which decide who may see it. */
export function TagsCard({ app }: { app: AppDetails }) {
  const { t } = useTranslation()
  const { dialog, open, close } = useDialog<'edit'>()
  const { SDKAppID: appId, Tags: tags } = app
  return (
    <SettingsCard
      title={t('basic.tags.title')}
      className="ys-columns__wide"
      actions={
        <Allowed action={modifyResourceTags} resource={appResource(appId)}>
          <Button
            type="link"
            size="small"
            aria-haspopup="dialog"
            aria-label={t('common.rowAction', {
              action: t('common.edit'),
              what: t('basic.tags.title'),
            })}
            onClick={() => open('edit')}
          >
            {t('common.edit')}
          </Button>
        </Allowed>
      }
    >
      {tags.length === 0 ? (
        <span className="ys-quiet">{t('basic.tags.none')}</span>
      ) : (
        <AppTags tags={tags} />
      )}
      <p className="ys-quiet ys-gap-above">{t('basic.tags.hint')}</p>
      {dialog && <EditTagsDialog appId={appId} tags={tags} onClose={close} />}
    </SettingsCard>
  )
}
