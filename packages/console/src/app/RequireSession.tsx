import { Spin } from 'antd'
import { Navigate, Outlet, useLocation } from 'react-router'
import { useSession } from '../api/use-session.ts'
import { ForcedChangePage } from '../pages/Login/ForcedChangePage.tsx'
import { LoadFailure } from '../design/LoadFailure.tsx'

/** Lets signed-in people through; others go to the login page and come back afterwards. */
export function RequireSession() {
  const session = useSession()
  const { pathname, search } = useLocation()

  if (session.isPending) return <Spin className="ys-fill-spin" size="large" />
  if (session.isError) {
    return (
      <div className="ys-lone">
        <LoadFailure error={session.error} onRetry={() => void session.refetch()} />
      </div>
    )
  }
  if (session.data === null) {
    return <Navigate to={`/login?from=${encodeURIComponent(pathname + search)}`} replace />
  }
  if (session.data.mustChangePassword) return <ForcedChangePage />
  return <Outlet />
}
