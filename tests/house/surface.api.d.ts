// index
import { ConfigError } from './core/check.js';
import { type Config } from './core/config.js';
import type { Consent } from './handle.js';
export type { Fault } from './core/check.js';
export type { Category, Config, Contact, Decision, NeverCollected, NoticeConfig, NoticeLayout, NoticePosition, Recipient, Service, Shade, Stored, StoredKind, Text, Texts, Theme, } from './core/config.js';
export type { ConsentRecord } from './core/record.js';
export type { Action } from './gate/index.js';
export type { Choice, Consent, ConsentEvents, Report, View } from './handle.js';
export { ConfigError };
/**
 * Starts the gate on this page and shows the notice when the visitor has not chosen. Call it before any vendor's code.
 * A second call, or a tag in the page, gets the same handle. Throws `ConfigError`, listing every mistake at once.
 *
 * @param options.nonce the nonce of your Content-Security-Policy: only held scripts that carry it are then let go
 */
export declare function createConsent(config: Config, options?: {
    nonce?: string;
}): Consent;

// server
import { ConfigError } from './core/check.js';
import { type Config } from './core/config.js';
import { type ConsentRecord } from './core/record.js';
export type { Config, ConsentRecord };
export { ConfigError };
/** What a visitor chose, as a server sees it. */
export interface ConsentOnServer {
    /** `null`: nothing that holds was chosen. */
    readonly record: ConsentRecord | null;
    /** Whether a category or service may run and store. `false` for an id nobody declared. */
    allows(id: string): boolean;
}
/** The headers of a request: a `Headers`, or what Node's `http` gives, by lower-case name. */
export type RequestHeaders = {
    get(name: string): string | null;
} | Readonly<Record<string, string | readonly string[] | undefined>>;
/**
 * Reads consent from a request: from its headers, so that Global Privacy Control is honoured as in the page, or from its
 * `Cookie` header alone. Two records of one name, or one that cannot be read or no longer holds, are no consent. Throws
 * `ConfigError` for a wrong configuration; nothing in the headers ever throws.
 *
 * @param nowMs milliseconds since 1970
 */
export declare function readConsent(headers: RequestHeaders | string | null | undefined, config: Config, nowMs?: number): ConsentOnServer;

// handle
import type { Decision, Text } from './core/config.js';
import type { ConsentRecord } from './core/record.js';
import type { Action } from './gate/index.js';
/** The views a page can open. */
export type View = 'notice' | 'settings' | 'refusal' | 'record' | 'reload' | 'status' | 'ask';
/** One decision for everything optional, or one per category or service id. */
export type Choice = Decision | Readonly<Record<string, Decision>>;
/** What was done on this page, by name and service; never a value. */
export interface Report {
    /** Elements and names kept from running or being stored since the page was opened. */
    held: Action[];
    released: Action[];
    erased: Action[];
    /** Names that could not be erased, each with the reason. */
    kept: Action[];
    /** What ran before the gate could hold it. */
    late: Action[];
    /** Names that no service declares, and that were let through. */
    unknown: Action[];
}
export interface ConsentEvents {
    /** Once the record has been read. Somebody who listens later is told at once. */
    ready: {
        record: ConsentRecord | null;
    };
    /**
     * The visitor decided, here or in another tab. `changed`: what is allowed now and was not, or the other way round.
     * `running`: what is no longer allowed and has code in this page, which only a reload can end.
     */
    change: {
        record: ConsentRecord | null;
        changed: string[];
        running: string[];
    };
    held: Action;
    released: Action;
    erased: Action;
    kept: Action;
    late: Action;
    unknown: Action;
    /**
     * A question is put, or has grown: about a service, or `*` and the host or name of what nobody declared; `names` is
     * what it wants to store.
     */
    asked: {
        service: string;
        names: string[];
    };
    open: {
        view: View;
    };
    close: {
        view: View;
    };
}
/** What a page holds: `window.dongui`, or the result of `createConsent`. */
export interface Consent {
    /** What was chosen, or `null` before a choice. */
    readonly record: ConsentRecord | null;
    /** Whether a category or service may run and store now. `false` for an id nobody declared. */
    allows(id: string): boolean;
    /**
     * Decides, records it, tells other tabs, and makes it so; resolves to `true` when that is done: what is to be asked about is
     * held from then on. To refuse everything takes effect at once. Resolves to `false` when the file that writes records cannot be had: then nothing is allowed
     * that was not before. Rejects with `TypeError`, and decides nothing, for a word that is no decision or an id that
     * nobody declared.
     */
    choose(choice: Choice): Promise<boolean>;
    /** Refuses everything optional and erases what it stored, at once. Resolves to whether the refusal is recorded. */
    withdraw(): Promise<boolean>;
    /** Erases the record too, as if the visitor had never been here; the notice asks again. */
    forget(): void;
    /**
     * Puts the question about a service or category at the moment it is needed, from a click; resolves to whether it was
     * allowed, at once if it is. Rejects with `TypeError` for an id that nobody declared.
     *
     * @param options.reason why it is needed now, in place of the owner's words for the purpose
     */
    ask(id: string, options?: {
        reason?: Text;
    }): Promise<boolean>;
    /** Resolves once `id` is allowed; never rejects. */
    when(id: string): Promise<void>;
    /** Calls `listener` at every `event`; returns what stops it. */
    on<Name extends keyof ConsentEvents>(event: Name, listener: (detail: ConsentEvents[Name]) => void): () => void;
    /** Opens a view; resolves once it is drawn, or to `false` when its files cannot be had. @default 'settings' */
    open(view?: View): Promise<boolean>;
    report(): Report;
    /** Takes everything back: guards, listeners, views. What has been released stays released. */
    destroy(): void;
}

