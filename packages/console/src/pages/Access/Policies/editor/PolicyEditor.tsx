import { CheckCircleOutlined } from '@ant-design/icons'
import { policyLength, policyLimits } from '@yanshu/protocol'
import type { PolicyProblem } from '@yanshu/protocol'
import { Button } from 'antd'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDocument } from '../document-lines.ts'
import { CodeEditor } from './CodeEditor.tsx'
import type { CodeEditorHandle } from './CodeEditor.tsx'
import { ProblemList } from './ProblemList.tsx'

interface PolicyEditorProps {
  readonly value: string
  readonly problems: readonly PolicyProblem[]
  readonly onChange: (value: string) => void
}

/** The JSON of a policy, checked as it is typed. */
export function PolicyEditor({ value, problems, onChange }: PolicyEditorProps) {
  const { t } = useTranslation()
  const editor = useRef<CodeEditorHandle>(null)
  const listId = useId()
  const formatted = formatDocument(value)
  return (
    <div className="ys-policy-editor">
      <div className="ys-policy-editor__bar">
        <span className="ys-quiet ys-digits">
          {t('policies.editor.length', {
            length: policyLength(value),
            limit: policyLimits.characters,
          })}
        </span>
        <Button
          size="small"
          disabled={formatted === undefined || formatted === value}
          onClick={() => formatted !== undefined && onChange(formatted)}
        >
          {t('policies.editor.format')}
        </Button>
      </div>
      <CodeEditor
        ref={editor}
        label={t('policies.editor.label')}
        value={value}
        badLines={new Set(problems.map(({ line }) => line))}
        describedBy={listId}
        onChange={onChange}
      />
      <div id={listId} aria-live="polite">
        {problems.length === 0 ? (
          <p className="ys-good ys-policy-editor__valid">
            <CheckCircleOutlined aria-hidden /> {t('policies.editor.valid')}
          </p>
        ) : (
          <ProblemList
            problems={problems}
            onJump={({ line, column }) => editor.current?.jump(line, column)}
          />
        )}
      </div>
    </div>
  )
}
