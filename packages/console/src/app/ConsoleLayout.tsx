import { Outlet } from 'react-router'
import { ConsoleHeader } from './ConsoleHeader.tsx'

export function ConsoleLayout() {
  return (
    <div className="ys-shell">
      <ConsoleHeader />
      <Outlet />
    </div>
  )
}

/** The account-level pages, which have no left navigation. */
export function AccountLayout() {
  return (
    <main className="ys-main ys-main--account">
      <Outlet />
    </main>
  )
}
