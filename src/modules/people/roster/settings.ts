import { z } from 'zod'
import { setting } from '../../../kernel/settings.ts'
import { ShiftKind } from './contract.ts'

export const shiftKinds = setting('people.shifts', z.array(ShiftKind).min(1).max(30), [
  { key: 'day', zh: '白班', en: 'Day', from: '09:00', to: '18:00', works: true },
  { key: 'early', zh: '早班', en: 'Early', from: '08:00', to: '16:00', works: true },
  { key: 'late', zh: '晚班', en: 'Late', from: '14:00', to: '22:00', works: true },
  { key: 'night', zh: '夜班', en: 'Night', from: '22:00', to: '08:00', works: true },
  { key: 'cleaning', zh: '保洁值日', en: 'Cleaning', from: '17:30', to: '18:00', works: false },
])
