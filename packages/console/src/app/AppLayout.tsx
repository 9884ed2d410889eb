import { Outlet } from 'react-router'
import { AppNavigation } from './AppNavigation.tsx'

/** Everything inside one application: the navigation at the left, the page at the right. */
export function AppLayout() {
  return (
    <div className="ys-app-frame">
      <AppNavigation />
      <main className="ys-main">
        <Outlet />
      </main>
    </div>
  )
}
