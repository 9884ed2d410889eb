import type { GroupNotice, GroupNoticeKind } from '@yanshu/protocol'
import { noticeTypesOf } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { SettingDialog } from '../Features/SettingDialog.tsx'
import type { AppSettings } from '../Features/use-app-settings.ts'
import { byMode, noticeChanges, noticesOf } from './notice-form.ts'
import type { NoticeForm } from './notice-form.ts'
import { NoticeFields } from './NoticeFields.tsx'
import { pendingOf } from './pending.ts'
import { PendingNote } from './PendingNote.tsx'
import { TypesCard } from './TypesCard.tsx'

interface NoticesCardProps {
  readonly settings: AppSettings
  readonly kind: GroupNoticeKind
}

/** One card of notices: what each type of groups tells its members. */
export function NoticesCard({ settings: { app, conf }, kind }: NoticesCardProps) {
  const { t } = useTranslation()
  const nameOf = (item: string) => t(`groupconf.notice.items.${item as GroupNotice}`)
  return (
    <TypesCard
      title={t(`groupconf.notice.kinds.${kind}.title`)}
      hint={t(`groupconf.notice.kinds.${kind}.hint`)}
      types={noticeTypesOf(kind)}
      column={t('groupconf.notice.column')}
      render={(type) => {
        const notices = noticesOf(conf, kind, type)
        const pending = pendingOf(
          conf.Pending.filter(({ Setting }) => isAmong(Setting, notices)),
          `GroupNotices.${type}`,
        )
        return (
          <>
            <NoticeList notices={notices} />
            <PendingNote pending={pending} nameOf={nameOf} />
          </>
        )
      }}
      renderDialog={(type, title, close) => {
        const before = noticesOf(conf, kind, type)
        return (
          <SettingDialog<NoticeForm>
            appId={app.SDKAppID}
            title={title}
            open
            onClose={close}
            initialValues={before}
            changesOf={(after) => noticeChanges(type, before, after)}
          >
            <NoticeFields kind={kind} type={type} />
          </SettingDialog>
        )
      }}
    />
  )
}

function isAmong(setting: string, notices: NoticeForm): boolean {
  return Object.keys(notices).some((item) => setting.endsWith(`.${item}`))
}

function NoticeList({ notices }: { notices: NoticeForm }) {
  const { t } = useTranslation()
  return (
    <dl className="ys-notices">
      {byMode(notices).map(([mode, items]) => (
        <div key={mode}>
          <dt className={mode === 'Off' ? 'ys-status' : 'ys-status ys-status--enabled'}>
            <i aria-hidden />
            {t(`groupconf.notice.modesOfRow.${mode}`)}
          </dt>
          <dd className={mode === 'Off' ? 'ys-quiet' : undefined}>
            {items.map((item) => t(`groupconf.notice.items.${item}`)).join(t('groupconf.between'))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
