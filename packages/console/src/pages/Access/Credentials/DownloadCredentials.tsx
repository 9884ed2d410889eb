import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ButtonProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { downloadText } from '../../../csv/download.ts'
import { credentialsCsv } from './credentials-csv.ts'
import type { Credentials } from './credentials-csv.ts'

interface DownloadCredentialsProps {
  readonly credentials: readonly Credentials[]
  readonly type?: ButtonProps['type']
  readonly onDownloaded?: () => void
}

/** Saves credentials as a file; they are shown only once. */
export function DownloadCredentials(props: DownloadCredentialsProps) {
  const { t } = useTranslation()
  const { credentials } = props
  const save = () => {
    const titles = {
      user: t('access.credentials.user'),
      password: t('access.credentials.password'),
    }
    downloadText(fileName(credentials), credentialsCsv(credentials, titles))
    props.onDownloaded?.()
  }
  return (
    <Button type={props.type ?? 'default'} icon={<DownloadOutlined />} onClick={save}>
      {t('access.credentials.download')}
    </Button>
  )
}

function fileName(credentials: readonly Credentials[]): string {
  const [only, second] = credentials
  if (!only || second) return 'credentials.csv'
  return `credentials-${only.user.replaceAll(/[^\w.@-]/g, '_')}.csv`
}