// core/config
/** A text in one language, or one per BCP 47 tag: `{ ko: '통계', en: 'Statistics' }`. */
export type Text = string | Readonly<Record<string, string>>;
/** Words of ours that an owner says otherwise: any part of the keys in `src/locales/en.ts`, with the same `{braces}`. */
export interface Texts {
    readonly [key: string]: string | Texts;
}
/** What a visitor may decide about a category or a service. */
export type Decision = 'allow' | 'refuse' | 'ask';
/** Every decision, in the order of the notice's buttons. */
export declare const DECISIONS: readonly ['allow', 'refuse', 'ask'];
export declare const isDecision: (word: unknown) => word is Decision;
/** Where something is kept on the visitor's device. */
export declare const STORED_KINDS: readonly ['cookie', 'local', 'session', 'indexeddb', 'cache'];
export type StoredKind = (typeof STORED_KINDS)[number];
/** One thing that a service keeps on the visitor's device. */
export interface Stored {
    /** The exact name, or a glob: `_ga*`. Never a regular expression. */
    name: string;
    why?: Text;
    /** Whole days it is kept, or `'session'`. Browsers cut longer cookies at 400 days (RFC 6265bis). */
    days?: number | 'session';
    /** @default 'cookie' in `cookies`, 'local' in `storage` */
    kind?: StoredKind;
}
/** Somebody else who is given what a service collects. */
export interface Recipient {
    name: Text;
    /** What is passed on: `'how often a visitor comes'`. */
    receives?: Text;
    /** What the recipient uses it for. */
    why?: Text;
    /** How long the recipient keeps it: `'one year'`. */
    kept?: Text;
}
/** Somebody whose code or content a page uses. */
export interface Service {
    /** Lower-case letters, digits and hyphens; unique among categories and services. */
    id: string;
    name: Text;
    provider?: string;
    policyUrl?: string;
    /** ISO 3166-1 alpha-2 code of the country the data goes to. */
    country?: string;
    /** What it collects of what visitors do: `'pages seen, time spent'`. Said in the declaration. */
    collects?: Text;
    /** On which legal basis it collects that. @default consent for what visitors are asked about, else nothing is said */
    basis?: Text;
    /** How long what it collects is kept, wherever that is: `'one year'`. */
    kept?: Text;
    /** Whom what it collects is passed on to. */
    recipients?: Recipient[];
    cookies?: Stored[];
    storage?: Stored[];
    /**
     * Where its code and content come from: `stats.example` stands for the host and its subdomains, `maps.example/embed`
     * for what begins so. Scripts, frames and images from there are held though nobody marked them.
     */
    hosts?: string[];
}
/**
 * What a site never collects, and says so in the declaration: behaviour from which sensitive matters could be inferred;
 * anything to advertise to children under 14.
 */
