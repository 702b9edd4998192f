// The shapes of the app's user object and of what a page may call; made by Callbox.

/** The app's user object: what the dictionary's attributes are taken from. */
export interface CallboxUser {
  /**
   * `email`, email, personal
   */
  email?: string | null;
  /**
   * `user_id`, string, pseudonymous
   */
  id?: string | null;
  /**
   * Signed up, in Unix seconds
   *
   * `created_at`, date, none
   */
  created?: string | number | Date | null;
  /**
   * Secure mode: the HMAC that the server computes
   *
   * `user_hash`, user hash, pseudonymous
   */
  hash?: string | null;
  /**
   * How many apples the person has.
   *
   * `apples`, integer, none
   */
  apples?: number | null;
}

/** The person is known, or with null: nobody is signed in. */
export function identify(user: CallboxUser | null): void;
/** Something about the person has changed. */
export function update(changes: CallboxChanges<CallboxUser>): void;
/** The person signs out; with `reboot`, the Messenger starts anew for a visitor. */
export function logout(options?: { reboot?: boolean }): void;
/** Tells Intercom of an event. */
export function track(
  name: string,
  metadata?: { [key: string]: string | number | boolean | null },
): void;
/** Consent was given, or withdrawn. */
export function consent(given: boolean): void;
/** Calls `run` when the Messenger shows or hides, and so on. */
export function on(event: "unreadCountChange", run: (count: number) => void): void;
export function on(
  event: "show" | "hide" | "userEmailSupplied" | "ready" | "signedout" | "unavailable",
  run: () => void,
): void;
/** Calls `run` once the Messenger is there. */
export function ready(run: () => void): void;
/** Opens the Messenger. */
export function show(): void;
/** Closes it. */
export function hide(): void;

/** An object of which any part may be given. */
export type CallboxChanges<T> = T extends Date | string | number | boolean | null | unknown[]
  ? T
  : { [K in keyof T]?: CallboxChanges<T[K]> };
