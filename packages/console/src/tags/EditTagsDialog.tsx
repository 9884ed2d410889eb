import { useMutation } from '@tanstack/react-query'
import { modifyResourceTags } from '@yanshu/protocol'
import { Modal } from 'antd'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCallAction } from '../api/ApiProvider.tsx'
import { useRefresh } from '../api/use-action-query.ts'
import { useShowFailure } from '../api/use-show-failure.tsx'
import { useToast } from '../design/use-toast.ts'
import { staleTags } from './stale-tags.ts'
import { changesOf, isComplete, toRows } from './tag-rows.ts'
import type { AppTag } from './tag-rows.ts'
import { TagRows } from './TagRows.tsx'

interface EditTagsDialogProps {
  readonly appId: number
  readonly tags: readonly AppTag[]
  readonly onClose: () => void
}

/** 编辑标签: which tags of the account's list an application carries. */
export function EditTagsDialog({ appId, tags, onClose }: EditTagsDialogProps) {
  const { t } = useTranslation()
  const [rows, setRows] = useState(() => (tags.length > 0 ? toRows(tags) : [{ id: 0 }]))
  const chosen = rows.filter(({ key }) => key !== undefined)
  const save = useSaveTags(onClose)
  const submit = () => save.mutate(changesOf(appId, tags, chosen))
  return (
    <Modal
      open
      title={t('tags.edit.title')}
      width={600}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !isComplete(chosen) }}
      confirmLoading={save.isPending}
      onOk={submit}
      onCancel={onClose}
    >
      <p className="ys-dialog-hint">
        <Trans
          i18nKey="tags.edit.hint"
          components={[<Link key="manage" to="/access/tags" target="_blank" />]}
        />
      </p>
      <p className="ys-dialog-hint">{t('tags.edit.selected', { count: 1 })}</p>
      <TagRows rows={rows} onChange={setRows} />
    </Modal>
  )
}

function useSaveTags(onDone: () => void) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const refresh = useRefresh()
  const showFailure = useShowFailure()
  const toast = useToast()
  return useMutation({
    mutationFn: async (changes: ReturnType<typeof changesOf>) => {
      for (const change of changes) await callAction(modifyResourceTags, change)
    },
    onSuccess: (_, changes) => {
      if (changes.length > 0) toast(t('tags.edit.saved'))
      onDone()
    },
    onError: showFailure,
    // Of several calls some may have worked.
    onSettled: () => refresh(...staleTags),
  })
}
