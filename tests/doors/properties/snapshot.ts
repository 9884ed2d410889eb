import type { TestServer } from '@yanshu/server/testing'

/** The tables that calls of the doors could change. */
const tables = ['app', 'account', 'conversation', 'message', 'message_recall'] as const

/** Everything that is stored, as text. */
export async function snapshot(im: TestServer): Promise<string> {
  const { db } = im.platform.store
  const parts = await Promise.all(
    tables.map(async (table) => {
      const rows = await db.selectFrom(table).selectAll().execute()
      const lines = rows.map((row) => JSON.stringify(row)).toSorted()
      return `${table}\n${lines.join('\n')}`
    }),
  )
  return parts.join('\n\n')
}

/** Whether the server is still up to its work. */
export async function isReady(im: TestServer): Promise<boolean> {
  const response = await fetch(`${im.url}/readyz`)
  return response.status === 200 && (await response.text()) === 'ready'
}
