/** Ambient declarations for the runtime parts: the configuration, the page, the Messenger. */

declare namespace Callbox {
  /** What Swift writes for a snippet. Keys at their default are left out. */
  interface Config {
    /** The site's name in the manifest; tells snippets of several sites apart (L4). */
    site: string;
    /** The site's host, with a port that is not the scheme's own; elsewhere nothing runs (L9). */
    host: string;
    /** Domains that may hold Intercom's session cookie; `""` is host-only (S2). */
    domains: string[];
    /** What every boot carries (B1): also the Messenger settings of a snippet of one route. */
    boot: { app_id: string; api_base: string; [setting: string]: unknown };
    /** The marker's domain; absent: the marker is host-only (`cookie_domain: none`). */
    cookie_domain?: string;
    /** `session.max_age`, in seconds. */
    max_age: number;
    /** Runs `act` where the block stands, not at the load event. */
    eager?: 1;
    /** `accounts: shared`: another site may have begun this person's session (F9). */
    shared?: 1;
    /** Runs in frames too (L9). */
    frames?: 1;
    /** What a consent manager knows Intercom by (C3); absent: the default of its part. */
    consent?: { category?: string };
    /** Global Privacy Control is a refusal (C3). */
    respect_gpc?: 1;
    /** The path that the site lives below, without a slash at the end; absent: the whole host. */
    base?: string;
    /** Where the identity comes from (B3); absent: `callbox.identify` only. */
    identity?: { json?: string; global?: string; fetch?: string };
    /** The dictionary's attributes for this snippet. */
    attributes?: Attribute[];
    /** A snippet of one route that does more than `boot: visitor`. */
    route?: Route;
    /** `navigation: history`: every route of the site, in order of precedence. */
    routes?: Route[];
  }

  type Type =
    | "string"
    | "integer"
    | "number"
    | "boolean"
    | "date"
    | "url"
    | "email"
    | "company"
    | "companies"
    | "avatar"
    | "user_hash"
    | "token"
    | string[];

  /** Name, source (default: the name), type (default: string), flags, group. */
  type Attribute = [name: string, source?: string, type?: Type, flags?: string, group?: string];

  interface Route {
    /** The pattern, relative to `base`; only in `routes`. */
    path?: string;
    /** Absent: none. */
    boot?: "visitor" | "user";
    /** What a `boot: user` route boots for nobody; absent: none. */
    otherwise?: "visitor";
    /** Entering ends the session (S1). */
    shutdown?: 1;
    /** What calls `update` here. */
    update?: ("navigation" | "data")[];
    /** Messenger settings under Intercom's names; only in `routes`. */
    messenger?: { [setting: string]: unknown };
    /** Groups of the dictionary that are sent; absent: all of the snippet. */
    groups?: string[];
    /** Events sent once, after the boot of this route. */
    track?: { name: string; metadata?: { [key: string]: unknown } }[];
  }

  /** A command and its arguments, as pages push them before the glue is there (L10). */
  type Command = [name: string, ...args: any[]];

  interface Page {
    site: string;
    push(...commands: Command[]): void;
    [command: string]: any;
  }
}

declare const CALLBOX_CONFIG: Callbox.Config;

/** Runs all parts between `config` and `start`, which a snippet has in this function. */
declare const act: () => void;

/** Intercom's function, or the stub; checked before use. */
declare var Intercom: any;

/** Ours, a page's queue, or an element of that id (L5). */
declare var callbox: any;

interface Window {
  Intercom: any;
  callbox: any;
  intercomSettings: any;
  readonly cookieStore?: typeof cookieStore;
  readonly trustedTypes?: any;
}

/** https://cookiestore.spec.whatwg.org: what the fence uses of it. */
declare const cookieStore: EventTarget & {
  getAll(): Promise<{ name: string; value: string }[]>;
};

/** What the consent managers put there; each is read under `attempt` (C3). */
declare var __md_get: any;
declare var Cookiebot: any;
declare var OnetrustActiveGroups: any;
declare var klaro: any;
declare var CookieConsent: any;

interface Navigator {
  readonly globalPrivacyControl?: boolean;
}

interface Document {
  readonly prerendering?: boolean;
  adoptedStyleSheets: CSSStyleSheet[];
}

interface CSSStyleSheet {
  replaceSync(text: string): void;
}
