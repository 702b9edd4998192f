// Breaks one rule at a time in a copy and looks whether a test that names the rule turns red:
// node Tests/RuntimeTests/mutate.mjs [RULE,...]. Prints what survived, and killed/total; exit code 1 if any did.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Rule, part, what is there, what stands there instead. */
const mutations = [
  ["L1","start","Intercom.q.push(args)","Intercom.q.unshift(args)"],
  ["L1","start","stub.c(arguments)","stub.c([...arguments])"],
  ["L2","messenger",'document.readyState === "complete" ? load() : ',''],
  ["L2","messenger",'document.readyState === "complete" ? load() : addEventListener("load", load)','load()'],
  ["L2","load-interaction",'"scroll"',''],
  ["L2","load-interaction",'call("show");',''],
  ["L2","load-now","load()","addEventListener('load',load)"],
  ["L1","start","said = Intercom.q.splice(0)","0"],
  ["L1","arrive","said.splice(0)","[]"],
  ["L1","start","window.Intercom?.c === keep","window.Intercom?.q"],
  ["L2","start",'config.eager || foreign || document.readyState === "complete"',"true"],
  ["L2","start",' || document.readyState === "complete"',""],
  ["F4","start"," || foreign",""],
  ["L4","start",", { once: true }",""],
  ["L8","start","window.Intercom?.c","Intercom.c"],
  ["L9","arrive","if (isHere) arrive","arrive"],
  ["L3","messenger",'call("update", window.intercomSettings)','0'],
  ["L3","start",'typeof window.Intercom === "function"','false'],
  ["L4","start",'typeof earlier?.site === "string"','false'],
  ["L4","start",'earlier.site = "";',''],
  ["L5","start",'typeof window.Intercom === "function"','!!window.Intercom'],
  ["L5","start",'typeof earlier?.site === "string"','earlier'],
  ["L6","messenger",'dispatchEvent(new Event("callbox:unavailable"))','0'],
  ["L6","messenger",'window.Intercom?.c === keep','true'],
  ["L6","messenger",'script.onload = () => setTimeout(check, 5000);',''],
  ["L6","messenger",'  } catch {\n    check();','  } catch {'],
  ["L7","messenger",'?.createPolicy("callbox"','?.createPolicy("other"'],
  ["L7","messenger",'.createScriptURL("") ?? url','.createScriptURL("") && url'],
  ["L8","commands",'  attempt(() => {\n    const','  (() => {\n    const'],
  ["L8","session","attempt(() => Intercom(...args))","Intercom(...args)"],
  ["L9","arrive",'document.prerendering','false'],
  ["L9","arrive",'"turboPreview" in document.documentElement.dataset && "turbo:load"','0'],
  ["L9","start",'(top === window || !!config.frames)','true'],
  ["L9","start",'location.host === config.host && ',''],
  ["L10","commands",'Array.isArray(earlier) ? [...earlier] : []','[]'],
  ["L10","commands",'waiting.splice(0).forEach','waiting.reverse().forEach'],
  ["B1","document",'...route.messenger, ...person','...person'],
  ["B1","messenger",'sayBoot(config.boot)','sayBoot({app_id})'],
  ["B3","person",'if (current || (read()[2] === "live" && !overtaken)) leave();','0;'],
  ["B3","identity-fetch",'[204, 401, 403]','[204, 403]'],
  ["B3","identity-fetch",'abort.abort()','0'],
  ["B3","person",'addEventListener("online", again);',''],
  ["B3","identity-fetch",'response.status === 200','true'],
  ["B3","identity-fetch",'redirect: "manual",',''],
  ["B4","token",'delete rest.user_hash;',''],
  ["B4","token",'delete rest.user_id;',''],
  ["B4","token",'delete rest[name];',''],
  ["B4","token",'isHeldBack = () => remaining() < lead;',''],
  ["B4","token",'left - lead','left'],
  ["B4","person",'|| claims(settings).user_id',''],
  ["B5","person",'if (question !== turn) return;',''],
  ["B5","holder",'end(held, "over");','end();'],
  ["B5","holder",'      held = "0";\n',''],
  ["F3","holder",'if (former) localStorage[marker] = former;',''],
  ["F5","session",'if (now !== "live" || number === held) write','write'],
  ["U5","person",'[see, leave]','[see]'],
  ["B6","messenger",'if (byItself) window.intercomSettings = undefined;',''],
  ["B6","document",'if (booted) arrived();\n  else ',''],
  ["B6","messenger",'window.intercomSettings?.app_id && Intercom.q','false && Intercom.q'],
  ["B7","navigation",'call("hide");',''],
  ["paths","navigation",'if (page !== root','if (0 && page !== root'],
  ["B9","person",'said[keyOf(name, type)] == null','false'],
  ["B9","values",'warned.add(name);',''],
  ["U1","navigation",'there === here || ',''],
  ["U1","updates",'1000)','0)'],
  ["U1","updates",'const differs = settings !== shown && route.boot','const differs = false'],
  ["U1","navigation",'"popstate", ',''],
  ["U1","navigation",'/^#[!/]/','/^#[/]/'],
  ["U2","updates",'...who(), ',''],
  ["U2","person",'if (JSON.stringify(given[name]) !== JSON.stringify(current[name])) {','{'],
  ["U2","person",'if (intercom_user_jwt) return { intercom_user_jwt };',''],
  ["U3","updates",'data ? 20 : 18','20'],
  ["U3","updates",'data ? 20 : 18','data ? 21 : 18'],
  ["U3","updates",'schedule(sent[0] + halfHour);',''],
  ["U4","updates",'if (!booted) return;',''],
  ["S1","session",'write("0.over." + held);\n  shut();','shut();\n  write("0.over." + held);'],
  ["S1","document",'if (route.shutdown) leave();',''],
  ["S2","session",'shut();\n  erase();','shut();'],
  ["S3","session",'localStorage.removeItem("intercom.intercom-state-" + app_id);',''],
  ["S3","session",'window.intercomSettings = undefined;',''],
  ["S5","person",'  turn += 1;\n  asking = false;\n});','});'],
  ["S5","identity-json",'text === spent || ',''],
  ["F10","identity-json",'text === spent || isPast(text, value)','text === spent'],
  ["F10","identity-global",'text === spentGlobal || isPast(text, value)','text === spentGlobal'],
  ["F10","holder",'text === historic && ',''],
  ["F10","holder",'!(state === "live" && isTheirs(number, personOf(collect(value))))','true'],
  ["F10","holder",'isTheirs(number, personOf(collect(value)))','true'],
  ["F1","marker",'.sort()',''],
  ["F1","marker",'34560000','3600'],
  ["F1","marker",'SameSite=Lax;',''],
  ["F1","marker",'([0-9a-z]+)$/','([0-9a-z]+)/'],
  ["F1","marker",'=1\\.','=\\d\\.'],
  ["F2","person",'!mark()','false'],
  ["F2","holder",'later && document.hidden','false'],
  ["F2","holder",'holds() && read()[1] > now','true'],
  ["F2","holder",'addEventListener(input, extend, true)','0'],
  ["F2","person",'extendHere = extend;',''],
  ["F2","person",'{ session_duration, ','{ '],
  ["F2","person",'config.max_age * 1000','config.max_age'],
  ["F2","person",'{ session_duration, ...config.boot, ...route.messenger, ...beside(settings) }','{ ...beside(settings), session_duration }'],
  ["F2","person",'...config.boot, ...route.messenger,','...config.boot,'],
  ["F2","person",'...config.boot, ...route.messenger,','...route.messenger,'],
  ["F3","session",' && number !== attempt(() => localStorage[marker])',''],
  ["F3","session",'localStorage[marker] = held;',''],
  ["F4","session",'left > 0 && ',''],
  ["F4","session",'left < 2 * config.max_age && ',''],
  ["F4","session",'end(number, state);','0;'],
  ["F4","session",'write("0.visitor." + held);',''],
  ["F4","document",'else if (fence(said)) boot','else boot'],
  ["F4","session",'(state === "over" || state === "live")','(state === "live")'],
  ["F8","session",'|| !document.cookie.includes(session)','|| true'],
  ["C1","consent",'if (permitted && !consented) begin();\n  if','begin();\n  if'],
  ["C2","consent",'put(name + "=", 0, domain)','0'],
  ["C2","consent",'(!permitted && consented) withdraw()','(false) withdraw()'],
  ["C3","consent",'config.respect_gpc && navigator','navigator'],
  ["C3","consent",' && !(config.respect_gpc && navigator.globalPrivacyControl)',''],
  ["C3","consent-manager",'if (heard !== before) ',''],
  ["C3","consent-manager",'heard !== before','heard !== before && heard !== undefined'],
  ["C3","consent-manager",'config.consent?.category','undefined'],
  ["C3","consent-manager",'addEventListener(occasion, hear)','0'],
  ["C3","consent-manager",'  hear();\n',''],
  ["L8","consent-manager",'attempt(() => granted(config.consent?.category, event))','granted(config.consent?.category, event)'],
  ["L9","consent",'permitted && mayEnter &&','permitted &&'],
  ["C3","consent-material",'"DOMContentLoaded", ',''],
  ["C3","consent-material",'"submit", ',''],
  ["C3","consent-material",'"reset", ',''],
  ["C3","consent-material",', "storage"',''],
  ["C3","consent-material",'=== true','!== true'],
  ["C1","consent-material",'consent ? consent[category] === true : undefined','true'],
  ["C3","consent-cookiebot",'"CookiebotOnConsentReady", ',''],
  ["C3","consent-cookiebot",'"CookiebotOnAccept", ',''],
  ["C3","consent-cookiebot",', "CookiebotOnDecline"',''],
  ["C3","consent-cookiebot",'"preferences"','"statistics"'],
  ["C3","consent-onetrust",'"OneTrustGroupsUpdated"',''],
  ["C3","consent-onetrust",'.split(",")',''],
  ["C3","consent-onetrust",'"C0003"','"C0002"'],
  ["C3","consent-klaro",'occasions.push("DOMContentLoaded", "load");',''],
  ["C3","consent-klaro",'klaro.addEventListener?.("render", hear);',''],
  ["C3","consent-klaro",'addEventListener?.','addEventListener.'],
  ["C3","consent-klaro",'    rendered = true;\n',''],
  ["C3","consent-klaro",'  if (document.readyState === "loading") return;\n',''],
  ["C3","consent-klaro",'  manager.watch(watcher);\n',''],
  ["C3","consent-klaro",'manager.states','manager.consents'],
  ["C3","consent-vanilla",'"cc:onConsent", ',''],
  ["C3","consent-vanilla",', "cc:onChange"',''],
  ["C3","consent-vanilla",'event\n    ? event.detail.cookie.categories.includes(category)\n    : ',''],
  ["C1","consent-vanilla",'CookieConsent.validConsent() && ',''],
  ["V1","type-date",'>= 1e11','> 1e11'],
  ["V1","type-date",': "Z"',': ""'],
  ["V2","values",'|| Number.isFinite(value)','|| typeof value === "number"'],
  ["V2","values",'if (identifies && /^','if (0 && /^'],
  ["V3","values",'[...text].slice(0, 255).join("")','text.slice(0, 255)'],
  ["V3","values",'return [...text].length > 255 ? undefined : text','return cut(text)'],
  ["V4","type-company",'(result.company_id || result.id) && result.name','true'],
  ["V3","development",'warn(key, "is dropped','0 && warn(key, "is dropped'],
  ["L8","values",'Object.prototype.hasOwnProperty.call(at, key)','true'],
  ["S2","document",'rests && read()[2] !== "live" && attempt(erase)','0'],
  ["S2","document",'() => rests && ','() => '],
  ["S2","document",' && read()[2] !== "live"',''],
  ["S4","document",'if (options?.reboot && route.boot) bootVisitor();',''],
  ["B7","document",'options?.reboot && route.boot','options?.reboot'],
  ["S4","session",'!isEnded(said)) end','true) end'],
  ["F4","session",'number === held && (was === "over"','(was === "over"'],
  ["F7","session",' || (was === "visitor" && state === "over" && number > "0")',''],
  ["F7","session",' && number > "0")',')'],
  ["F7","session",'state === "over" || conclude','conclude'],
  ["F7","watch",'over ? !isEnded(said) : isNews','over || isNews'],
  ["F5","watch",'isNews(read())','false'],
  ["F3","session",'number > "0" ? number : held','number'],
  ["F3","session",'if (held > "0") ',''],
  ["S5","session",'if (isWaiting()) Intercom.q = Intercom.q.filter(isKept);',''],
  ["S5","session",'boot|update|trackEvent|shutdown','boot'],
  ["S5","session",'if (isWaiting()) Intercom.q = Int','Intercom.q = Int'],
  ["S5","identity-json",'document.addEventListener("DOMContentLoaded", spend, ','(() => 0)('],
  ["S5","identity-global",'document.addEventListener("DOMContentLoaded", spendGlobal, ','(() => 0)('],
  ["S5","identity-global",'text === spentGlobal || ',''],
  ["S5","identity-global",'if (!value) spentGlobal = undefined;',''],
  ["S1","consent",'if (endsHere()) endUnasked();',''],
  ["S1","consent",'waiting.forEach(early);',''],
  ["S1","commands",'      early(command);\n',''],
  ["S1","navigation",'endsHere = () => !!locate().shutdown;',''],
  ["C1","consent",'!consented && document.cookie.includes(app_id)','!consented'],
  ["C1","consent",'if (mayEnter && !consented &&','if (!consented &&'],
  ["C1","consent",'if (permitted) scripts','scripts'],
  ["C2","consent",'if (isAwaited) return;',''],
  ["C2","consent",'isAwaited = false;\n    if','if'],
  ["C2","consent",'  if (isWaiting()) Intercom.q = [];\n',''],
  ["C2","consent",'[...config.domains, config.cookie_domain || ""]','config.domains'],
  ["C2","consent",'for (const undo of withdrawals) undo();',''],
  ["F1","marker",'location.protocol > "http:" ? ";Secure" : ""','""'],
  ["F1","marker",'location.protocol > "http:" ? ";Secure" : ""','";Secure"'],
  ["F1","marker",'config.cookie_domain || ""','""'],
  ["F1","marker",'/m.exec','/.exec'],
  ["F4","marker",'  if (config.cookie_domain) put(marker + "=", 0, "");\n',''],
  ["F8","session",' && (number !== "0" || location.protocol > "http:")',''],
  ["F8","session",'(number !== "0" || location.protocol > "http:")','number !== "0"'],
  ["F4","session",'2 * config.max_age','1.1 * config.max_age'],
  ["F2","person",'current ? !holds() || isOver(read()) : !mark()','!mark()'],
  ["F2","holder",' && read()[1] > now',''],
  ["F2","person",'!holds() || isOver(read())','false'],
  ["U4","person",'    if (current) see();\n',''],
  ["F5","watch",'"visibilitychange", ',''],
  ["F5","watch",'"focus", ',''],
  ["F5","watch",', "pageshow"',''],
  ["F5","watch",'window.cookieStore?.addEventListener("change", changed);',''],
  ["F5","watch",'  shut();\n  for','  for'],
  ["F5","watch",'    if (pair === mine) erase();\n    else if','    if'],
  ["F5","watch",'put(pair, pair.startsWith(session) ? 604800 : 23328000, config.domains.slice(-1)[0]);',''],
  ["F5","watch",'config.domains.slice(-1)[0]','""'],
  ["F5","watch",'over && !document.hidden','false'],
  ["F5","watch",'      lose(said);\n',''],
  ["F5","watch",'document.hidden || rests || isEarly','rests || isEarly'],
  ["S1","watch",'document.hidden || rests || isEarly','document.hidden || isEarly'],
  ["F5","watch",'state !== was || number !== held','number !== held'],
  ["F5","watch",'state !== was || number !== held','state !== was'],
  ["F7","watch",'  clearTimeout(expiring);\n',''],
  ["F7","watch",'expiry > 0 && !document.hidden','expiry > 0'],
  ["F5","watch",'expiring = setTimeout(see','expiring = setTimeout(() => {}'],
  ["F6","watch",'(!cookie || cookie === mine)','false'],
  ["F6","watch",'was === "visitor" && !over','false'],
  ["F6","watch",'  if (!isNews(said)) mine = cookie;\n',''],
  ["F3","watch",'before === was + held + booted\n','true\n'],
  ["F8","watch",'  if (!state) return;\n',''],
  ["F5","person",'said[0].startsWith("=")','false'],
  ["F5","person",'for (const undo of withdrawals) undo();\n    user = undefined;','user = undefined;'],
  ["F5","person",'dispatchEvent(new Event("callbox:signedout"));',''],
  ["B3","person"," && !overtaken",""],
  ["S5","document",'if (telling) return;',''],
  ["F9","person",'number !== held && isTheirs(number)','false'],
  ["F7","person",'number !== held && isTheirs(number)','false'],
  ["F9","holder",'was !== "live" || isAnothers(held)','was !== "live"'],
  ["F9","holder",'|| isAnothers(held);',';'],
  ["F9","holder",'localStorage[printKey] = printOf(held);',''],
  ["F9","holder",' || !config.shared',''],
  ["F9","holder",'!config.shared','true'],
  ["F9","holder",'    localStorage[printKey] = kept;\n',''],
  ["F9","holder",'number + person','number'],
  ["F2","holder",'toldUnder !== sessionNow()','false'],
  ["F5","identity-fetch",'!current || !isDue','true'],
  ["F5","identity-fetch",'if (value && current && holds()) writeLive();\n      else attempt','attempt'],
  ["F5","identity-fetch",'else attempt(() => lookAtTime(document.cookie));',''],
  ["C2","consent",'  rests = true;\n',''],
  ["C2","consent",'[marker, marker + "-person"]','[]'],
  ["B8","listeners",'for (const listener of listeners) call(...listener);',''],
  ["B8","listeners",'if (booted) call(...listener);',''],
  ["B8","listeners",'new Event("callbox:ready")','new Event("callbox:other")'],
  ["B8","listeners",'isUser() ? "user"','false ? "user"'],
  ["B8","commands",'method === queued[0] && run === queued[1]','false'],
  ["B8","person",'isUser = () => !!current;',''],
  ["F7","token",' || tries > 5',''],
  ["F7","token",'    tries = 0;\n    document','    document'],
  ["B4","token",'  for (const [name, , , flags]','  if (token) for (const [name, , , flags]'],
  ["B4","person",'beside(given, current.intercom_user_jwt)','given'],
  ["B4","person",'beside(given, current.intercom_user_jwt)','beside(given)'],
  ["B4","person",'return beside({','return ({'],
  ["B4","person",'personOf(settings.intercom_user_jwt ? settings : beside(settings))','personOf(settings)'],
  ["B4","person",'found && String(found)','found'],
  ["U4","person",'  Object.assign(folded, given);\n',''],
  ["U5","person",'      answer(data);\n      return;',''],
  ["U5","person",'person !== whose','person !== personOf(current)'],
  ["F5","person",'[see, leave]','[leave]'],
  ["U5","person",'(current ? whose : personOf(known))','personOf(current || known)'],
  ["U5","person",'    if (user) folded = {};\n    const','    const'],
  ["U5","person",'  if (user) folded = {};\n  if',' if'],
  ["U5","person",'only(all, route.groups)','all'],
  ["U5","values",'!group || !groups || groups.includes(group)','true'],
  ["B9","person",'said[keyOf(name, type)] == null','said[keyOf(name, type)] === undefined'],
  ["B9","person",' && isSent(group, route.groups)',''],
  ["U2","updates",'route.update?.includes("data") && ',''],
  ["U3","updates",'Number(foreign)','0'],
  ["U4","track",'  events.splice(0);\n',''],
  ["U4","track",'  told.clear();\n',''],
  ["B3","identity-fetch",'credentials: "include",',''],
  ["B6","messenger",'if (byItself && !wins) return;',''],
  ["L2","load-interaction",'      settings?.widget?.activator,\n',''],
  ["L2","load-interaction",', ...(config.routes || []).map((each) => each.messenger)',''],
  ["L4","start",'earlier.site && ',''],
  ["paths","navigation",'pageOf(base)','base'],
  ["paths","navigation",'page.slice(root.length)','pageOf(page.slice(root.length))'],
  ["V1","type-company",'/_at$/.test(key) ? "date" : "string"','"string"'],
  ["V2","type-company",'key === "company_id" || key === "id"','false'],
  ["V3","type-company",'"company_id" || key === "id"','"company_id"'],
];

