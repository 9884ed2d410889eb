import { expect, test } from 'bun:test'
import { inPieces } from '../batch/in-pieces.ts'
import { sendImport } from './send-import.ts'
import type { PieceResult } from './send-import.ts'

interface Row {
  readonly line: number
  readonly userId: string
}

function rowsUpTo(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => ({ line: index + 2, userId: `user${index}` }))
}

function run(
  count: number,
  send: (piece: readonly Row[]) => Promise<PieceResult>,
  stopAfter = Infinity,
) {
  const progress: number[] = []
  const outcome = sendImport(inPieces(rowsUpTo(count)), {
    send,
    onProgress: (sent) => progress.push(sent),
    isStopped: () => progress.length >= stopAfter,
    notSent: 'not sent',
    failureReason: (error) => String(error),
  })
  return { outcome, progress }
}

test('sends every row once, a piece by each call', async () => {
  const sent: string[][] = []

  const { outcome, progress } = run(230, async (piece) => {
    sent.push(piece.map((row) => row.userId))
    return { failures: [] }
  })

  expect(await outcome).toEqual({ imported: 230, failed: [] })
  expect(sent.map((piece) => piece.length)).toEqual([100, 100, 30])
  expect(new Set(sent.flat()).size).toBe(230)
  expect(progress).toEqual([100, 200, 230])
})

test('refused rows are told by line and hinder no other', async () => {
  const { outcome } = run(150, async () => ({ failures: [{ index: 1, reason: 'taken' }] }))

  const { imported, failed } = await outcome

  expect(imported).toBe(148)
  expect(failed.map(({ row, reason }) => [row.line, reason])).toEqual([
    [3, 'taken'],
    [103, 'taken'],
  ])
})

test('a failed call ends the import and leaves the rest unsent', async () => {
  let calls = 0
  const { outcome } = run(300, async () => {
    calls += 1
    if (calls === 2) throw new Error('lost')
    return { failures: [] }
  })

  const { imported, failed } = await outcome

  expect(calls).toBe(2)
  expect(imported).toBe(100)
  expect(failed.filter(({ reason }) => reason === 'not sent')).toHaveLength(100)
  expect(failed.filter(({ reason }) => reason.includes('lost'))).toHaveLength(100)
})

test('a stop leaves the rest unsent', async () => {
  const { outcome } = run(250, async () => ({ failures: [] }), 1)

  expect(await outcome).toMatchObject({ imported: 100, failed: { length: 150 } })
})
