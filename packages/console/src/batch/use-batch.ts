import { useMutation } from '@tanstack/react-query'
import type { CloudAction } from '@yanshu/protocol'
import { useState } from 'react'
import { patiently } from '../api/patiently.ts'
import { useRefresh } from '../api/use-action-query.ts'
import { useShowFailure } from '../api/use-show-failure.tsx'
import { PIECE, inPieces } from './in-pieces.ts'
import type { Refused } from './RefusedList.tsx'

/** An action on many things, a piece of them by each call. */
export interface BatchJob {
  readonly ids: readonly string[]
  /** Acts on a piece, and answers what it was refused for. */
  readonly send: (piece: readonly string[]) => Promise<readonly Refused[]>
  /** Ids of one call at the most; 100 where nothing is said. */
  readonly pieceSize?: number
  /** Reading actions whose answers are stale afterwards. */
  readonly refreshes: readonly CloudAction[]
  /** Told after each piece, with what worked. */
  readonly onPiece?: (done: readonly string[]) => void
  /** Told at the end, with how many worked and what did not. */
  readonly onEnd: (done: number, refused: readonly Refused[]) => void
}

/** Acts piece by piece; keeps going over rows that the server refuses, and collects them. */
export function useBatch(job: BatchJob) {
  const refresh = useRefresh()
  const showFailure = useShowFailure()
  const [handled, setHandled] = useState(0)
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const run = useMutation({
    mutationFn: async () => {
      setHandled(0)
      const failures: Refused[] = []
      for (const piece of inPieces(job.ids, job.pieceSize ?? PIECE)) {
        const wrong = await patiently(() => job.send(piece))
        failures.push(...wrong)
        const failedIds = new Set(wrong.map(({ id }) => id))
        job.onPiece?.(piece.filter((id) => !failedIds.has(id)))
        setHandled((count) => count + piece.length)
      }
      return failures
    },
    onSuccess: (failures) => {
      setRefused(failures)
      job.onEnd(job.ids.length - failures.length, failures)
    },
    onError: showFailure,
    onSettled: () => refresh(...job.refreshes),
  })
  return { start: () => run.mutate(), isRunning: run.isPending, handled, refused }
}
