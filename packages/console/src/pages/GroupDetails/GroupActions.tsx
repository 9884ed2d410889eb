import { DeleteOutlined, SendOutlined } from '@ant-design/icons'
import { dismissGroups, sendGroupMessages } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Allowed } from '../../design/Allowed.tsx'
import { useDialog } from '../../design/use-dialog.ts'
import { DismissGroupsDialog } from '../Groups/DismissGroupsDialog.tsx'
import { SendMessageDialog } from '../Groups/SendMessageDialog.tsx'

/** What is done with the group as a whole. */
export function GroupActions({ appId, groupId }: { appId: number; groupId: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { dialog, open, close } = useDialog<'send' | 'dismiss'>()
  const shared = { appId, groupIds: [groupId], onClose: close }
  return (
    <>
      <Allowed action={sendGroupMessages}>
        <Button icon={<SendOutlined />} onClick={() => open('send')}>
          {t('groups.table.send')}
        </Button>
      </Allowed>
      <Allowed action={dismissGroups}>
        <Button danger icon={<DeleteOutlined />} onClick={() => open('dismiss')}>
          {t('groups.table.dismiss')}
        </Button>
      </Allowed>
      {dialog === 'send' && <SendMessageDialog {...shared} />}
      {dialog === 'dismiss' && (
        <DismissGroupsDialog
          {...shared}
          onDismissed={(ids) => {
            if (ids.length > 0) void navigate(`/apps/${appId}/groups`)
          }}
        />
      )}
    </>
  )
}
