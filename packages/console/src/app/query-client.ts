import { QueryClient } from '@tanstack/react-query'
import { ApiFailure, NETWORK_FAILURE } from '../api/api-failure.ts'

/** Only a lost connection is worth a silent second try; an answer, even a refusal, is final. */
function isWorthRetrying(failures: number, error: Error): boolean {
  return failures < 1 && error instanceof ApiFailure && error.code === NETWORK_FAILURE
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: isWorthRetrying, staleTime: 5_000 },
      mutations: { retry: false },
    },
  })
}
