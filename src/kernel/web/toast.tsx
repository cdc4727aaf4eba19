import type { useAppProps } from 'antd/es/app/context'
import type { ReactNode } from 'react'
import { ApiError } from '../client.ts'
import { FaultDetail, faultText, requestIdOf } from './problem.tsx'
import { t } from './words.ts'

/** What the page says in passing, and what it asks before it does something. Callable from anywhere; `Toaster` brings the voice. */

type Voice = useAppProps
let voice: Voice | undefined
let waiting: ((voice: Voice) => void)[] = []
const speak = (say: (voice: Voice) => void) => void (voice ? say(voice) : waiting.push(say))

/** Lends a voice while a `Toaster` is on the page; returns how to take it back. */
export function lendVoice(own: Voice): () => void {
  voice = own
  const said = waiting
  waiting = []
  for (const say of said) say(own)
  return () => { if (voice === own) voice = undefined }
}

export const toast = {
  done: (text: string) => speak(({ message }) => void message.success(text)),
  warn: (text: string) => speak(({ message }) => void message.warning(text)),
  /** Why something was refused: the server's sentence, every reason, what to do, and the request's id when the server is at fault. */
  fault: (error: unknown) => speak(({ notification }) => notification.error({
    title: faultText(error), placement: 'bottomRight', duration: 8,
    description: error instanceof ApiError ? <><FaultDetail error={error} />{error.status >= 500 && requestIdOf(error) ? <small className="quiet num">{t('frame.request-id', { id: requestIdOf(error) })}</small> : null}</> : undefined,
  })),
}

export interface Asked { title: string; text?: ReactNode; /** What the affirming button says. */ yes: string; no?: string; danger?: true }
/** Asks before something that can't be taken back; true when it was affirmed. */
export const ask = ({ title, text, yes, no, danger }: Asked): Promise<boolean> => new Promise((answer) => speak(({ modal }) => {
  modal.confirm({ title, content: text, okText: yes, cancelText: no ?? t('frame.cancel'), okButtonProps: { danger: danger ?? false }, focusable: { autoFocusButton: danger ? 'cancel' : 'ok' }, onOk: () => answer(true), onCancel: () => answer(false) })
}))
