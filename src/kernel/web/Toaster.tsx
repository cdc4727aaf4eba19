import { App } from 'antd'
import { useEffect, type ReactNode } from 'react'
import { lendVoice } from './toast.tsx'

/** Gives `toast` and `ask` their voice, in the page's theme and language. A chunk of its own, so that the first page needn't wait for it. */
export function Toaster({ children }: { children?: ReactNode }) {
  return <App component={false} message={{ maxCount: 3, duration: 4 }}><Voice />{children}</App>
}
function Voice() {
  const own = App.useApp()
  useEffect(() => lendVoice(own), [own])
  return null
}
