import { language } from '../../../../kernel/web/words.ts'

/** Where a report's page or table lies; the browser fetches it itself. */
const API = '/api/v1'
const query = (of: Record<string, string | undefined>) => new URLSearchParams({ lang: language(), ...Object.fromEntries(Object.entries(of).flatMap(([key, value]) => value ? [[key, value]] : [])) }).toString()
export const reportAddress = (id: string, of: { as: 'html' | 'csv'; inline?: 'true' }) => `${API}/reports/${id}/file?${query(of)}`
export const previewAddress = (of: { as: 'html' | 'csv'; inline?: 'true'; template: string; from: string; to: string; chapters?: string; teamId?: string; channel?: string }) => `${API}/report-previews?${query(of)}`
