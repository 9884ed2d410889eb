import { Skeleton } from 'antd'

const placeholders = ['first', 'second', 'third']

/** Stands in the place of the cards while they load. */
export function AppCardSkeletons() {
  return (
    <div className="ys-overview__grid" aria-busy="true">
      {placeholders.map((key) => (
        <div key={key} className="ys-app-card">
          <Skeleton active title={{ width: '45%' }} paragraph={{ rows: 4 }} />
        </div>
      ))}
    </div>
  )
}
