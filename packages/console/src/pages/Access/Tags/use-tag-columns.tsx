import { deleteTags, describeResourcesByTags, tagResources } from '@yanshu/protocol'
import { Button, Tooltip } from 'antd'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../../design/Allowed.tsx'
import type { ListedTag } from './tag-list-params.ts'
import type { TagDialog } from './TagDialogs.tsx'

/** Tag key, tag value, and what can be done with the tag. */
export function useTagColumns(onOpen: (dialog: TagDialog) => void): TableColumnsType<ListedTag> {
  const { t } = useTranslation()
  return [
    { title: t('tags.key'), dataIndex: 'TagKey', rowScope: 'row', ellipsis: true },
    { title: t('tags.value'), dataIndex: 'TagValue', ellipsis: true },
    {
      title: t('tags.operation'),
      key: 'actions',
      fixed: 'end',
      width: 330,
      render: (_, tag) => <RowActions tag={tag} onOpen={onOpen} />,
    },
  ]
}

interface RowActionsProps {
  readonly tag: ListedTag
  readonly onOpen: (dialog: TagDialog) => void
}

function RowActions({ tag, onOpen }: RowActionsProps) {
  const { t } = useTranslation()
  const nameOf = (action: string) =>
    t('common.rowAction', { action, what: `${tag.TagKey}: ${tag.TagValue}` })
  const isBound = tag.CanDelete === 0
  return (
    <span className="ys-row-actions">
      <Allowed action={describeResourcesByTags}>
        <Button
          type="link"
          size="small"
          aria-label={nameOf(t('tags.bound.action'))}
          onClick={() => onOpen({ kind: 'bound', tag })}
        >
          {t('tags.bound.action')}
        </Button>
      </Allowed>
      <Allowed action={tagResources}>
        <Button
          type="link"
          size="small"
          aria-label={nameOf(t('tags.bind.action'))}
          onClick={() => onOpen({ kind: 'bind', tag })}
        >
          {t('tags.bind.action')}
        </Button>
      </Allowed>
      {isBound ? (
        <Tooltip title={t('tags.delete.isBound')}>
          {/* A disabled button hears no mouse; what is around it does. */}
          <span className="ys-not-allowed" tabIndex={0}>
            <Button type="link" size="small" disabled aria-label={nameOf(t('common.delete'))}>
              {t('common.delete')}
            </Button>
          </span>
        </Tooltip>
      ) : (
        <Allowed action={deleteTags}>
          <Button
            type="link"
            size="small"
            danger
            aria-label={nameOf(t('common.delete'))}
            onClick={() => onOpen({ kind: 'delete', tags: [tag] })}
          >
            {t('common.delete')}
          </Button>
        </Allowed>
      )}
    </span>
  )
}
