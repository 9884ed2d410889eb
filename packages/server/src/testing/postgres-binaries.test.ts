import { afterEach, beforeEach, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPostgresBinaries } from './postgres-binaries.ts'

let root: string

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'yanshu-binaries-')))
})

afterEach(() => rmSync(root, { recursive: true }))

test('finds nothing where nothing is installed', () => {
  expect(findPostgresBinaries(root, join(root, 'debian'))).toBeUndefined()
})

test('takes the newest that Debian installed, by number', () => {
  install('debian/9/bin', '9.6.1')
  install('debian/15/bin', '15.4')
  const newest = install('debian/17/bin', '17.0')

  expect(findPostgresBinaries('', join(root, 'debian'))).toBe(newest)
})

test('refuses one that is too old', () => {
  install('debian/14/bin', '14.9')

  expect(findPostgresBinaries('', join(root, 'debian'))).toBeUndefined()
})

test('takes the one in PATH first, also behind a link to initdb alone', () => {
  install('debian/17/bin', '17.0')
  const real = install('opt', '16.2')
  mkdirSync(join(root, 'path'))
  symlinkSync(join(real, 'initdb'), join(root, 'path', 'initdb'))

  expect(findPostgresBinaries(join(root, 'path'), join(root, 'debian'))).toBe(real)
})

function install(folder: string, version: string): string {
  const path = join(root, folder)
  mkdirSync(path, { recursive: true })
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const script = `#!/bin/sh\necho "${name} (PostgreSQL) ${version}"\n`
    writeFileSync(join(path, name), script, { mode: 0o755 })
  }
  return path
}
