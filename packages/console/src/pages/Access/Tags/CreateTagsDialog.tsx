import { createTags, tagLimits } from '@yanshu/protocol'
import { AutoComplete, Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../../api/ApiProvider.tsx'
import { BatchDialog } from '../../../batch/BatchDialog.tsx'
import { useAttempt } from '../../../batch/use-attempt.ts'
import { staleTags } from '../../../tags/stale-tags.ts'
import { useTagKeys, useTagValues } from '../../../tags/use-tag-choices.ts'
import { problemOfKey, problemOfValue, tidyValues } from './new-tags.ts'

/** Values of one go: what a person types or pastes. */
const MOST_VALUES = 100

/** Makes a key with one value or many; the key may be there already. */
export function CreateTagsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [typedKey, setKey] = useState('')
  const [values, setValues] = useState<readonly string[]>([])
  const key = typedKey.trim()
  const { keyProblem, valueProblem } = useProblems(key, values)
  const isReady = key !== '' && keyProblem === undefined && valueProblem === undefined
  return (
    <BatchDialog
      title={t('tags.create.title')}
      okText={t('common.confirm')}
      disabled={!isReady}
      failedTitle={t('tags.create.failed')}
      doneText={(total) => t('tags.create.done', { total })}
      ids={values}
      pieceSize={tagLimits.tagsOfCall}
      send={useSend(key)}
      refreshes={staleTags}
      onClose={onClose}
    >
      <div className="ys-gap-below">
        <Form layout="vertical" requiredMark={false}>
          <Form.Item
            label={t('tags.key')}
            htmlFor="new-tag-key"
            {...(keyProblem === undefined
              ? { extra: t('tags.create.keyHint') }
              : { validateStatus: 'error', help: keyProblem })}
          >
            <KeyField value={typedKey} onChange={setKey} />
          </Form.Item>
          <Form.Item
            label={t('tags.create.values')}
            htmlFor="new-tag-values"
            {...(valueProblem === undefined
              ? { extra: t('tags.create.valuesHint') }
              : { validateStatus: 'error', help: valueProblem })}
          >
            <Select
              id="new-tag-values"
              mode="tags"
              open={false}
              suffixIcon={null}
              maxCount={MOST_VALUES}
              tokenSeparators={['\n']}
              placeholder={t('tags.create.valuesPlaceholder')}
              value={[...values]}
              onChange={(typed) => setValues(tidyValues(typed))}
            />
          </Form.Item>
        </Form>
      </div>
    </BatchDialog>
  )
}

interface KeyFieldProps {
  readonly value: string
  readonly onChange: (key: string) => void
}

/** A new key, or one that is there. */
function KeyField({ value, onChange }: KeyFieldProps) {
  const { t } = useTranslation()
  const { keys = [] } = useTagKeys()
  return (
    <AutoComplete
      id="new-tag-key"
      autoFocus
      placeholder={t('tags.create.keyPlaceholder')}
      value={value}
      options={keys.filter((key) => key.includes(value)).map((key) => ({ value: key }))}
      onChange={onChange}
    />
  )
}

/** What is wrong with what was typed, in words. */
function useProblems(key: string, values: readonly string[]) {
  const { t } = useTranslation()
  const { keys = [] } = useTagKeys()
  const { values: there = [] } = useTagValues(keys.includes(key) ? key : undefined)
  const ofKey = key === '' ? undefined : problemOfKey(key)
  const bad = values.find((value) => problemOfValue(value) !== undefined)
  const ofValue = bad === undefined ? undefined : problemOfValue(bad)
  const known = values.filter((value) => there.includes(value))
  const valueProblem =
    bad !== undefined && ofValue !== undefined
      ? `${bad.slice(0, 40)}: ${t(`tags.create.problems.${ofValue}`, { max: tagLimits.valueCharacters })}`
      : known.length > 0
        ? t('tags.create.known', { values: known.join(', ') })
        : undefined
  return {
    keyProblem: ofKey && t(`tags.create.problems.${ofKey}`, { max: tagLimits.keyCharacters }),
    valueProblem,
  }
}

function useSend(TagKey: string) {
  const callAction = useCallAction()
  const attempt = useAttempt()
  return async (piece: readonly string[]) => {
    const Tags = piece.map((TagValue) => ({ TagKey, TagValue }))
    const refused = await attempt('', () => callAction(createTags, { Tags }))
    // The server makes all of a call or none.
    return refused.flatMap(({ reason }) => piece.map((id) => ({ id, reason })))
  }
}
