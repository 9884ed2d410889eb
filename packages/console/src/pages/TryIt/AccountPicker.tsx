import { describeAccountList, isUserId } from '@yanshu/protocol'
import type { AccountItem } from '@yanshu/protocol'
import { Select } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useSettled } from '../../app/use-settled.ts'
import { PersonAvatar } from '../../design/PersonAvatar.tsx'

interface AccountPickerProps {
  readonly appId: number
  readonly label: string
  readonly value: string
  /** Who is signed in on the other side, and cannot be chosen here too. */
  readonly other: string
  readonly onChoose: (userId: string) => void
}

const SHOWN = 20
const SETTLE_MS = 250

/** Chooses among the accounts of the application; any other UserID can be typed. */
export function AccountPicker({ appId, label, value, other, onChoose }: AccountPickerProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const keyword = useSettled(typed.trim(), SETTLE_MS)
  const list = useActionQuery(
    describeAccountList,
    {
      SDKAppID: appId,
      Offset: 0,
      Limit: SHOWN,
      ...(keyword ? { Keyword: keyword.slice(0, 32) } : {}),
    },
    { keepPrevious: true },
  )
  const accounts = list.data?.AccountList ?? []
  const options = accounts.map((account) => accountOption(account, account.UserID === other))
  const isNew = isUserId(keyword) && !accounts.some(({ UserID }) => UserID === keyword)
  if (isNew && keyword !== other) {
    options.push({ value: keyword, label: t('tryit.account.use', { userId: keyword }) })
  }

  return (
    <Select
      className="ys-pane__account"
      variant="borderless"
      aria-label={label}
      placeholder={t('tryit.account.placeholder')}
      value={value === '' ? null : value}
      allowClear
      loading={list.isFetching}
      showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: false }}
      options={options}
      optionRender={({ data }) => data.label}
      labelRender={(chosen) => chosenLabel(accounts, String(chosen.value))}
      notFoundContent={t('tryit.account.none')}
      popupMatchSelectWidth={280}
      onChange={(userId: string | null | undefined) => onChoose(userId ?? '')}
      onOpenChange={() => setTyped('')}
    />
  )
}

interface Option {
  value: string
  label: ReactNode
  disabled?: boolean
}

function accountOption({ UserID, Nick, FaceUrl }: AccountItem, taken: boolean): Option {
  return {
    value: UserID,
    disabled: taken,
    label: <Person userId={UserID} nick={Nick} image={FaceUrl} />,
  }
}

function chosenLabel(accounts: readonly AccountItem[], userId: string): ReactNode {
  const account = accounts.find(({ UserID }) => UserID === userId)
  return <Person userId={userId} nick={account?.Nick} image={account?.FaceUrl} />
}

interface PersonProps {
  readonly userId: string
  readonly nick: string | undefined
  readonly image: string | undefined
}

function Person({ userId, nick, image }: PersonProps) {
  return (
    <span className="ys-person">
      <PersonAvatar name={nick || userId} image={image} size={22} />
      {nick && <span className="ys-person__nick">{nick}</span>}
      <span className="ys-mono ys-quiet">{userId}</span>
    </span>
  )
}
