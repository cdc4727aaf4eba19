import { Avatar } from 'antd'

/** A person's mark in lists: the last character of a Chinese name, the first letter of others. */
export function Face({ name, size = 24 }: { name: string; size?: number }) {
  const sign = /\p{Script=Han}/u.test(name) ? [...name].at(-1) : [...name][0]?.toUpperCase()
  return <Avatar size={size} aria-hidden style={{ flex: 'none', background: 'color-mix(in srgb, var(--ant-color-primary) 13%, transparent)', color: 'var(--ant-color-primary)', fontSize: size * .45, fontWeight: 600 }}>{sign}</Avatar>
}
