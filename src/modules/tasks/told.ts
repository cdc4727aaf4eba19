import type { z } from 'zod'
import type { TaskAdded } from './contract.ts'

interface Of { key: string; owner_id: string | null; role_key: string | null; team_id: string | null; due_at: Date | number | string; about_kind: string; about_id: string; source_kind: string; source_id: string }
/** What every event tells of a task. */
export const told = (row: Of): Omit<z.input<typeof TaskAdded.schema>, 'madeBy'> => ({
  key: row.key, ownerId: row.owner_id, roleKey: row.role_key, teamId: row.team_id, dueAt: row.due_at instanceof Date ? row.due_at.toISOString() : null,
  about: { kind: row.about_kind, id: row.about_id }, source: { kind: row.source_kind, id: row.source_id },
})
