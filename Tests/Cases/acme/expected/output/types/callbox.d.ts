// The shapes of the app's user object and of what a page may call; made by Callbox.

/** The app's user object: what the dictionary's attributes are taken from. */
export interface CallboxUser {
  /**
   * The account's primary key. Never an e-mail address.
   *
   * `user_id`, string, pseudonymous
   */
  id: string;
  /**
   * `email`, email, personal
   */
  email?: string | null;
  profile?: {
    /**
     * How the person wants to be called.
     *
     * `name`, string, personal
     */
    name?: string | null;
  } | null;
  /**
   * When they signed up
   *
   * `created_at`, date, none
   */
  createdAt?: string | number | Date | null;
  account?: {
    /**
     * What they pay for
     *
     * `plan`, free | pro | enterprise, none
     */
    plan?: "free" | "pro" | "enterprise" | null;
    /**
     * When the trial ends
     *
     * `trial_at`, date, none
     */
    trialEnd?: string | number | Date | null;
    /**
     * `seats`, integer, none
     */
    seats?: number | null;
    /**
     * The account's company
     *
     * `company`, company, none
     */
    company?: CallboxCompany | null;
  } | null;
}

/** A company; one without `name`, or without `company_id` and `id`, is left out. */
export type CallboxCompany = {
  name: string;
  [attribute: string]: string | number | boolean | Date | null;
} & ({ company_id: string | number } | { id: string | number });

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