export type NeverCollected = 'sensitive' | 'children';
/** A purpose that a visitor decides about. */
export interface Category {
    id: string;
    /** `true`: strictly necessary, never held, nothing to decide. */
    required?: boolean;
    title?: Text;
    why?: Text;
    /** What exactly will not work when this is refused. */
    withoutIt?: Text;
    services?: Service[];
}
/** Whom visitors can turn to. */
export interface Contact {
    department?: Text;
    email?: string;
    phone?: string;
    agencies?: {
        name: Text;
        url: string;
    }[];
}
/** `card` in a corner, `bar` along an edge, `dialog` in the middle. None of them blocks the page. */
export type NoticeLayout = 'bar' | 'card' | 'dialog';
/** `start` is where lines begin: left in Korean, right in Arabic. */
export type NoticePosition = 'bottom' | 'bottom-start' | 'bottom-end' | 'top' | 'top-start' | 'top-end' | 'center';
/** A colour as `#rgb` or `#rrggbb`, or one for light pages and one for dark ones. */
export type Shade = string | {
    light?: string;
    dark?: string;
};
/** Tokens of the look. A colour that could not be read at 4.5:1 is moved until it can, and the console says so. */
export interface Theme {
    /** Ground of the choices, which are all alike; focus, and what is chosen. */
    accent?: Shade;
    /** Ground of the notice and the views. */
    paper?: Shade;
    /** Text. */
    ink?: Shade;
    /** Of the corners, in pixels, 0 to 32. @default 16 */
    radius?: number;
    /** Names of font families, as in a style sheet: `'"Noto Sans KR", sans-serif'`. @default system-ui, sans-serif */
    font?: string;
    /** Size of the text and the room around it. @default 'regular' */
    density?: 'compact' | 'regular' | 'roomy';
    /** Light or dark: as the page's text tells, as the system is set, or always one. @default 'page' */
    scheme?: 'page' | 'system' | 'light' | 'dark';
}
/** How the notice looks, where it stands, and how visitors get back to their choice. */
export interface NoticeConfig {
    /** @default 'card' */
    layout?: NoticeLayout;
    /** Cards stand in a corner or in the middle of an edge, bars along an edge. @default by the layout */
    position?: NoticePosition;
    /**
     * `link`: a link of the page's own, `<a data-dongui="preferences">`. `button`: a small one floats in a lower corner as
     * well, and is not there while it would cover something that can be pressed. @default 'link'
     */
    reopen?: 'button' | 'link';
    theme?: Theme;
}
/** Google's consent types; `security_storage` is always granted. */
export type GoogleConsentType = 'ad_storage' | 'ad_user_data' | 'ad_personalization' | 'analytics_storage' | 'functionality_storage' | 'personalization_storage';
/**
 * What vendors' own code is told, by `relay.js`. `true` takes the default categories: what is about advertising is granted
 * by `marketing`, statistics by `analytics`, the rest by `personalization`. An id of a category or service takes their
 * place; one that nobody declared grants nothing.
 */
