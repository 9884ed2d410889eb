import { Outlet, ScrollRestoration } from 'react-router'
import { ConsoleHeader } from './ConsoleHeader.tsx'

export function ConsoleLayout() {
  return (
    <div className="ys-shell">
      <ConsoleHeader />
      <Outlet />
      {/* A page opens at its top, however far the one before was scrolled. */}
      <ScrollRestoration />
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
