import { useTranslation } from 'react-i18next'
import { AttachedPolicies } from './AttachedPolicies.tsx'
import { BoundaryCard } from './BoundaryCard.tsx'
import type { UserDetails } from './UserDetailsPage.tsx'

/** The policies of a user, itself and by its groups, and what caps them. */
export function UserPermissionsTab({ user }: { user: UserDetails }) {
  const { t } = useTranslation()
  return (
    <div className="ys-stack">
      <section aria-label={t('users.permissions.title')}>
        <AttachedPolicies user={user} />
      </section>
      <BoundaryCard user={user} />
    </div>
  )
}
