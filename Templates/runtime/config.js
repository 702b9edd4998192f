/** @type {Callbox.Config} */
const config = CALLBOX_CONFIG;