export interface Signals {
    /** Google consent mode v2. */
    googleConsentMode?: true | Partial<Record<GoogleConsentType, string>>;
    /** Microsoft UET and Clarity. */
    microsoft?: true | Partial<Record<'ad_storage' | 'analytics_storage', string>>;
    matomo?: true | string;
    meta?: true | string;
    tiktok?: true | string;
    /** Pushes `{ event: 'dongui', dongui: { analytics: true, … } }` at every change, for a tag manager's triggers. */
    dataLayer?: boolean;
}
/** What a site owner writes: attributes of the tag, a JSON block, or the argument of `createConsent`. */
export interface Config {
    service: {
        name: Text;
        url?: string;
    };
    /** A new `version` asks every visitor again; `changes` says what is new. `neverCollects` has to be true. */
    policy: {
        url: string;
        version: string;
        changes?: Text;
        neverCollects?: NeverCollected[];
    };
    contact?: Contact;
    /** `opt-out` lets optional services run until they are refused. @default 'opt-in' */
    mode?: 'opt-in' | 'opt-out';
    /** The notice's buttons, in this order. `refuse` cannot be left out. @default ['allow', 'refuse', 'ask'] */
    choices?: Decision[];
    /**
     * Names that no service declares. `allow`: let through and reported. `refuse`: kept out unless the visitor allowed
     * everything. `ask`: the same, and asked about where the visitor wants to be asked. @default 'allow'
     */
    unknown?: 'allow' | 'ask' | 'refuse';
    /** @default necessary, analytics, personalization, marketing */
    categories?: Category[];
    /** `network`: requests to the hosts of refused services fail as they would without a network. @default false */
    guard?: {
        network?: boolean;
    };
    record?: {
        /** Name of the record's cookie. @default 'dongui' */
        name?: string;
        /** Shares the record among subdomains: `example.kr`. */
        domain?: string;
        /** Whole days a choice is valid, 1 to 400. @default 180 */
        days?: number;
        /** Where `relay.js` posts each decision, as CloudEvents 1.0 JSON. @default nowhere */
        endpoint?: string;
    };
    notice?: NoticeConfig;
    /** @default nobody is told anything */
    signals?: Signals;
    /** What of the visitor's browser counts as an objection beside Global Privacy Control, which always does. */
    honor?: 'doNotTrack';
    /** BCP 47 tag, or `'auto'`: the page's `lang`, then the browser's languages. @default 'auto' */
    language?: string;
    /**
     * Languages that the views may be in, by BCP 47 tag; with more than one, visitors find a list of them in every dialog.
     * @default all; and the list only where the browser's language is not the page's, with these two
     */
    languages?: string[];
    /** The owner's own words in place of ours, by BCP 47 tag and then by the keys of `src/locales/en.ts`. Plain text. */
    texts?: Readonly<Record<string, Texts>>;
}
export interface SiteService extends Service {
    cookies: Stored[];
    storage: Stored[];
    hosts: string[];
}
export interface SiteCategory extends Category {
    required: boolean;
    services: SiteService[];
}
/** How a browser objects on its visitor's behalf, as `navigator` calls it. */
export type Objection = 'globalPrivacyControl' | 'doNotTrack';
/** A configuration that has been read: every default filled in that the gate needs. */
export interface Site extends Config {
    unknown: 'allow' | 'ask' | 'refuse';
    categories: SiteCategory[];
    record: {
        name: string;
        domain?: string;
        days: number;
        endpoint?: string;
    };
    /** What the visitor's browser objects by, if it does: told by whoever starts, who then makes the mode `opt-in`. */
    objection?: Objection | undefined;
}
/**
 * Fills in what a configuration leaves open. Throws `TypeError` for what the gate would trip over; what is only drawn is
 * looked at where it is drawn, and a word that is no word here counts as the careful one. `check.ts` finds every fault
 * and has the words for it. Categories without a required one get `necessary` in front, for the record itself has to be
 * named somewhere.
 *
 * @param input own values only, as `plain` gives them: what somebody put into `Object.prototype` must not configure us
 */
export declare function siteFrom(input: unknown): Site;
/** The id of every category and service. */
export declare function idsOf({ categories }: Pick<Site, 'categories'>): string[];
/** Days that a browser keeps a cookie for. */
export declare const areDays: (days: number) => boolean;

// core/check
import { type Config } from './config.js';
/** One mistake in a configuration. */
export interface Fault {
    /** As in `categories[1].services[0].id`; empty for the whole. */
    path: string;
    /** What is the matter and what to write instead, in plain English. */
    message: string;
}
/** Every mistake of a configuration at once; `faults` has them one by one. */
export declare class ConfigError extends Error {
    readonly faults: readonly Fault[];
    readonly name = "ConfigError";
    constructor(faults: readonly Fault[]);
}
/**
 * Finds every mistake in what an owner wrote; an empty list is a configuration that `siteFrom` takes. Never throws.
 *
 * @param ours our own words, in English, to compare the owner's with; without them the keys of `texts` are not looked at
 */
export declare function checkConfig(input: unknown, ours?: object): Fault[];
/**
 * Finds what is not wrong, but is not shown as it was written: colours of a theme that not everybody could read. For a
 * configuration without faults.
 */
export declare function checkLook({ notice }: Config): Fault[];
/**
 * Writes every mistake to the console, once and all together; tells whether there is one.
 *
 * @param load fetches our own words, to compare an owner's with
 */
export declare function reportFaults(input: unknown, load: (part: string) => Promise<{
    default: object;
}>): Promise<boolean>;

