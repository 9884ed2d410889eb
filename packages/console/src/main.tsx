import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { ApiProvider } from './api/ApiProvider.tsx'
import { createQueryClient } from './app/query-client.ts'
import { createRouter } from './app/routes.tsx'
import { ThemeProvider } from './app/ThemeProvider.tsx'
import './design/design.css'
import './plans/plans.css'
import './pages/Access/access.css'
import './pages/Features/features.css'
import './pages/GroupFeatures/group-features.css'
import './pages/Login/login.css'
import './pages/Overview/overview.css'
import './pages/TryIt/try-it.css'
import { startTexts } from './i18n/i18n.ts'

startTexts()
const root = document.querySelector('#root')
if (!root) throw new Error('the page has no #root')
const queryClient = createQueryClient()
const router = createRouter()

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ThemeProvider>
        <ApiProvider>
          <RouterProvider router={router} />
        </ApiProvider>
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
)
