import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { RefObject } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { bottlenecks, type ProcessEvent, toOcel, toXes } from '../../../../pure/process/index.ts'
import { BYTE_ORDER_MARK, csvLine } from '../../../../pure/csv/index.ts'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { saveFile, savePng, saveSvg } from './export-picture.ts'
import type { OpenLog } from './open-log.ts'

const KINDS = ['svg', 'png', 'bottlenecks', 'csv', 'xes', 'ocel'] as const

/** Takes what is seen away: the picture, the ranking, or the log itself in the forms that other software reads. */
export function ExportMenu({ log, events, svg }: { log: OpenLog; events: readonly ProcessEvent[]; svg: RefObject<SVGSVGElement | null> }) {
  const t = useT()
  const name = `process-${log.file?.replace(/\.(csv|xes)(\.gz)?$/i, '') ?? `${log.window?.from ?? ''}-${log.window?.to ?? ''}`}`
  // Other software knows no keys of ours: steps and cases go out by their names.
  const told = () => events.map((event): ProcessEvent => ({ ...event, caseId: log.caseName(event.caseId), activity: log.activityName(event.activity) }))
  const moment = (at: ProcessEvent['at'] | null | undefined) => (at === null || at === undefined ? '' : new Date(at).toISOString())
  const run: Record<(typeof KINDS)[number], () => void> = {
    svg: () => { if (svg.current) saveSvg(svg.current, name) },
    png: () => { if (svg.current) void savePng(svg.current, name).catch((error: unknown) => toast.fault(error)) },
    bottlenecks: () => saveFile(`${name}-bottlenecks.csv`, new Blob([BYTE_ORDER_MARK, csvLine(['rank', 'kind', 'from', 'to', 'count', 'cases', 'share', 'median_seconds', 'p90_seconds', 'total_seconds']), ...bottlenecks(events).map((one) => csvLine([one.rank, one.kind, log.activityName(one.from), log.activityName(one.to), one.count, one.cases, one.share, one.medianSeconds, one.p90Seconds, one.totalSeconds]))], { type: 'text/csv' })),
    csv: () => saveFile(`${name}.csv`, new Blob([BYTE_ORDER_MARK, csvLine(['case_id', 'activity', 'timestamp', 'start_timestamp', 'resource']), ...told().map((one) => csvLine([one.caseId, one.activity, moment(one.at), moment(one.startedAt), one.resource ?? '']))], { type: 'text/csv' })),
    xes: () => saveFile(`${name}.xes`, new Blob([toXes(told())], { type: 'application/xml' })),
    ocel: () => saveFile(`${name}.jsonocel`, new Blob([toOcel(told())], { type: 'application/json' })),
  }
  return (
    <Menu menu={{ items: KINDS.map((key) => ({ key, label: t(`process.export.${key}`) })), onClick: ({ key }) => run[key as (typeof KINDS)[number]]() }}>
      <Button size="small" type="text" icon={<DownloadOutlined />} aria-label={t('process.export')} title={t('process.export')} />
    </Menu>
  )
}
