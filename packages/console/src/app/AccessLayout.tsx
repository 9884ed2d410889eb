import { Outlet } from 'react-router'
import { AccountNavigation } from './AccountNavigation.tsx'

/** Everything inside access management: the navigation at the left, the page at the right. */
export function AccessLayout() {
  return (
    <div className="ys-app-frame">
      <AccountNavigation />
      <main className="ys-main">
        <Outlet />
      </main>
    </div>
  )
}
