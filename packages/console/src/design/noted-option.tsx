import type { ReactNode } from 'react'

interface Noted {
  readonly data: {
    readonly label?: ReactNode
    /** Beside the label, where labels alone do not tell. */
    readonly note: string
  }
}

/** An option of a select with a quiet note beside its name; for `optionRender`. */
export function notedOption({ data }: Noted): ReactNode {
  return (
    <>
      {data.label} <span className="ys-quiet">{data.note}</span>
    </>
  )
}
