import { createBrowserRouter, Navigate } from 'react-router'
import type { RouteObject } from 'react-router'
import { AccessLayout } from './AccessLayout.tsx'
import { accessPages } from './access-pages.tsx'
import { AppLayout } from './AppLayout.tsx'
import { AccountLayout, ConsoleLayout } from './ConsoleLayout.tsx'
import { CrashPage } from './CrashPage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { RequireSession } from './RequireSession.tsx'

/** The pages inside one application; each one's code is loaded when it is first opened. */
const appPages: RouteObject[] = [
  { index: true, element: <Navigate to="basic" replace /> },
  {
    path: 'basic',
    lazy: async () => ({
      Component: (await import('../pages/BasicConfig/BasicConfigPage.tsx')).BasicConfigPage,
    }),
  },
  { path: 'features', element: <Navigate to="login" replace /> },
  {
    path: 'features/login',
    lazy: async () => ({
      Component: (await import('../pages/Features/LoginAndMessagesPage.tsx')).LoginAndMessagesPage,
    }),
  },
  {
    path: 'features/friends',
    lazy: async () => ({
      Component: (await import('../pages/Features/FriendsPage.tsx')).FriendsPage,
    }),
  },
  {
    path: 'features/fields',
    lazy: async () => ({
      Component: (await import('../pages/Features/UserFieldsPage.tsx')).UserFieldsPage,
    }),
  },
  {
    path: 'features/member-fields',
    lazy: async () => ({
      Component: (await import('../pages/GroupFeatures/MemberFieldsPage.tsx')).MemberFieldsPage,
    }),
  },
  {
    path: 'features/group-fields',
    lazy: async () => ({
      Component: (await import('../pages/GroupFeatures/GroupFieldsPage.tsx')).GroupFieldsPage,
    }),
  },
  {
    path: 'features/group-messages',
    lazy: async () => ({
      Component: (await import('../pages/GroupFeatures/GroupMessagesPage.tsx')).GroupMessagesPage,
    }),
  },
  {
    path: 'features/group-notices',
    lazy: async () => ({
      Component: (await import('../pages/GroupFeatures/GroupNoticesPage.tsx')).GroupNoticesPage,
    }),
  },
  {
    path: 'features/group-functions',
    lazy: async () => ({
      Component: (await import('../pages/GroupFeatures/GroupFunctionsPage.tsx')).GroupFunctionsPage,
    }),
  },
  {
    path: 'accounts',
    lazy: async () => ({
      Component: (await import('../pages/Accounts/AccountsPage.tsx')).AccountsPage,
    }),
  },
  {
    path: 'groups',
    lazy: async () => ({ Component: (await import('../pages/Groups/GroupsPage.tsx')).GroupsPage }),
  },
  {
    path: 'groups/details',
    lazy: async () => ({
      Component: (await import('../pages/GroupDetails/GroupDetailsPage.tsx')).GroupDetailsPage,
    }),
  },
  {
    path: 'push',
    lazy: async () => ({
      Component: (await import('../pages/MassPush/MassPushPage.tsx')).MassPushPage,
    }),
  },
  {
    path: 'usersig',
    lazy: async () => ({
      Component: (await import('../pages/UserSigTool/UserSigToolPage.tsx')).UserSigToolPage,
    }),
  },
  {
    path: 'try',
    lazy: async () => ({ Component: (await import('../pages/TryIt/TryItPage.tsx')).TryItPage }),
  },
]

export function createRouter() {
  return createBrowserRouter([
    {
      errorElement: <CrashPage />,
      hydrateFallbackElement: <div />,
      children: [
        {
          path: '/login',
          lazy: async () => ({
            Component: (await import('../pages/Login/LoginPage.tsx')).LoginPage,
          }),
        },
        {
          element: <RequireSession />,
          children: [
            {
              element: <ConsoleLayout />,
              children: [
                {
                  element: <AccountLayout />,
                  children: [
                    {
                      index: true,
                      lazy: async () => ({
                        Component: (await import('../pages/Overview/OverviewPage.tsx'))
                          .OverviewPage,
                      }),
                    },
                    { path: '*', element: <NotFoundPage /> },
                  ],
                },
                { path: '/access', element: <AccessLayout />, children: accessPages },
                { path: '/apps/:appId', element: <AppLayout />, children: appPages },
              ],
            },
          ],
        },
      ],
    },
  ])
}
