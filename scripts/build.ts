/** Builds the single executable, `npm run build`: dist/yanshu. */
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { buildExecutable } from './building/build-executable.ts'

const root = join(import.meta.dir, '..')
const outfile = join(root, 'dist', 'yanshu')

await mkdir(join(root, 'dist'), { recursive: true })
await buildExecutable({ root, outfile })
const { size } = await stat(outfile)
console.log(`dist/yanshu: ${Math.round(size / 2 ** 20)} MiB`)
