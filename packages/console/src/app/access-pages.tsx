import { Navigate } from 'react-router'
import type { RouteObject } from 'react-router'

/** The pages of access management; each one's code is loaded when it is first opened. */
export const accessPages: RouteObject[] = [
  { index: true, element: <Navigate to="dashboard" replace /> },
  {
    path: 'dashboard',
    lazy: async () => ({
      Component: (await import('../pages/Access/Dashboard/DashboardPage.tsx')).DashboardPage,
    }),
  },
  {
    path: 'users',
    lazy: async () => ({
      Component: (await import('../pages/Access/Users/UsersPage.tsx')).UsersPage,
    }),
  },
  {
    path: 'users/new',
    lazy: async () => ({
      Component: (await import('../pages/Access/CreateUser/CreateUserPage.tsx')).CreateUserPage,
    }),
  },
  {
    path: 'users/details',
    lazy: async () => ({
      Component: (await import('../pages/Access/UserDetails/UserDetailsPage.tsx')).UserDetailsPage,
    }),
  },
  {
    path: 'user-settings',
    lazy: async () => ({
      Component: (await import('../pages/Access/Settings/UserSettingsPage.tsx')).UserSettingsPage,
    }),
  },
  {
    path: 'groups',
    lazy: async () => ({
      Component: (await import('../pages/Access/Groups/UserGroupsPage.tsx')).UserGroupsPage,
    }),
  },
  {
    path: 'groups/details',
    lazy: async () => ({
      Component: (await import('../pages/Access/GroupDetails/UserGroupDetailsPage.tsx'))
        .UserGroupDetailsPage,
    }),
  },
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
  {
    path: 'policies',
    lazy: async () => ({
      Component: (await import('../pages/Access/Policies/PoliciesPage.tsx')).PoliciesPage,
    }),
  },
  {
    path: 'policies/new/generator',
    lazy: async () => ({
      Component: (await import('../pages/Access/Policies/generator/GeneratorPage.tsx'))
        .GeneratorPage,
    }),
  },
  {
    path: 'policies/new/syntax',
    lazy: async () => ({
      Component: (await import('../pages/Access/Policies/syntax/SyntaxPage.tsx')).SyntaxPage,
    }),
  },
  {
    path: 'policies/new/tag',
    lazy: async () => ({
      Component: (await import('../pages/Access/Policies/tag/TagPolicyPage.tsx')).TagPolicyPage,
    }),
  },
  {
    path: 'policies/:policyId',
    lazy: async () => ({
      Component: (await import('../pages/Access/Policies/details/PolicyDetailsPage.tsx'))
        .PolicyDetailsPage,
    }),
  },
  {
    path: 'simulator',
    lazy: async () => ({
      Component: (await import('../pages/Access/Simulator/SimulatorPage.tsx')).SimulatorPage,
    }),
  },
]
