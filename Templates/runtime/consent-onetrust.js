// C3: OneTrust. Written from its documentation, not tried with the real one:
// https://developer.onetrust.com/onetrust/docs/javascript-events-guide
// The event comes with each load too; `OptanonWrapper` stays the page's.

occasions.push("OneTrustGroupsUpdated");

// A list such as `,C0001,C0003,`.
granted = (category = "C0003") => OnetrustActiveGroups.split(",").includes(category);
