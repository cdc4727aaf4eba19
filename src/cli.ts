import './without-maglev.ts'
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/shouwen-compile', import.meta.url)))
const { runCommand } = await import('./command.ts')
process.exitCode = await runCommand(process.argv.slice(2), process.env)
// What a command was asked for is printed and kept by now; a socket that lingers must not hold the shell.
process.exit()
