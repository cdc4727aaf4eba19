import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'csv-stringify/sync'

/** Complaints to a government hotline, as its own export wrote them, and what their columns mean here. */
export interface HotlineFile { name: string; path: string; map: string; rows: number }

const folder = fileURLToPath(new URL('../../shared/data/03-chinese-text/', import.meta.url))
const CITIZEN = { externalId: 'user_id', name: 'user_id' }
const ROW = { externalId: 'message_id', subject: 'subject', description: 'detail', createdAt: 'sent_at', customer: CITIZEN, channel: '=portal' }
const FILES = [
  { name: 'messages_dev', rows: 292, columns: { ...ROW, kind: 'category' }, values: { kind: { 劳动和社会保障: 'consultation', 城乡建设: 'complaint', 教育文体: 'request', 卫生计生: 'request', 交通运输: 'complaint', 商贸旅游: 'complaint', 环境保护: 'complaint' } } },
  { name: 'messages_silver', rows: 2_801, columns: { ...ROW, kind: '=request' } },
  { name: 'hot_issues', rows: 4_326, columns: { ...ROW, kind: '=grumble', priority: '=high' } },
  { name: 'replies', rows: 2_816, columns: { ...ROW, kind: '=complaint', status: '=closed', replies: [{ body: 'reply', at: 'replied_at', visibility: 'public' }] } },
]

/** The matter that the tests look for: `words` stand in its text, not in its subject, and in no other of the files. */
export const SOUGHT = { subject: 'A3区阳光丽城附近垃圾场晚上趁夜色焚烧垃圾', words: '烟雾弥漫 味道刺鼻' }

/** Why the tests go by rows of their own; null where the hotline's files are there. */
export const noHotline: string | null = existsSync(join(folder, 'zhengwu_messages_dev.csv.gz')) ? null : '../shared/data/03-chinese-text is not there: the tests import rows of their own'

/** The hotline's files, smallest first, with their maps written into `place`; where they are missing, one small table of our own. */
export function hotlineFiles(place: string): HotlineFile[] {
  mkdirSync(place, { recursive: true })
  const write = (name: string, text: string) => { const path = join(place, name); writeFileSync(path, text); return path }
  const mapped = ({ name, rows, ...map }: (typeof FILES)[number], path: string) => ({ name, path, rows, map: write(`${name}.json`, JSON.stringify({ source: `hotline.${name}`, zone: 'Asia/Shanghai', ...map })) })
  if (noHotline === null) return FILES.map((file) => mapped(file, join(folder, `zhengwu_${file.name}.csv.gz`)))
  const own = OWN.map(([subject, detail, category], n) => ({ message_id: n + 1, user_id: `A${10_000 + n % 30}`, subject, sent_at: `2019/3/${n % 28 + 1} 21:31:53`, detail, category }))
  return [mapped({ ...FILES[0] as (typeof FILES)[number], rows: own.length }, write('messages.csv', stringify(own, { header: true })))]
}
const OWN = [
  [SOUGHT.subject, '垃圾场白天运来垃圾，晚上十点以后焚烧，外面烟雾弥漫，味道刺鼻，请有关部门管一管。', '环境保护'],
  ...Array.from({ length: 60 }, (_, n) => [`小区 ${n + 1} 栋停水已经 ${n + 1} 天`, `从上周起 ${n + 1} 栋一直没有水，物业说要等自来水公司，请帮忙催一催。`, '城乡建设'] as const),
] as const
