import '../src/without-maglev.ts'
import { existsSync, readdirSync } from 'node:fs'

/** `npm run bench -- NAME [options]`: one benchmark, its figures as JSON on stdout. Each file here exports `run`. */
const [name, ...rest] = process.argv.slice(2)
const known = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.ts') && file !== 'run.ts').map((file) => file.slice(0, -3))
const file = new URL(`${name ?? ''}.ts`, import.meta.url)
if (!name || !/^[a-z-]+$/.test(name) || !existsSync(file)) {
  process.stderr.write(`npm run bench -- ${known.join('|')}\n`)
  process.exit(2)
}
const { run } = await import(file.href) as { run: (options: readonly string[]) => Promise<object> }
process.stdout.write(`${JSON.stringify(await run(rest), null, 2)}\n`)
process.exit(0)
