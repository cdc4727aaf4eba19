import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** Seconds before the next in the contact tree are told of a call for help that nobody has answered. */
export const stepSeconds = setting('risk.sos-step-seconds', z.int().min(10).max(3_600), 60, 'seconds')
/** Public emergency numbers on the page that a code on the wall leads to. */
export const emergencyNumbers = setting('risk.emergency-numbers', z.array(z.strictObject({ zh: z.string().min(1).max(20), en: z.string().min(1).max(30), number: z.string().min(2).max(20) })).max(6), [
  { zh: '报警', en: 'Police', number: '110' }, { zh: '急救', en: 'Ambulance', number: '120' }, { zh: '火警', en: 'Fire', number: '119' },
])
export const settings = [stepSeconds, emergencyNumbers] as const
