import './ground.css'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRouter, RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranslation } from 'react-i18next'
import { ApiError, useLine } from '../client.ts'
import { administrationWeb } from './administration.tsx'
import { useCalm, useDark, usePhone } from './appearance.ts'
import { faceReady, keepFaceRoom, lacksChineseFace } from './face-room.ts'
import { NotFound, PageFault } from './frame/faults.tsx'
import { PageSkeleton } from './frame/PageSkeleton.tsx'
import { WebModules } from './web-modules.ts'
import { bare, frame, home, root } from './shell.tsx'
import { shell } from '../shell.ts'
import { themeOf } from './theme.ts'
import type { WebModule } from './web-module.ts'
import { antdWords, language, preferredLanguage, speak } from './words.ts'

declare module '@tanstack/react-router' {
  /** `cursors`: the pages before this one of a list, oldest first. */
  interface HistoryState { cursors?: readonly string[] }
}

const searchOf = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
const searchText = (search: Record<string, unknown>) => {
  const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString()
  return text && `?${text}`
}

/** The browser's roof: router, menu and slots from the list of modules. */
export async function start(brought: readonly WebModule[]): Promise<void> {
  const modules = [...brought, administrationWeb]
  // The server's sentences come in the language of the page, whatever the browser was set to.
  useLine({ send: (...args) => fetch(...args), headers: () => ({ 'x-shouwen-csrf': '1', 'accept-language': language() }) })
  const cache = new QueryClient({
    defaultOptions: { queries: { staleTime: 5_000, refetchOnWindowFocus: false, retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500) } },
    queryCache: new QueryCache({ onError: signedOut }),
    mutationCache: new MutationCache({ onError: signedOut }),
  })
  const router = createRouter({
    routeTree: root.addChildren([
      frame.addChildren([home, ...modules.flatMap((module) => module.routes ?? [])]),
      bare.addChildren(modules.flatMap((module) => module.bareRoutes ?? [])),
    ]),
    context: { cache, modules }, parseSearch: searchOf, stringifySearch: searchText, scrollRestoration: true, defaultPreload: 'intent', defaultPreloadStaleTime: 0,
    defaultPendingMs: 120, defaultPendingMinMs: 0, defaultPendingComponent: PageSkeleton, defaultErrorComponent: PageFault, defaultNotFoundComponent: NotFound,
  })
  /** A session that ended while the page was open: ask again who is there, which leads to the sign-in page. */
  function signedOut(error: unknown) {
    if (!(error instanceof ApiError && error.status === 401) || !cache.getQueryData<{ staff: unknown }>([shell.session.path, {}])?.staff) return
    cache.removeQueries({ queryKey: [shell.session.path] })
    void router.invalidate()
  }
  // After an upgrade the old chunks are gone: load the new page once.
  addEventListener('vite:preloadError', () => {
    if (Date.now() - Number(sessionStorage.getItem('shouwen.reloaded') ?? 0) < 30_000) return
    sessionStorage.setItem('shouwen.reloaded', String(Date.now()))
    location.reload()
  })
  keepFaceRoom()
  const face = import('./chinese-face.css')
  await Promise.all([speak(preferredLanguage()), lacksChineseFace() ? face : undefined, faceReady('Shouwen Latin')])
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <QueryClientProvider client={cache}>
        <WebModules value={modules}>
          <Ground><RouterProvider router={router} /></Ground>
        </WebModules>
      </QueryClientProvider>
    </StrictMode>,
  )
}

function Ground({ children }: { children: React.ReactNode }) {
  const dark = useDark()
  const phone = usePhone()
  const calm = useCalm()
  useTranslation()
  const words = antdWords()
  return (
    <ConfigProvider theme={themeOf({ dark, english: language() === 'en', phone, calm })} {...(words ? { locale: words } : {})} button={{ autoInsertSpace: false }} drawer={{ closable: { placement: 'end' } }} form={{ requiredMark: 'optional' }}>
      {children}
    </ConfigProvider>
  )
}
