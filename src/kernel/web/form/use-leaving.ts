import { useBlocker } from '@tanstack/react-router'
import { ask } from '../toast.tsx'
import { t } from '../words.ts'

/** Whether somebody who has typed something wants to leave without it. */
export const askToLeave = (): Promise<boolean> => ask({ title: t('form.leave-ask'), text: t('form.leave-text'), yes: t('form.leave'), no: t('form.stay'), danger: true })

type Places = { current: { pathname: string }; next: { pathname: string } }
/** Nobody loses what they typed: whoever goes elsewhere, or closes the window, with something unsaved is asked. Another tab of the same page is not elsewhere unless `isElsewhere` says so. */
export function useLeaving(unsaved: boolean, isElsewhere: (places: Places) => boolean = ({ current, next }) => current.pathname !== next.pathname): void {
  useBlocker({ shouldBlockFn: async (places) => unsaved && isElsewhere(places) && !await askToLeave(), enableBeforeUnload: () => unsaved, disabled: !unsaved })
}
