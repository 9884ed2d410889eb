import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'bun:test'
import { buildConsole } from './build.ts'
import type { ConsoleAsset, ConsoleAssets } from './build.ts'

let assets: ConsoleAssets
beforeAll(async () => {
  assets = await buildConsole()
})

function textOf(asset: ConsoleAsset | undefined): string {
  return new TextDecoder().decode(asset?.body)
}

/** The pages that the tables of routes load by name. */
async function countLazyPages(): Promise<number> {
  const folder = join(import.meta.dir, 'app')
  const tables = (await readdir(folder)).filter((name) => name.endsWith('.tsx'))
  const texts = await Promise.all(tables.map((name) => readFile(join(folder, name), 'utf8')))
  const imports = texts.flatMap((text) => [...text.matchAll(/import\('(\.\.\/pages\/[^']+)'\)/g)])
  return new Set(imports.map(([, path]) => path)).size
}

describe('buildConsole', () => {
  test('answers the page first, at both of its paths', () => {
    expect([...assets.keys()].slice(0, 2)).toEqual(['/', '/index.html'])
    expect(assets.get('/')).toMatchObject({ type: 'text/html; charset=utf-8', immutable: false })
  })

  test('every file the page names exists, with a hash in its name', () => {
    const named = [...textOf(assets.get('/')).matchAll(/(?:src|href)="([^"]+)"/g)]
    const paths = named.map(([, path]) => path ?? '')

    expect(paths).toHaveLength(4)
    for (const path of paths) expect(assets.get(path)).toMatchObject({ immutable: true })
  })

  test('nothing is loaded from another host', () => {
    const page = textOf(assets.get('/'))
    const styles = [...assets]
      .filter(([path]) => path.endsWith('.css'))
      .map(([, file]) => textOf(file))

    expect(page).not.toMatch(/https?:/)
    expect(styles.join('')).not.toMatch(/url\(\s*["']?(https?:)?\/\/|@import/)
  })

  test('the page carries no inline script, which its security policy forbids', () => {
    expect(textOf(assets.get('/'))).not.toMatch(/<script(?![^>]*\ssrc=)/)
  })

  test('the pages behind the sign-in are loaded one by one, when they are opened', async () => {
    const main = [...assets].find(([path]) => /\/main-\w+\.js$/.test(path))
    const parts = [...textOf(main?.[1]).matchAll(/import\("([^"]+)"\)/g)].map(([, path]) => path)

    expect(new Set(parts).size).toBe(await countLazyPages())
    for (const part of parts) expect(assets.has(part ?? '')).toBe(true)
  })
})
