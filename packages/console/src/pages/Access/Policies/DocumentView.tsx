import { useEffect, useRef } from 'react'
import { CopyButton } from '../../../design/CopyButton.tsx'
import { documentLines, numbered } from './document-lines.ts'

interface DocumentViewProps {
  readonly text: string
  readonly label: string
  /** The statement to mark, from 0. */
  readonly marked?: number | undefined
}

/** A document to read, with numbered lines. */
export function DocumentView({ text, label, marked }: DocumentViewProps) {
  const { lines, statements } = documentLines(text)
  const span = marked === undefined ? undefined : statements[marked]
  const first = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (span) first.current?.scrollIntoView({ block: 'nearest' })
  }, [span])
  return (
    <div className="ys-document">
      <div className="ys-document__lines" role="group" aria-label={label} tabIndex={0}>
        {lines.map(numbered).map(({ line, at }) => {
          const isMarked = span !== undefined && at >= span.from && at <= span.to
          return (
            <div
              key={at}
              ref={at === span?.from ? first : undefined}
              className={isMarked ? 'is-marked' : undefined}
            >
              <span aria-hidden>{at + 1}</span>
              <code>{line}</code>
            </div>
          )
        })}
      </div>
      <CopyButton text={lines.join('\n')} label={label} />
    </div>
  )
}
