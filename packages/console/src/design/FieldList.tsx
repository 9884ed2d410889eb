import { Fragment } from 'react'
import type { ReactNode } from 'react'

export interface Field {
  readonly label: string
  readonly value: ReactNode
}

/** Names and values in two aligned columns; an empty value shows a dash. */
export function FieldList({ fields }: { fields: readonly Field[] }) {
  return (
    <dl className="ys-fields">
      {fields.map(({ label, value }) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value === undefined || value === '' ? '-' : value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
