import { getPasswordRules, updatePasswordRules } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ActionResult } from '../../../api/action-types.ts'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { FieldList } from '../../../design/FieldList.tsx'
import { formatList } from '../../../design/format.ts'
import { Loaded } from '../../../design/Loaded.tsx'
import { SettingsCard } from '../../../design/SettingsCard.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { kindNames, kindsOf } from '../Passwords/password-form.ts'
import { PasswordRulesDialog } from './PasswordRulesDialog.tsx'

export type Rules = ActionResult<typeof getPasswordRules>['Rules']

/** 密码规则 as they are, with who changed them last. */
export function PasswordRulesCard() {
  const { t } = useTranslation()
  const { dialog, open, close } = useDialog<Rules>()
  const query = useActionQuery(getPasswordRules, {})
  return (
    <SettingsCard
      title={t('usersettings.password.title')}
      actions={
        query.data && (
          <Allowed action={updatePasswordRules}>
            <Button
              type="link"
              size="small"
              aria-label={t('common.rowAction', {
                action: t('common.edit'),
                what: t('usersettings.password.title'),
              })}
              onClick={() => open(query.data.Rules)}
            >
              {t('common.edit')}
            </Button>
          </Allowed>
        )
      }
    >
      <Loaded query={query} rows={5}>
        {({ Rules: rules, UpdateTime, Modifier }) => (
          <>
            <RuleList rules={rules} />
            {UpdateTime !== '' && (
              <p className="ys-quiet ys-gap-above">
                {t('usersettings.changed', { time: UpdateTime, who: Modifier })}
              </p>
            )}
          </>
        )}
      </Loaded>
      {dialog && <PasswordRulesDialog rules={dialog} onClose={close} />}
    </SettingsCard>
  )
}

function RuleList({ rules }: { rules: Rules }) {
  const { t, i18n } = useTranslation()
  const orNone = (count: number, text: string) =>
    count === 0 ? t('usersettings.password.unlimited') : text
  return (
    <FieldList
      fields={[
        {
          label: t('usersettings.password.length'),
          value: t('usersettings.password.characters', { total: rules.MinimumLength }),
        },
        {
          label: t('usersettings.password.contain'),
          value: formatList(
            kindsOf(rules.MustContain).map((kind) => t(`access.password.kinds.${kindNames[kind]}`)),
            i18n.language,
          ),
        },
        {
          label: t('usersettings.password.lasts'),
          value: orNone(
            rules.ForcePasswordChange,
            t('usersettings.password.days', { total: rules.ForcePasswordChange }),
          ),
        },
        {
          label: t('usersettings.password.expired'),
          value: t(
            rules.PasswordExpirationInvalidation === 1
              ? 'usersettings.password.expiredInvalid'
              : 'usersettings.password.expiredChange',
          ),
        },
        {
          label: t('usersettings.password.reuse'),
          value: orNone(
            rules.ReusePasswordLimit,
            t('usersettings.password.reuseOf', { total: rules.ReusePasswordLimit }),
          ),
        },
        {
          label: t('usersettings.password.retry'),
          value: orNone(
            rules.RetryPasswordLimit,
            t('usersettings.password.retryOf', { total: rules.RetryPasswordLimit }),
          ),
        },
      ]}
    />
  )
}
