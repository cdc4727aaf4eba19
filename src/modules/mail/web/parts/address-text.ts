/** `王小明 <x***@customer.example>`, the address alone without a name. Names may hold anything: marks that turn text around are gone. */
export function addressText({ name, address }: { name: string; address: string }): string {
  const clean = name.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  return clean && clean !== address ? address ? `${clean} <${address}>` : clean : address
}
