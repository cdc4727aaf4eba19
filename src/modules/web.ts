import type { WebModule } from '../kernel/web/web-module.ts'
import { casesWeb } from './cases/web/routes.tsx'
import { contactsWeb } from './contacts/web/routes.tsx'
import { customersWeb } from './customers/web/routes.tsx'
import { flowsWeb } from './flows/web/routes.tsx'
import { formsWeb } from './forms/web/routes.tsx'
import { insightWeb } from './insight/web/routes.tsx'
import { mailWeb } from './mail/web/routes.tsx'
import { messagesWeb } from './messages/web/routes.tsx'
import { metricsWeb } from './metrics/web/routes.tsx'
import { peopleWeb } from './people/web/routes.tsx'
import { portalWeb } from './portal/web/routes.tsx'
import { routingWeb } from './routing/web/routes.tsx'
import { searchWeb } from './search/web/routes.tsx'
import { tasksWeb } from './tasks/web/routes.tsx'
import { teamworkWeb } from './teamwork/web/routes.tsx'

/** The browser's list of modules, ground floor first; each keeps its pages in chunks of their own. */
export const webModules: readonly WebModule[] = [peopleWeb, searchWeb, formsWeb, tasksWeb, metricsWeb, flowsWeb, messagesWeb, customersWeb, contactsWeb, casesWeb, routingWeb, mailWeb, teamworkWeb, insightWeb, portalWeb]
