/** The parts that people play in an organisation that is a customer. */
export const AFFILIATION_ROLES = ['decision', 'purchasing', 'use', 'technical', 'finance', 'other'] as const
/** Organisations stand within each other at most so deep. */
export const DEEPEST = 12
