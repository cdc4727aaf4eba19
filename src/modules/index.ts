import type { Module } from '../kernel/module.ts'
import { casesModule } from './cases/index.ts'
import { clocksModule } from './clocks/index.ts'
import { contactsModule } from './contacts/index.ts'
import { customersModule } from './customers/index.ts'
import { filesModule } from './files/index.ts'
import { flowsModule } from './flows/index.ts'
import { formsModule } from './forms/index.ts'
import { mailModule } from './mail/index.ts'
import { messagesModule } from './messages/index.ts'
import { metricsModule } from './metrics/index.ts'
import { peopleModule } from './people/index.ts'
import { portalModule } from './portal/index.ts'
import { rulesModule } from './rules/index.ts'
import { searchModule } from './search/index.ts'
import { tasksModule } from './tasks/index.ts'

/** The house, ground floor first. */
export const modules: readonly Module[] = [peopleModule, filesModule, clocksModule, formsModule, searchModule, tasksModule, metricsModule, flowsModule, rulesModule, messagesModule, customersModule, contactsModule, casesModule, mailModule, portalModule]
