import { Navigate } from 'react-router'
import type { RouteObject } from 'react-router'

/** The pages of access management; each one's code is loaded when it is first opened. */
export const accessPages: RouteObject[] = [
  { index: true, element: <Navigate to="keys" replace /> },
  {
    path: 'tags',
    lazy: async () => ({
      Component: (await import('../pages/Access/Tags/TagsPage.tsx')).TagsPage,
    }),
  },
  {
    path: 'keys',
    lazy: async () => ({
      Component: (await import('../pages/Access/Keys/KeysPage.tsx')).KeysPage,
    }),
  },
  {
    path: 'audit',
    lazy: async () => ({ Component: (await import('../pages/Audit/AuditPage.tsx')).AuditPage }),
  },
]
