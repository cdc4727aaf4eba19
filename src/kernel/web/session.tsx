import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useCallback, useContext, type ReactNode } from 'react'
import { query } from '../client.ts'
import { shell, type Session } from '../shell.ts'
import { WebModules } from './web-modules.ts'

export const sessionQuery = { ...query(shell.session, {}), staleTime: 300_000 }
const NOBODY: Session = { staff: null, permissions: [], heldBack: null, company: { name: '', zone: 'Asia/Shanghai', country: 'CN' }, needsSetup: false, release: '' }

/** Who is signed in, what they may, and the company. */
export const useSession = (): Session => useQuery(sessionQuery).data ?? NOBODY

/** Tells whether the reader holds a permission. */
export function useCan(): (permission: string) => boolean {
  const { permissions } = useSession()
  return useCallback((permission) => permissions.includes(permission), [permissions])
}

/** Shows its children to holders of a permission, to others nothing. */
export function Can({ permission, children, otherwise = null }: { permission: string; children: ReactNode; otherwise?: ReactNode }) {
  return useCan()(permission) ? children : otherwise
}

/** Forgets everything read so far and asks again who is signed in: after signing in, out, or setting up. */
export function useSessionChange(): () => Promise<void> {
  const cache = useQueryClient()
  const router = useRouter()
  return useCallback(async () => {
    cache.clear()
    await router.invalidate()
  }, [cache, router])
}

/** Signs out by the module that can, then shows the sign-in page. */
export function useSignOut(): () => Promise<void> {
  const modules = useContext(WebModules)
  const changed = useSessionChange()
  return useCallback(async () => {
    await modules.find((module) => module.signOut)?.signOut?.()
    await changed()
  }, [modules, changed])
}
