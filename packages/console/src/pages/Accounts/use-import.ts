import { describeAccountList, describeAppAndAccountInfo, importAccounts } from '@yanshu/protocol'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../api/api-failure.ts'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { failureText } from '../../api/failure-text.ts'
import { useRefresh } from '../../api/use-action-query.ts'
import { MAX_FILE_BYTES, readImportFile } from './import-file.ts'
import type { FileFault, ImportRow } from './import-file.ts'
import { sendImport } from './send-import.ts'
import type { ImportOutcome, PieceResult } from './send-import.ts'

export type ImportStep =
  | { readonly kind: 'choose'; readonly fault?: FileFault }
  | { readonly kind: 'preview'; readonly rows: readonly ImportRow[] }
  | { readonly kind: 'sending'; readonly sent: number; readonly total: number }
  | { readonly kind: 'done'; readonly outcome: ImportOutcome }

/** The steps of an import, from the file to the report. */
export function useImport(appId: number) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const refresh = useRefresh()
  const [step, setStep] = useState<ImportStep>({ kind: 'choose' })
  const stopped = useRef(false)
  useEffect(
    () => () => {
      stopped.current = true
    },
    [],
  )

  const send = async (piece: readonly ImportRow[]): Promise<PieceResult> => {
    const AccountList = piece.map(({ userId, nick, faceUrl }) => ({
      UserID: userId,
      ...(nick ? { Nick: nick } : {}),
      ...(faceUrl ? { FaceUrl: faceUrl } : {}),
    }))
    const { FailAccounts } = await callAction(importAccounts, { SDKAppID: appId, AccountList })
    const failures = FailAccounts.map(({ Index, Code, Message }) => {
      const { title, detail } = failureText(new ApiFailure(Code, Message), t)
      return { index: Index, reason: detail ?? title }
    })
    return { failures }
  }
  const start = async (rows: readonly ImportRow[]) => {
    stopped.current = false
    setStep({ kind: 'sending', sent: 0, total: rows.length })
    const outcome = await sendImport(rows, {
      send,
      onProgress: (sent) => setStep({ kind: 'sending', sent, total: rows.length }),
      isStopped: () => stopped.current,
      notSent: t('accounts.import.notSent'),
      failureReason: (error) => failureText(error, t).title,
    })
    setStep({ kind: 'done', outcome })
    await refresh(describeAccountList, describeAppAndAccountInfo)
  }
  return {
    step,
    choose: async (file: File) => setStep(await readFile(file)),
    start,
    stop: () => {
      stopped.current = true
    },
    restart: () => setStep({ kind: 'choose' }),
  }
}

async function readFile(file: File): Promise<ImportStep> {
  if (file.size > MAX_FILE_BYTES) return { kind: 'choose', fault: 'tooLarge' }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    const rows = readImportFile(text)
    return typeof rows === 'string' ? { kind: 'choose', fault: rows } : { kind: 'preview', rows }
  } catch {
    // Neither a readable file nor UTF-8, most often a file in the local code page of a spreadsheet.
    return { kind: 'choose', fault: 'unreadable' }
  }
}
