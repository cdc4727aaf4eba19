import { serve } from '../../../kernel/module.ts'
import { EmergencyEnded, EmergencyNoted, EmergencyPinned, emergencies } from './contract.ts'
import { emergencyResource, endPin, listCards, notePin, pastPins, pinCard, pinnedNow } from './pins.ts'

/** What emergency cards add to the module. */
export const emergencyParts = {
  events: [EmergencyPinned, EmergencyNoted, EmergencyEnded], resources: [emergencyResource],
  serves: [serve(emergencies, {
    active: async (ctx) => ({ items: await pinnedNow(ctx) }),
    cards: async (ctx) => ({ items: await listCards(ctx) }),
    past: (ctx, { query }) => pastPins(ctx, query),
    pin: (ctx, { body }) => pinCard(ctx, body),
    note: (ctx, { params, body }) => notePin(ctx, params.id, body),
    end: (ctx, { params, body }) => endPin(ctx, params.id, body),
  })],
}
