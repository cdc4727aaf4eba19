import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'

/**
 * When a process started, as a text that no other process of this machine ever has: the boot it belongs to and the tick of its start.
 * A process id alone is given again sooner or later, at once in a restarted container. Undefined when there is no such process,
 * when it is only waiting to be collected (a zombie), and on systems without /proc.
 */
export function startedAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is the program's name in brackets and may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}:${fields[19]}`
  } catch { return undefined }
}

/** Whether a process with this id exists, whoever owns it. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) { return (error as NodeJS.ErrnoException).code === 'EPERM' }
}

/** The PostgreSQL processes at work in this data folder, by their current directory. Linux only. */
export function postgresIn(folder: string): number[] {
  const real = realpathSync(folder)
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/comm`, 'latin1').startsWith('postgres') && readlinkSync(`/proc/${pid}/cwd`) === real && startedAt(pid) !== undefined
    } catch { return false }
  })
}
