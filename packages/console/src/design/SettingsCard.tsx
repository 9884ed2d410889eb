import { Card } from 'antd'
import type { PropsWithChildren, ReactNode } from 'react'
import { useId } from 'react'

interface SettingsCardProps {
  readonly title: string
  readonly actions?: ReactNode
  readonly className?: string
}

/** A titled block of a page, found by its heading in the page's outline. */
export function SettingsCard({
  title,
  actions,
  className,
  children,
}: PropsWithChildren<SettingsCardProps>) {
  const headingId = useId()
  return (
    <section aria-labelledby={headingId} className={className}>
      <Card title={<h2 id={headingId}>{title}</h2>} extra={actions}>
        {children}
      </Card>
    </section>
  )
}
