import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { BrandMark } from '../design/Brand.tsx'

export function NotFoundPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Result
      icon={<BrandMark size={56} />}
      title={t('common.notFound.title')}
      subTitle={t('common.notFound.text')}
      extra={
        <Button
          type="primary"
          href="/"
          onClick={(event) => {
            event.preventDefault()
            void navigate('/')
          }}
        >
          {t('common.home')}
        </Button>
      }
    />
  )
}
