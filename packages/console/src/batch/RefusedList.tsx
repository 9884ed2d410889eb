import { Alert } from 'antd'

/** One thing that an action on many was refused for. */
export interface Refused {
  readonly id: string
  /** Why, in the user's words. */
  readonly reason: string
}

/** What an action on many did not do, row by row. */
export function RefusedList({ title, refused }: { title: string; refused: readonly Refused[] }) {
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      description={
        <ul className="ys-names ys-names--lines">
          {refused.map(({ id, reason }) => (
            <li key={id}>
              <span className="ys-mono">{id}</span> {reason}
            </li>
          ))}
        </ul>
      }
    />
  )
}
