import { PlusOutlined } from '@ant-design/icons'
import { createAccessKey, listAccessKeys } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { Loaded } from '../../../design/Loaded.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { userResource } from '../access-resources.ts'
import { CreateKeyDialog } from './CreateKeyDialog.tsx'
import type { KeyItem } from './use-key-columns.tsx'
import { useKeyColumns } from './use-key-columns.tsx'

export interface KeyOwner {
  readonly uin: string
  readonly name: string
}

/** The most keys of one person. */
const MOST_KEYS = 2

/** The keys of one person: create, switch off and on, delete. */
export function KeysPanel({ owner }: { owner: KeyOwner }) {
  const keys = useActionQuery(listAccessKeys, { TargetUin: Number(owner.uin) })
  return (
    <Loaded query={keys}>{({ AccessKeys }) => <Keys owner={owner} keys={AccessKeys} />}</Loaded>
  )
}

function Keys({ owner, keys }: { owner: KeyOwner; keys: readonly KeyItem[] }) {
  const { t } = useTranslation()
  const { dialog, open, close } = useDialog<'create'>()
  const columns = useKeyColumns(owner, keys)
  const isFull = keys.length >= MOST_KEYS
  return (
    <>
      <div className="ys-toolbar">
        <Allowed action={createAccessKey} resource={userResource(owner.uin)}>
          <Button
            type="primary"
            icon={<PlusOutlined />}
            disabled={isFull}
            onClick={() => open('create')}
          >
            {t('access.keys.create.action')}
          </Button>
        </Allowed>
        {isFull && <span className="ys-quiet">{t('access.keys.full')}</span>}
      </div>
      <Table<KeyItem>
        className="ys-table"
        rowKey="AccessKeyId"
        size="small"
        scroll={{ x: 1010 }}
        dataSource={keys}
        columns={columns}
        pagination={false}
        locale={{
          emptyText: (
            <EmptyState title={t('access.keys.empty.title')} hint={t('access.keys.empty.hint')} />
          ),
        }}
      />
      {dialog === 'create' && <CreateKeyDialog owner={owner} onClose={close} />}
    </>
  )
}
