import { askWhyOfRating } from './analyses.ts'
import { courseEvents } from './contract.ts'
import { planFollowUps } from './follow-ups.ts'
import { courseMetrics } from './metrics.ts'
import { courseServes } from './serves.ts'
import { courseSettings } from './settings.ts'

/** What the course of cases adds to their module. */
export const courseParts = { events: courseEvents, settings: courseSettings, definitions: courseMetrics, listeners: [planFollowUps, askWhyOfRating], serves: courseServes }
