/** What the server puts into `reporter.js`. */
declare const CALLBOX_PREVIEW: any;
