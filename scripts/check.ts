/** Runs every check of the sources, `npm run check`, and ends with a line for each. */
import { join } from 'node:path'

const root = join(import.meta.dir, '..')
const tool = (name: string) => join(root, 'node_modules', '.bin', name)

const checks = [
  { name: 'types', command: [tool('tsc'), '-p', '.'] },
  { name: 'lint', command: [tool('oxlint'), '--deny-warnings'] },
  { name: 'format', command: [tool('oxfmt'), '--check', '.'] },
  { name: 'arrows', command: [process.execPath, 'test', './tests/arrows.test.ts'] },
]

const lines: string[] = []
for (const { name, command } of checks) {
  console.log(`== ${name} ==`)
  const started = performance.now()
  const code = await Bun.spawn(command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    .exited
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  lines.push(`${name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)`)
  if (code !== 0) process.exitCode = 1
}
console.log(`\n${lines.join('\n')}`)