const suites = ["boot", "consent", "fence", "loader", "paths", "seed", "session", "values", "watch"];

/** Run where those let a break pass: every order of events takes its time. */
const slow = ["model"];

/** The titles of the tests of some suites that name a rule and fail under a mutation. */
async function failures(folder, rule, names) {
  const files = names.map((name) => join(folder, `Tests/RuntimeTests/${name}.test.mjs`));
  const child = spawn("node", ["--test", `--test-name-pattern=\\b${rule}\\b`, ...files], {
    env: { ...process.env, FORMS: "readable" },
    detached: true, // a group of its own: a break may loop for ever
  });
  let output = "";
  const limit = setTimeout(() => {
    output += `\nnot ok 0 - ${rule} hangs`;
    process.kill(-child.pid, "SIGKILL");
  }, 90000);
  child.stdout.on("data", (text) => (output += text));
  await new Promise((resolve) => child.on("close", resolve));
  clearTimeout(limit);
  const titles = output.match(/^ *not ok \d+ - .*/gm) ?? [];
  return titles.filter((title) => new RegExp(`\\b${rule}\\b`).test(title));
}

const [only] = process.argv.slice(2);
const waiting = mutations.filter(([rule]) => !only || only.split(",").includes(rule));
const total = waiting.length;
const survivors = [];
// A break may loop for ever; on a slow machine a test may only seem to.
const hanging = [];
const work = mkdtempSync(join(tmpdir(), "callbox-mutate-"));
await Promise.all(
  cpus().map(async (_, index) => {
    const folder = join(work, String(index));
    for (const each of ["Sources", "Templates", "Tests"]) {
      cpSync(join(root, each), join(folder, each), { recursive: true });
    }
    // What fails unbroken kills nothing.
    const broken = index === 0 ? await failures(folder, "\\w+", [...suites, ...slow]) : [];
    if (broken.length) throw new Error(broken.join("\n"));
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [rule, part, from, to] = next;
      const file = join(folder, `Templates/runtime/${part}.js`);
      const source = readFileSync(file, "utf8");
      writeFileSync(file, source.replace(from, () => to));
      let titles = [];
      for (const names of source.includes(from) ? [suites, slow] : []) {
        if (!titles.length) titles = await failures(folder, rule, names);
      }
      if (!titles.length) survivors.push(next);
      if (titles.some((title) => title.endsWith(" hangs"))) hanging.push(next);
      writeFileSync(file, source);
    }
  }),
);
rmSync(work, { recursive: true });
for (const each of survivors) console.log("survived:", ...each.map((text) => JSON.stringify(text)));
for (const each of hanging) console.log("hangs:", ...each.map((text) => JSON.stringify(text)));
console.log(`${total - survivors.length}/${total} killed`);
process.exitCode = survivors.length ? 1 : 0;
