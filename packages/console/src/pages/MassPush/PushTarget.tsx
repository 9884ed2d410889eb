import type { PushTaskItem } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'

/** Whom a push is for, in words. */
export function PushTarget({ task }: { task: PushTaskItem }) {
  const { t } = useTranslation()
  const { TagsOr, TagsAnd, AttrsOr, AttrsAnd } = task.Condition
  const any = [...(TagsOr ?? []), ...pairsOf(AttrsOr)]
  const every = [...(TagsAnd ?? []), ...pairsOf(AttrsAnd)]
  return (
    <>
      {t(`push.targets.${task.Target}`)}
      {any.length > 0 && <Labels text={t('push.targets.any', { labels: any.join(', ') })} />}
      {every.length > 0 && <Labels text={t('push.targets.every', { labels: every.join(', ') })} />}
    </>
  )
}

function Labels({ text }: { text: string }) {
  return (
    <div className="ys-push__note" title={text}>
      {text}
    </div>
  )
}

function pairsOf(attrs: Readonly<Record<string, string>> | undefined): readonly string[] {
  return Object.entries(attrs ?? {}).map(([name, value]) => `${name}=${value}`)
}
