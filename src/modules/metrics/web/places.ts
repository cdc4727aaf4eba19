import { slot } from '../../../kernel/web/slot.tsx'

/** The record behind a figure, such as a case, as a link. Fill it with `key` = the kind of the record; `label` is what its facts call it. */
export const metricRecord = slot<{ id: string; label: string | null }>('metric.record')
