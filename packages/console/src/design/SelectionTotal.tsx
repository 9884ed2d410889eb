import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface SelectionTotalProps {
  readonly total: string
  readonly selected: number
  readonly onClear: () => void
}

/** Below a table: how many rows there are, and how many of them are ticked, over all pages. */
export function selectionTotal(props: SelectionTotalProps): ReactNode {
  return <SelectionTotal {...props} />
}

function SelectionTotal({ total, selected, onClear }: SelectionTotalProps) {
  const { t } = useTranslation()
  return (
    <>
      {total}
      {selected > 0 && (
        <span className="ys-selection">
          {t('common.batch.selected', { total: selected })}
          <Button type="link" size="small" onClick={onClear}>
            {t('common.batch.clear')}
          </Button>
        </span>
      )}
    </>
  )
}
