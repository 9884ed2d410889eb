type Listener = (ownerUin: string) => void

/**
 * Tells who remembers permissions that some of a root account have changed: users, groups, policies,
 * attachments or tags. Whoever changes them calls it once the change is stored.
 */
export class PermissionChanges {
  readonly #listeners: Listener[] = []

  listen(listener: Listener): void {
    this.#listeners.push(listener)
  }

  permissionsChanged(ownerUin: string): void {
    for (const listener of this.#listeners) listener(ownerUin)
  }
}
