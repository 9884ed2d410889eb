import { Modal, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

const ways = ['generator', 'syntax', 'tag'] as const
const compared = ['generator', 'syntax', 'api', 'tag'] as const
const columns = ['effect', 'resource', 'action', 'flexibility', 'difficulty'] as const
const alternatives = [
  'CreatePolicy',
  'DeletePolicy',
  'AttachUserPolicy',
  'DetachUserPolicy',
] as const

/** Select Policy Creation Method, with how the ways compare. */
export function MethodDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal open title={t('policies.ways.title')} width={880} footer={null} onCancel={onClose}>
      <div className="ys-ways">
        {ways.map((way) => (
          <Link key={way} className="ys-way" to={`/access/policies/new/${way}`}>
            <strong>{t(`policies.ways.${way}.title`)}</strong>
            <span>{t(`policies.ways.${way}.hint`)}</span>
          </Link>
        ))}
      </div>
      <h3 className="ys-guide-heading ys-ways-heading">{t('policies.ways.comparison')}</h3>
      <Table<{ readonly way: (typeof compared)[number] }>
        className="ys-table"
        size="small"
        rowKey="way"
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={compared.map((way) => ({ way }))}
        columns={[
          {
            title: t('policies.ways.way'),
            key: 'way',
            rowScope: 'row',
            render: (_, { way }) => t(`policies.ways.${way}.title`),
          },
          ...columns.map((column) => ({
            title: t(`policies.ways.columns.${column}`),
            key: column,
            render: (_: unknown, { way }: { readonly way: (typeof compared)[number] }) =>
              t(`policies.ways.${way}.${column}`),
          })),
        ]}
      />
      <ul className="ys-ways-notes">
        <li>{t('policies.ways.granularity')}</li>
        <li>{t('policies.ways.noFunctionMode')}</li>
        <li>{t('policies.ways.apiNote', { names: alternatives.join(', ') })}</li>
      </ul>
    </Modal>
  )
}
