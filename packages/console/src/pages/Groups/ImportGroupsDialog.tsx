import { describeGroupList, describeGroupTopics } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { ImportDialog } from '../../import/ImportDialog.tsx'
import type { ImportWords } from '../../import/ImportDialog.tsx'
import { REQUIRED_COLUMN, importColumns, readGroupFile } from './import-file.ts'
import type { GroupFileRow } from './import-file.ts'
import { groupsBeforeTopics, useSendGroups } from './use-send-groups.ts'

const examples = [
  ['Public', 'readers', '', 'Readers', 'alice', 'Those who read', ''],
  ['Community', '@TGS#_club', '', 'Club', 'alice', '', '1'],
  ['Topic', '@TGS#_club', '@TGS#_club@TOPIC#_news', 'News', '', '', ''],
]

/** Groups, communities and topics from a file. */
export function ImportGroupsDialog({ appId, onClose }: { appId: number; onClose: () => void }) {
  const { t } = useTranslation()
  const send = useSendGroups(appId)
  const typeOf = ({ type, typeText }: GroupFileRow) => {
    if (type === undefined) return typeText
    return type === 'Topic' ? t('groups.import.topic') : t(`groups.types.${type}`)
  }
  return (
    <ImportDialog<GroupFileRow>
      words={useWords()}
      fileName="groups"
      columns={importColumns}
      examples={examples}
      cells={cellsOf}
      shown={[
        {
          title: t('groups.table.type'),
          width: 120,
          ellipsis: true,
          render: (_, row) => typeOf(row),
        },
        {
          title: t('groups.import.id'),
          ellipsis: true,
          render: (_, row) => (row.type === 'Topic' && row.topicId) || row.groupId || '-',
        },
        { title: t('groups.table.name'), dataIndex: 'name', ellipsis: true },
      ]}
      read={readGroupFile}
      send={send}
      pieces={groupsBeforeTopics}
      refreshes={[describeGroupList, describeGroupTopics]}
      onClose={onClose}
    />
  )
}

function cellsOf(row: GroupFileRow): readonly string[] {
  const { typeText, groupId, topicId, name, owner, introduction, supportTopic } = row
  return [typeText, groupId, topicId, name, owner, introduction, supportTopic ? '1' : '']
}

function useWords(): ImportWords<GroupFileRow> {
  const { t } = useTranslation()
  return {
    title: t('groups.import.title'),
    hint: t('groups.import.hint'),
    requiredColumn: REQUIRED_COLUMN,
    start: (total) => t('groups.import.start', { total }),
    allDone: (total) => t('groups.import.allDone', { total }),
    someDone: (good, bad) => t('groups.import.someDone', { good, bad }),
    fault: ({ fault }) => fault && t(`groups.import.rowFaults.${fault}`),
  }
}
