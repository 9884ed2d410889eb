import {
  DeleteOutlined,
  ExportOutlined,
  ImportOutlined,
  PlusOutlined,
  SendOutlined,
} from '@ant-design/icons'
import { createGroupAction, dismissGroups, importGroups, sendGroupMessages } from '@yanshu/protocol'
import type { GroupItem } from '@yanshu/protocol'
import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { ToolbarSearch } from '../../design/ToolbarSearch.tsx'
import type { GroupDialog } from './GroupDialogs.tsx'
import type { GroupFilter } from './group-list-params.ts'

interface GroupsToolbarProps {
  readonly address: GroupFilter
  readonly selected: readonly GroupItem[]
  readonly onSearch: (keyword: string) => void
  readonly onOpen: (dialog: GroupDialog) => void
}

/** 添加群组, with import, export and search beside it. */
export function GroupsToolbar(props: GroupsToolbarProps) {
  const { t } = useTranslation()
  const { selected, onOpen, address } = props
  const none = selected.length === 0
  const groupIds = selected.map(({ GroupId }) => GroupId)
  return (
    <div className="ys-toolbar" role="toolbar" aria-label={t('groups.title')}>
      <Allowed action={createGroupAction}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => onOpen({ kind: 'create' })}>
          {t('groups.toolbar.create')}
        </Button>
      </Allowed>
      <Allowed action={sendGroupMessages}>
        <Button
          icon={<SendOutlined />}
          disabled={none}
          onClick={() => onOpen({ kind: 'send', groupIds })}
        >
          {t('groups.toolbar.send')}
        </Button>
      </Allowed>
      <Allowed action={dismissGroups}>
        <Button
          icon={<DeleteOutlined />}
          disabled={none}
          onClick={() => onOpen({ kind: 'dismiss', groupIds })}
        >
          {t('groups.toolbar.dismiss')}
        </Button>
      </Allowed>
      <Allowed action={importGroups}>
        <Button icon={<ImportOutlined />} onClick={() => onOpen({ kind: 'import' })}>
          {t('groups.toolbar.import')}
        </Button>
      </Allowed>
      <Tooltip title={t('groups.toolbar.exportHint')}>
        <Button
          icon={<ExportOutlined />}
          onClick={() => onOpen({ kind: 'export', groupIds, filter: address })}
        >
          {t('groups.toolbar.export')}
        </Button>
      </Tooltip>
      <ToolbarSearch
        keyword={address.keyword}
        maxLength={100}
        label={t('groups.toolbar.search')}
        onSearch={props.onSearch}
      />
    </div>
  )
}
