import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

const MiB = 1024 * 1024

export const mostBytes = setting('files.most-bytes', z.int().min(1).max(2 ** 40), 25 * MiB, 'bytes')
/** Width times height; a picture of more is kept and never shown inside a page. */
export const mostPixels = setting('files.most-pixels', z.int().min(1).max(2 ** 40), 50_000_000, 'pixels')
/** Sniffed types that are refused: what runs when somebody opens it. */
export const forbiddenTypes = setting('files.forbidden-types', z.array(z.string().min(3).max(120)).max(500), [
  'application/x-msdownload', 'application/x-elf', 'application/x-mach-binary', 'application/java-vm', 'application/java-archive', 'application/wasm',
  'application/vnd.android.package-archive', 'application/x-google-chrome-extension', 'application/x-xpinstall', 'application/x-deb', 'application/x-rpm',
  'application/x.ms.shortcut', 'application/x.apple.alias', 'application/x-shockwave-flash', 'application/vnd.ms-htmlhelp', 'text/x-shellscript',
])
/** Endings that are refused whatever the bytes are: systems run them by their name. Lower case, without the dot. */
export const forbiddenEndings = setting('files.forbidden-endings', z.array(z.string().regex(/^[a-z0-9]{1,20}$/)).max(500), [
  'exe', 'com', 'dll', 'scr', 'pif', 'cpl', 'sys', 'msi', 'msp', 'msix', 'appx', 'bat', 'cmd', 'ps1', 'psm1', 'vbs', 'vbe', 'vb', 'js', 'jse', 'mjs', 'ws', 'wsf', 'wsh', 'wsc', 'sct',
  'hta', 'chm', 'reg', 'inf', 'lnk', 'url', 'scf', 'jar', 'jnlp', 'class', 'apk', 'ipa', 'sh', 'bash', 'command', 'app', 'pkg', 'deb', 'rpm', 'run', 'swf', 'xll', 'wasm',
])
/** Where clamd listens: `host:port`, or the absolute path of its socket; empty is off. */
export const clamd = setting('files.clamd', z.union([z.literal(''), z.string().max(300).regex(/^(\/\S+|\[[0-9a-fA-F:]+\]:\d{1,5}|[A-Za-z0-9.-]+:\d{1,5})$/)]), '')
/** How long one upload waits for the scanner. */
export const clamdSeconds = setting('files.clamd-seconds', z.int().min(1).max(100), 20, 'seconds')
/** Refuse what could not be scanned. */
export const requireScan = setting('files.require-scan', z.boolean(), false)
/** How long a removed file can be restored. */
export const binDays = setting('files.bin-days', z.int().min(1).max(3_650), 30, 'days')
/** After this long a file that was uploaded and never hung on anything is destroyed. */
export const unattachedDays = setting('files.unattached-days', z.int().min(1).max(365), 7, 'days')

export const settings = [mostBytes, mostPixels, forbiddenTypes, forbiddenEndings, clamd, clamdSeconds, requireScan, binDays, unattachedDays] as const
