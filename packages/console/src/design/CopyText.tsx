import { CopyButton } from './CopyButton.tsx'

/** A value that people paste elsewhere, with its copy button. */
export function CopyText({ text, label }: { text: string; label: string }) {
  return (
    <span className="ys-copy-text">
      <span className="ys-mono">{text}</span>
      <CopyButton text={text} label={label} />
    </span>
  )
}
