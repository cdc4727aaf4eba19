import { useT } from '../../../../kernel/web/words.ts'
import type { Webhook } from '../../webhooks/contract.ts'

/** Whether it works, fails or is off. */
export function WebhookState({ of }: { of: Webhook }) {
  const t = useT()
  const state = !of.isOn ? 'off' : of.failingSince ? 'failing' : 'on'
  return <span className="webhook-state" data-state={state}>{t(`webhook.state.${state}`)}{of.offReason ? ` · ${t(`webhook.off.${of.offReason}`)}` : ''}</span>
}
