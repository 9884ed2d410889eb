import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { LoadFailure } from './LoadFailure.tsx'

interface Loadable<Data> {
  readonly data: Data | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
}

export interface LoadedProps<Data> {
  readonly query: Loadable<Data>
  readonly rows?: number
  readonly children: (data: Data) => ReactNode
}

/** Shows what a query answered; before that a skeleton, and on failure why and another try. */
export function Loaded<Data>({ query, rows = 4, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />
  return <Skeleton active title={false} paragraph={{ rows }} />
}