// core/record
import { type Decision, type Site } from './config.js';
/** One visitor's choice on one device. Holds nothing that names the visitor: `id` is random, made when it is saved. */
export interface ConsentRecord {
    /** 128 random bits in base 36. */
    id: string;
    /**
     * When the oldest of its decisions on categories was made, in whole seconds since 1970-01-01 UTC. The record holds for
     * `record.days` from there: to answer one question makes the consent to nothing else last longer.
     */
    since: number;
    policyVersion: string;
    /** Fingerprint of the categories and services the visitor was told of. */
    purposes: string;
    /** What only a reader wants to know, as it is written: see `readDetails`. */
    details: string;
    categories: Readonly<Record<string, Decision>>;
    /** Services decided by themselves. */
    services: Readonly<Record<string, Decision>>;
}
/**
 * Writes a record as cookie text, only with octets a cookie value may have (RFC 6265 §4.1.1):
 *
 *     record    = "1" "!" id "!" since "!" policy "!" purposes "!" details "!" decisions "!" decisions "!" sum
 *     id        = up to 28 of a-z and 0-9
 *     since     = seconds since 1970, base 36
 *     policy    = the policy's version: letters, digits, "_", ".", "+", ":", "-"
 *     details   = see `formatDetails`
 *     decisions = *( ("a" / "r" / "k") place "~" ), first on categories, then on services
 *     place     = where its id stands in `askedOf`, base 36: shorter than an id, and `purposes` tells that it is the same
 *     sum       = fingerprint of all before it: a record that lost its last refusals must not pass for a whole one
 */
export declare function formatRecord(record: ConsentRecord, site: Site): string;
/** Whether a text looks like what `formatRecord` wrote: enough to tell that somebody has chosen before, and for no more. */
export declare const isRecord: (text: string) => boolean;
/** Whether a text says, where a record does, that it is about another version of the policy than the site's. */
export declare const isOfOtherPolicy: (text: string, { policy: { version } }: Site) => boolean;
/**
 * Reads what `formatRecord` wrote, if it still answers for this site: about this version of the policy and these
 * purposes, not older than `site.record.days`, and not from the future by more than a day (a clock set wrong must not
 * make consent immortal). Returns `null` for anything else, never throws: an unreadable record is no consent. The sum at
 * its end makes any other text unreadable, cut, patched or glued together.
 *
 * @param nowMs milliseconds since 1970
 */
export declare function readRecord(text: string, site: Site, nowMs: number): ConsentRecord | null;
/** What a visitor is asked about: each optional category, and its services after it; in one order, however a site writes them. */
export declare const askedOf: ({ categories }: Site) => [category: string, ...services: string[]][];
/**
 * Fingerprint of what a visitor is asked about, and of what their browser objects by. Who allowed something before their
 * browser objected is asked again, and it is refused meanwhile.
 */
export declare const purposesOf: (site: Site) => string;
/** FNV-1a, 32 bits, base 36. Two texts that differ in one character always differ in it. */
export declare function fingerprint(text: string): string;

// gate/index
import { type Site, type StoredKind } from '../core/config.js';
import type { Asking, StartAsking } from './asking.js';
import { type Hands, type WhyKept } from './eraser.js';
import { type ElementKind } from './marked.js';
import { type LoadSpecial } from './release.js';
/** One thing that was held, let go, erased or seen. */
export interface Action {
    /** Id of the service or category it waits for; several are joined by spaces. Empty for a name that nobody declared. */
    id: string;
    /** What it is: a cookie or key by its name, an element by its address or `inline`. Never a value. */
    name: string;
    kind: StoredKind | ElementKind;
    /** Of what is kept. */
    why?: WhyKept;
}
/** What may be done: `kept` could not be erased, `late` ran before the gate, `unknown` is stored and nobody declared it. */
export type Deed = 'held' | 'released' | 'erased' | 'kept' | 'late' | 'unknown';
/** Told what was done. */
export type Acted = (what: Deed, id: string, name: string, kind: Action['kind'], why?: WhyKept) => void;
export interface Gate extends Hands {
    /**
     * Decisions changed: makes the page as they are now.
     *
     * @param isFirstToAnswer they were made in this tab
     */
    apply(isFirstToAnswer?: boolean): void;
    /** Erases what is refused and stored all the same. */
    sweep(): void;
    /** From now on keeps the writes of services that the visitor is to be asked about. */
    startAsking(start: StartAsking): Asking;
}
/**
 * Guards writes and holds elements from this moment on, until `life` ends.
 *
 * @param allows whether all categories and services of these ids, joined by spaces, may run and store now; asked anew at
 *   every write
 * @param asks whether the visitor is to be asked about a service; of `''`, about names that nobody declared
 * @param nonce of our own tag; empty where there is none
 * @param lookAgain reads the record again
 * @param attend listens to the page, at its beginning and when it was opened anew
 */
export declare function createGate(site: Site, allows: (id: string) => boolean, asks: (id: string) => boolean, nonce: string, load: LoadSpecial, lookAgain: () => void, attend: (isAnew?: boolean) => void, acted: Acted, life: AbortSignal): Gate;
