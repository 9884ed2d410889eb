import { useImperativeHandle, useRef } from 'react'
import type { Ref } from 'react'

export interface CodeEditorHandle {
  /** Puts the cursor there and shows it; both count from 1. */
  readonly jump: (line: number, column: number) => void
}

interface CodeEditorProps {
  readonly ref?: Ref<CodeEditorHandle>
  readonly label: string
  readonly value: string
  /** Lines to mark, from 1. */
  readonly badLines: ReadonlySet<number>
  readonly describedBy: string
  readonly onChange: (value: string) => void
}

/** Pixels; the style sheet says the same. */
const LINE_HEIGHT = 20

/** A text area with numbered lines, some of them marked. */
export function CodeEditor({ ref, value, badLines, ...props }: CodeEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const lines = useRef<HTMLDivElement>(null)
  useImperativeHandle(ref, () => ({
    jump: (line, column) => area.current && putCursor(area.current, value, line, column),
  }))
  const numbers = Array.from({ length: value.split('\n').length }, (_, at) => at + 1)
  return (
    <div className="ys-code-editor">
      {/* Moves along with the text, which alone scrolls. */}
      <div className="ys-code-editor__lines" aria-hidden>
        <div ref={lines}>
          {numbers.map((line) => (
            <div key={line} className={badLines.has(line) ? 'is-bad' : undefined}>
              <span>{line}</span>
            </div>
          ))}
        </div>
      </div>
      <textarea
        ref={area}
        className="ys-code-editor__text"
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-label={props.label}
        aria-invalid={badLines.size > 0}
        aria-describedby={props.describedBy}
        value={value}
        onChange={(event) => props.onChange(event.target.value)}
        onScroll={({ currentTarget }) => {
          if (lines.current) {
            lines.current.style.transform = `translateY(${-currentTarget.scrollTop}px)`
          }
        }}
      />
    </div>
  )
}

function putCursor(
  area: HTMLTextAreaElement,
  value: string,
  line: number,
  column: number,
): undefined {
  const before = value.split('\n').slice(0, line - 1)
  const start = before.reduce((sum, text) => sum + text.length + 1, 0)
  const at = Math.min(start + column - 1, value.length)
  area.focus()
  area.setSelectionRange(at, at)
  area.scrollTop = Math.max(0, (line - 4) * LINE_HEIGHT)
}
