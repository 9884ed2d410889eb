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
  const { accounts, loading } = useMatchingAccounts(appId, typed.trim())
  const chosen = useActionQuery(
    describeAccountList,
    { SDKAppID: appId, UserIDs: [value], Offset: 0, Limit: 1 },
    { enabled: value !== '' },
  )

  return (
    <Select
      className="ys-pane__account"
      variant="borderless"
      aria-label={label}
      placeholder={t('tryit.account.placeholder')}
      value={value === '' ? null : value}
      allowClear
      loading={loading}
      showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: false }}
      options={useOptions(accounts, typed.trim(), other)}
      optionRender={({ data }) => data.label}
      labelRender={() => personLabel(value, chosen.data?.AccountList[0])}
      notFoundContent={t('tryit.account.none')}
      popupMatchSelectWidth={280}
      onChange={(userId: string | null | undefined) => onChoose(userId ?? '')}
      onOpenChange={(open) => {
        if (!open) setTyped('')
      }}
    />
  )
}

/** The accounts that begin with what is typed; none while they are not known, so that Enter picks no stale one. */
function useMatchingAccounts(appId: number, typed: string) {
  const keyword = useSettled(typed, SETTLE_MS)
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
  const isCurrent = keyword === typed && !list.isPlaceholderData
  return { accounts: (isCurrent && list.data?.AccountList) || [], loading: list.isFetching }
}

/** The exact match first, whoever is signed in elsewhere disabled, an unknown UserID to be used as typed last. */
function useOptions(accounts: readonly AccountItem[], typed: string, other: string): Option[] {
  const { t } = useTranslation()
  const taken = t('tryit.account.taken')
  const isExact = ({ UserID }: AccountItem) => UserID === typed
  const ordered = [...accounts.filter(isExact), ...accounts.filter((account) => !isExact(account))]
  const options = ordered.map((account) =>
    accountOption(account, account.UserID === other ? taken : undefined),
  )
  const isNew = isUserId(typed) && typed !== other && !accounts.some(isExact)
  if (!isNew) return options
  return [...options, { value: typed, label: t('tryit.account.use', { userId: typed }) }]
}

interface Option {
  value: string
  label: ReactNode
  disabled?: boolean
}

/** `taken` tells why the account cannot be chosen. */
function accountOption({ UserID, Nick, FaceUrl }: AccountItem, taken: string | undefined): Option {
  return {
    value: UserID,
    disabled: taken !== undefined,
    label: (
      <>
        <Person userId={UserID} nick={Nick} image={FaceUrl} />
        {taken !== undefined && <span className="ys-person__taken">{taken}</span>}
      </>
    ),
  }
}

function personLabel(userId: string, account: AccountItem | undefined): ReactNode {
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
