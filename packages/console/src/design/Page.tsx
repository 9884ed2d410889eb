import type { PropsWithChildren, ReactNode } from 'react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

interface PageProps {
  readonly title: string
  /** Beside the title, such as a count. */
  readonly aside?: ReactNode
  readonly description?: ReactNode
  readonly actions?: ReactNode
}

/** The frame of every page: its heading, what it is for, and its main actions. */
export function Page({
  title,
  aside,
  description,
  actions,
  children,
}: PropsWithChildren<PageProps>) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · ${t('common.product')}`
  }, [title, t])

  return (
    <div className="ys-page">
      <div className="ys-page__head">
        <div className="ys-page__heading">
          <h1>
            {title}
            {aside !== undefined && <span className="ys-page__aside">{aside}</span>}
          </h1>
          {description !== undefined && <p>{description}</p>}
        </div>
        {actions !== undefined && <div className="ys-page__actions">{actions}</div>}
      </div>
      {children}
    </div>
  )
}
