import { CopyButton } from './CopyButton.tsx'

export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className="ys-code">
      <pre tabIndex={0} aria-label={label}>
        {code}
      </pre>
      <CopyButton text={code} label={label} />
    </div>
  )
}
