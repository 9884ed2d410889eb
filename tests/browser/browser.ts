import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { findBrowser } from '../../scripts/testing/find-browser.ts'

const output = join(import.meta.dir, '../../test-output')

/** Milliseconds that a page may take for one step; starts on a busy machine are slow. */
const PATIENCE = 15_000

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const executablePath = findBrowser()

/** True where these tests cannot run and need not: it is said in one line. */
export const isWithoutBrowser =
  executablePath === undefined && process.env.YANSHU_TEST_REQUIRE !== 'all'
if (isWithoutBrowser) process.stderr.write('No Chromium: the browser tests do not run\n')

/** @throws where there is no Chromium. */
export function openBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('No Chromium on this machine')
  return chromium.launch({ executablePath, args: quiet })
}

/** A tab, and what it had to complain about. */
export interface Tab {
  readonly page: Page
  /** Errors of the console and of the page itself, failed requests among them. */
  readonly complaints: string[]
}

/** Walks through pages in a fresh profile; where a step fails there is a picture of it. */
export async function walk(
  browser: Browser,
  name: string,
  options: BrowserContextOptions,
  steps: (tab: Tab) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
  try {
    await steps({ page, complaints })
  } catch (error) {
    await mkdir(output, { recursive: true })
    await page.screenshot({ path: join(output, `${name}.png`), fullPage: true })
    throw error
  } finally {
    await context.close()
  }
}
