import { Dropdown } from 'antd'
import type { DropdownProps } from 'antd'
import { useRef } from 'react'

/** A menu that opens on a press and is walked by the keys at once, as the menu button of WAI-ARIA; whoever leaves it is back at what they pressed. */
export function Menu(props: Omit<DropdownProps, 'trigger' | 'autoFocus' | 'onOpenChange'>) {
  const pressed = useRef<Element>(null)
  const come = (isOpen: boolean) => {
    if (isOpen) pressed.current = document.activeElement
    // What was chosen may have put the focus elsewhere already.
    else if (document.activeElement === document.body || document.activeElement?.closest('.ant-dropdown')) (pressed.current as HTMLElement | null)?.focus()
  }
  return <Dropdown trigger={['click']} autoFocus onOpenChange={come} {...props} />
}
