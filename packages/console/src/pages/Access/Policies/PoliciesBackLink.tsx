import { ArrowLeftOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

/** The way back to the list of policies, above what a page says about itself. */
export function PoliciesBackLink({ text }: { text?: string }) {
  const { t } = useTranslation()
  return (
    <>
      <Link to="/access/policies">
        <ArrowLeftOutlined aria-hidden /> {t('policies.backToList')}
      </Link>
      {text !== undefined && (
        <>
          <br />
          {text}
        </>
      )}
    </>
  )
}
