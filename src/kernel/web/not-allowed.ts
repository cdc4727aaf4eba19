/** Thrown by `need`; the frame shows the page "not allowed" for it. */
export class NotAllowed extends Error {
  override name = 'NotAllowed'
  readonly permission: string
  constructor(permission: string) {
    super(permission)
    this.permission = permission
  }
}
