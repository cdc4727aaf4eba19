import { serve } from '../../../kernel/module.ts'
import { ServiceRequested, services } from './contract.ts'
import { shippedServices } from './definitions/shipped-services.ts'
import { dropTasks, listServices, requestService, serviceOfCase } from './requests.ts'
import { serviceKind } from './service-kind.ts'

/** What the catalogue of services adds to the cases module. */
export const serviceParts = {
  events: [ServiceRequested], kinds: [serviceKind], definitions: shippedServices, listeners: [dropTasks],
  serves: [serve(services, {
    services: async (ctx) => ({ items: listServices(ctx) }),
    request: (ctx, { params, body }) => requestService(ctx, params.key, body),
    serviceOf: async (ctx, { params }) => ({ item: await serviceOfCase(ctx, params.id) }),
  })],
}
