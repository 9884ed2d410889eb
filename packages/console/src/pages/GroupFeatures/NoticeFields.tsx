import type { GroupNoticeKind, GroupType } from '@yanshu/protocol'
import { noticeItemsOf } from '@yanshu/protocol'
import { Alert, Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { modesOf } from './notice-form.ts'

/** What becomes of each notice, one line a notice. */
export function NoticeFields({ kind, type }: { kind: GroupNoticeKind; type: GroupType }) {
  const { t } = useTranslation()
  return (
    <>
      <Alert type="info" showIcon className="ys-gap-below" title={t('groupconf.delay')} />
      <p className="ys-dialog-hint">{t('groupconf.notice.modesHint')}</p>
      <div className="ys-notice-fields">
        {noticeItemsOf(kind, type).map((item) => (
          <Form.Item
            key={item}
            name={item}
            label={t(`groupconf.notice.items.${item}`)}
            layout="horizontal"
            colon={false}
            labelAlign="left"
            labelCol={{ flex: '150px' }}
          >
            <Radio.Group
              aria-label={t(`groupconf.notice.items.${item}`)}
              options={modesOf(type).map((mode) => ({
                value: mode,
                label: t(`groupconf.notice.modes.${mode}`),
              }))}
            />
          </Form.Item>
        ))}
      </div>
    </>
  )
}
