import { useEffect } from 'react'
import { useSession } from './session.tsx'
import { t } from './words.ts'

/** Names the page in the browser's tab, and says it to screen readers when it changes. */
export function usePageTitle(title: string | undefined): void {
  const { company } = useSession()
  useEffect(() => {
    if (!title) return
    document.title = [title, company.name || t('frame.product')].join(' · ')
    const voice = document.getElementById('page-voice')
    if (voice) voice.textContent = title
  }, [title, company.name])
}
