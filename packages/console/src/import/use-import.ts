import type { CloudAction } from '@yanshu/protocol'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../api/failure-text.ts'
import { patiently } from '../api/patiently.ts'
import { useRefresh } from '../api/use-action-query.ts'
import { inPieces } from '../batch/in-pieces.ts'
import { MAX_FILE_BYTES } from './read-table.ts'
import type { FileFault } from './read-table.ts'
import { sendImport } from './send-import.ts'
import type { ImportOutcome, ImportRow, PieceResult } from './send-import.ts'

/** What is imported, and how. */
export interface ImportJob<Row extends ImportRow> {
  readonly read: (text: string) => readonly Row[] | FileFault
  /** Imports one piece, of 100 rows at the most. */
  readonly send: (piece: readonly Row[]) => Promise<PieceResult>
  /** The rows in the order in which they are sent; as the file has them where it is left out. */
  readonly pieces?: (rows: readonly Row[]) => readonly (readonly Row[])[]
  /** Reading actions whose answers are stale afterwards. */
  readonly refreshes: readonly CloudAction[]
}

export type ImportStep<Row> =
  | { readonly kind: 'choose'; readonly fault?: FileFault }
  | { readonly kind: 'preview'; readonly rows: readonly Row[] }
  | { readonly kind: 'sending'; readonly sent: number; readonly total: number }
  | { readonly kind: 'done'; readonly outcome: ImportOutcome<Row> }

/** The steps of an import, from the file to the report. */
export function useImport<Row extends ImportRow>(job: ImportJob<Row>) {
  const { t } = useTranslation()
  const refresh = useRefresh()
  const [step, setStep] = useState<ImportStep<Row>>({ kind: 'choose' })
  const stopped = useRef(false)
  useEffect(
    () => () => {
      stopped.current = true
    },
    [],
  )

  const start = async (rows: readonly Row[]) => {
    stopped.current = false
    setStep({ kind: 'sending', sent: 0, total: rows.length })
    const outcome = await sendImport(job.pieces?.(rows) ?? inPieces(rows), {
      send: (piece) => patiently(() => job.send(piece)),
      onProgress: (sent) => setStep({ kind: 'sending', sent, total: rows.length }),
      isStopped: () => stopped.current,
      notSent: t('imports.notSent'),
      failureReason: (error) => failureText(error, t).title,
    })
    setStep({ kind: 'done', outcome })
    await refresh(...job.refreshes)
  }
  return {
    step,
    choose: async (file: File) => setStep(await readFile(file, job.read)),
    start,
    stop: () => {
      stopped.current = true
    },
    restart: () => setStep({ kind: 'choose' }),
  }
}

async function readFile<Row extends ImportRow>(
  file: File,
  read: ImportJob<Row>['read'],
): Promise<ImportStep<Row>> {
  if (file.size > MAX_FILE_BYTES) return { kind: 'choose', fault: 'tooLarge' }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    const rows = read(text)
    return typeof rows === 'string' ? { kind: 'choose', fault: rows } : { kind: 'preview', rows }
  } catch {
    // Neither a readable file nor UTF-8, most often a file in the local code page of a spreadsheet.
    return { kind: 'choose', fault: 'unreadable' }
  }
}
