import { Empty } from 'antd'
import type { PropsWithChildren, ReactNode } from 'react'

interface EmptyStateProps {
  readonly title: string
  readonly hint?: ReactNode
}

/** Nothing here yet: says so and offers the way on as children. */
export function EmptyState({ title, hint, children }: PropsWithChildren<EmptyStateProps>) {
  return (
    <Empty
      className="ys-empty"
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <div className="ys-empty__title">{title}</div>
          {hint !== undefined && <div className="ys-empty__hint">{hint}</div>}
        </>
      }
    >
      {children}
    </Empty>
  )
}
