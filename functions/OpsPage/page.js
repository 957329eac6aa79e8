
"use strict";
(() => {
  const REFRESH_MILLISECONDS = 15000;
  const SESSION = { key: "", actor: "", site: null, after: null, timer: 0 };
  const $ = (id) => document.getElementById(id);

  // Text only: nothing that comes from a car park or the city brain is ever read as markup.
  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined && text !== null) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function button(text, action, className) {
    const made = element("button", text, className);
    made.type = "button";
    made.addEventListener("click", () => attempt(action));
    return made;
  }

  async function call(method, path, body) {
    const response = await fetch(path, {
      method,
      headers: { "X-Admin-Key": SESSION.key, ...(body ? { "Content-Type": "application/json" } : {}) },
      body: body ? JSON.stringify(body) : undefined,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
    });
    const answer = await response.json().catch(() => ({}));
    if (response.status === 401) signOut();
    if (!response.ok) throw new Error(answer.error || `the service answered ${response.status}`);
    return answer;
  }

  async function attempt(action) {
    $("fault").hidden = true;
    try {
      await action();
    } catch (fault) {
      $("fault").textContent = fault.message;
      $("fault").hidden = false;
    }
  }

  function tell(text) {
    $("done").textContent = text;
    $("done").hidden = false;
  }

  const siteQuery = (site) => `site=${encodeURIComponent(site)}`;

  // --- words

  function ago(time, now) {
    if (!time) return "never";
    return `${span((new Date(now) - new Date(time)) / 1000)} ago`;
  }

  function span(seconds) {
    const s = Math.max(0, Math.round(seconds));
    if (s < 120) return `${s} s`;
    if (s < 7200) return `${Math.round(s / 60)} min`;
    if (s < 172800) return `${Math.round(s / 3600)} h`;
    return `${Math.round(s / 86400)} d`;
  }

  const count = (number) => (number >= 1000 ? "1000+" : String(number));
  const china = (time) => new Date(time).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" });

  function troubles(site) {
    return site.refused > 0 || site.suspended || site.backingOffUntil || site.presence.online === false || site.presence.drifts
      || site.bills.toReview > 0 || site.bills.overdue > 0 || site.downlinks.unconfirmed > 0;
  }

  // --- the overview

  function showCity(cityBrain, now) {
    const city = $("city");
    city.className = cityBrain.up === undefined ? "quiet" : cityBrain.up ? "good" : "bad";
    city.textContent = cityBrain.up === undefined
      ? "City brain: not called yet"
      : `City brain ${cityBrain.up ? "answers" : "does not answer"}, since ${china(cityBrain.since)} (${span((new Date(now) - new Date(cityBrain.since)) / 1000)})`;
  }

  function figures(list, entries) {
    list.replaceChildren(...entries.map(([name, value, className]) => {
      const pair = element("div");
      pair.append(element("dt", name), element("dd", value, className));
      return pair;
    }));
  }

  function showFigures(status) {
    const sum = (read) => status.sites.reduce((total, site) => total + read(site), 0);
    const figure = (name, number, className) => [name, String(number), number > 0 ? className : ""];
    figures($("figures"), [
      ["Car parks", String(status.sites.length), ""],
      figure("Offline", status.sites.filter((site) => site.presence.online === false).length, "bad"),
      figure("Pending", sum((site) => site.pending), ""),
      figure("Refused", sum((site) => site.refused), "bad"),
      figure("Suspended", status.sites.filter((site) => site.suspended).length, "bad"),
      figure("Bills applying", sum((site) => site.bills.applying), ""),
      figure("Bills unpaid", sum((site) => site.bills.accepted), ""),
      figure("Of those over 3 h", sum((site) => site.bills.overdue), "warn"),
      figure("Bills to review", sum((site) => site.bills.toReview), "warn"),
      figure("Undelivered", sum((site) => site.downlinks.undelivered), ""),
      figure("Unconfirmed", sum((site) => site.downlinks.unconfirmed), "warn"),
      status.quarantine === undefined ? ["Quarantine", "unreadable", "bad"] : figure("Quarantine", status.quarantine, "bad"),
    ]);
  }

  // --- the car parks

  function cell(label, text, className, small) {
    const made = element("td");
    made.dataset.label = label;
    const inner = element("span", text, className);
    if (small) inner.append(element("small", small));
    made.append(inner);
    return made;
  }

  function heard(site, now) {
    const presence = site.presence;
    if (site.disabled) return cell("Heard", "disabled", "quiet");
    if (presence.online === undefined) return cell("Heard", "never", "quiet");
    return presence.online
      ? cell("Heard", "online", "good", ago(presence.lastHeardAt, now))
      : cell("Heard", "offline", "bad", `heard ${ago(presence.lastHeardAt, now)}`);
  }

  function clock(site) {
    const drift = site.presence.driftSeconds;
    if (drift === undefined) return cell("Clock", "–", "quiet", "no heartbeat");
    const text = `${drift > 0 ? "+" : ""}${Math.round(drift)} s`;
    return cell("Clock", text, site.presence.drifts ? "warn" : "");
  }

  function pending(site, now) {
    const held = site.suspended ? "access suspended" : site.backingOffUntil ? `tried again in ${span((new Date(site.backingOffUntil) - new Date(now)) / 1000)}` : "";
    const age = site.pending ? `oldest ${span(site.oldestPendingSeconds)}` : "";
    return cell("Pending", count(site.pending), site.suspended ? "bad" : "", [age, held].filter(Boolean).join(", "));
  }

  function bills(site) {
    const open = site.bills.applying + site.bills.accepted;
    const small = [site.bills.overdue ? `${site.bills.overdue} over 3 h` : "", site.bills.toReview ? `${site.bills.toReview} to review` : ""];
    return cell("Bills", `${count(open)} open`, site.bills.overdue || site.bills.toReview ? "warn" : "", small.filter(Boolean).join(", "));
  }

  function sentDown(site) {
    const age = site.downlinks.undelivered ? `oldest ${span(site.downlinks.oldestUndeliveredSeconds)}` : "";
    const open = site.downlinks.unconfirmed ? `${count(site.downlinks.unconfirmed)} unconfirmed` : "";
    return cell("Sent down", `${count(site.downlinks.undelivered)} waiting`, site.downlinks.unconfirmed ? "warn" : "", [age, open].filter(Boolean).join(", "));
  }

  function row(site, now) {
    const made = element("tr");
    const name = element("th");
    name.scope = "row";
    name.append(button(site.parkingName || site.parkingCode, () => openSite(site.site), "plain"), element("small", `${site.accessID} · ${site.parkingCode}`));
    made.append(name, heard(site, now), cell("Last event", ago(site.presence.lastEventAt, now)), clock(site), pending(site, now));
    made.append(cell("Refused", count(site.refused), site.refused ? "bad" : ""), bills(site), sentDown(site));
    return made;
  }

  let last = null;

  function showSites() {
    const wanted = $("filter").value.trim().toLowerCase();
    const shown = last.sites.filter((site) => (!$("troubled").checked || troubles(site))
      && `${site.parkingName} ${site.accessID} ${site.parkingCode}`.toLowerCase().includes(wanted));
    // A button that has the focus keeps it.
    const focused = document.activeElement?.closest("#site-rows th") ? document.activeElement.textContent : null;
    $("site-rows").replaceChildren(...shown.map((site) => row(site, last.at)));
    if (focused) [...$("site-rows").querySelectorAll("button")].find((made) => made.textContent === focused)?.focus();
  }

  async function refresh() {
    last = await call("GET", "/ops/status");
    showCity(last.cityBrain, last.at);
    $("at").textContent = `as of ${china(last.at)}, China time`;
    showFigures(last);
    showSites();
    $("overview").hidden = $("sites").hidden = $("leave").hidden = false;
    $("sign-in").hidden = true;
    await showQuarantine(last.quarantine);
  }

  // --- one car park

  async function openSite(site) {
    SESSION.site = site;
    SESSION.after = null;
    const status = (await call("GET", `/ops/status?${siteQuery(site)}`)).sites[0];
    $("site-title").textContent = `${status.parkingName} · ${status.accessID} · ${status.parkingCode}`;
    figures($("all-bills"), pairs(status.allBills));
    figures($("all-downlinks"), pairs(status.allDownlinks));
    $("letters").replaceChildren();
    await showReviews(site);
    await moreLetters();
    $("site").hidden = false;
    $("site-title").focus();
  }

  function pairs(counts) {
    const entries = Object.entries(counts || {}).map(([name, number]) => [name, String(number), ""]);
    return entries.length ? entries : [["none", "0", "quiet"]];
  }

  async function showReviews(site) {
    const listed = (await call("GET", `/ops/bills?${siteQuery(site)}&review=true`)).bills;
    $("reviews").replaceChildren(...listed.map((bill) => {
      const item = element("li");
      item.append(element("strong", bill.billID), element("div", `${bill.state}, ${bill.shouldPay} fen: ${bill.review.join(", ")}`));
      const buttons = element("div", undefined, "buttons");
      buttons.append(button("Reviewed", () => reviewed(bill.billID)));
      item.append(buttons);
      return item;
    }));
    if (!listed.length) $("reviews").append(element("li", "none", "quiet"));
  }

  async function reviewed(billID) {
    const reason = await ask("Take this bill from the review list?", billID, "Reviewed", true);
    if (reason === null) return;
    await call("POST", "/ops/bills/reviewed", { site: SESSION.site, billID, reason, actor: SESSION.actor });
    tell(`${billID} is reviewed.`);
    await openSite(SESSION.site);
  }

  async function moreLetters() {
    const page = await call("GET", `/ops/dead-letters?${siteQuery(SESSION.site)}${SESSION.after ? `&after=${encodeURIComponent(SESSION.after)}` : ""}`);
    SESSION.after = page.next || null;
    $("letters").append(...page.deadLetters.map(letter));
    $("letters-more").hidden = !SESSION.after;
    $("replay-all").hidden = !$("letters").children.length;
    if (!$("letters").children.length) $("letters").append(element("li", "none", "quiet"));
  }

  function letter(found) {
    const item = element("li");
    const words = [found.resultCode, found.msg].filter(Boolean).join(" ");
    item.append(element("strong", found.receipt), element("div", words, "bad"));
    item.append(element("div", `accepted ${china(found.acceptedAt)}, refused ${found.refusedAt ? china(found.refusedAt) : "–"}, ${found.attempts} answered`, "quiet"));
    const buttons = element("div", undefined, "buttons");
    buttons.append(
      button("Show", () => show(item, `/ops/dead-letters/show?${siteQuery(found.site)}&receipt=${encodeURIComponent(found.receipt)}`, (shown) => shown.data)),
      button("Send again", () => replay(found.receipt)),
      button("Give up", () => discard(found.receipt), "danger"));
    item.append(buttons);
    return item;
  }

  async function show(item, path, read) {
    const shown = item.querySelector("pre");
    if (shown) {
      shown.remove();
      return;
    }
    const text = JSON.stringify(read(await call("GET", path)), null, 2);
    const pre = element("pre", text);
    pre.tabIndex = 0;
    item.append(pre);
  }

  async function replay(receipt) {
    const changed = await call("POST", "/ops/dead-letters/replay", { site: SESSION.site, receipt, actor: SESSION.actor });
    tell(changed.count ? `${receipt} is sent again.` : `${receipt} is no dead letter any more.`);
    await openSite(SESSION.site);
  }

  async function replayAll() {
    if (await ask("Send all dead letters of this car park again?", SESSION.site, "Send all again", false) === null) return;
    const changed = await call("POST", "/ops/dead-letters/replay", { site: SESSION.site, actor: SESSION.actor });
    tell(`${changed.count} are sent again.`);
    await openSite(SESSION.site);
  }

  async function discard(receipt) {
    const reason = await ask("Give this dead letter up?", receipt, "Give up", true);
    if (reason === null) return;
    await call("POST", "/ops/dead-letters/discard", { site: SESSION.site, receipt, reason, actor: SESSION.actor });
    tell(`${receipt} is given up.`);
    await openSite(SESSION.site);
  }

  // --- quarantine

  async function showQuarantine(kept) {
    if (!kept) {
      $("quarantine").hidden = true;
      return;
    }
    if (document.activeElement?.closest("#quarantine") || $("quarantine").querySelector("pre")) return;
    const messages = (await call("GET", "/ops/dead-letters/quarantine")).messages;
    $("quarantined").replaceChildren(...messages.map((message) => {
      const item = element("li");
      item.append(element("strong", message.queue), element("div", `${message.name}, since ${message.since ? china(message.since) : "–"}`, "quiet"));
      const buttons = element("div", undefined, "buttons");
      buttons.append(
        button("Show", () => show(item, `/ops/dead-letters/quarantine/show?name=${encodeURIComponent(message.name)}`, (shown) => ({ reason: shown.reason, message: shown.message }))),
        button("Put back", () => putBack(message.name)),
        button("Give up", () => discardQuarantined(message.name), "danger"));
      item.append(buttons);
      return item;
    }));
    $("quarantine").hidden = false;
  }

  async function putBack(name) {
    await call("POST", "/ops/dead-letters/quarantine/put-back", { name });
    $("quarantined").replaceChildren();
    tell("The message is back in its queue.");
    await refresh();
  }

  async function discardQuarantined(name) {
    const reason = await ask("Give this message up?", name, "Give up", true);
    if (reason === null) return;
    await call("POST", "/ops/dead-letters/quarantine/discard", { name, reason, actor: SESSION.actor });
    $("quarantined").replaceChildren();
    tell("The message is given up.");
    await refresh();
  }

  // --- questions

  function ask(title, text, yes, wantsReason) {
    $("ask-title").textContent = title;
    $("ask-text").textContent = text;
    $("ask-yes").textContent = yes;
    $("ask-yes").value = "yes";
    $("ask-reason").value = "";
    $("ask-reason").required = wantsReason;
    $("ask-reason-part").hidden = !wantsReason;
    const dialog = $("ask");
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? $("ask-reason").value.trim() : null), { once: true });
    });
  }

  // --- signing in and out

  function signOut() {
    clearInterval(SESSION.timer);
    SESSION.key = "";
    $("key").value = "";
    for (const id of ["overview", "sites", "site", "quarantine", "leave", "done"]) $(id).hidden = true;
    $("sign-in").hidden = false;
    $("city").className = "quiet";
    $("city").textContent = "Not signed in";
    $("at").textContent = "";
  }

  $("sign-in").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(async () => {
      SESSION.key = $("key").value;
      SESSION.actor = $("actor").value.trim();
      await refresh();
      $("key").value = "";
      clearInterval(SESSION.timer);
      SESSION.timer = setInterval(() => attempt(refresh), REFRESH_MILLISECONDS);
      $("overview-title").tabIndex = -1;
      $("overview-title").focus();
    });
  });
  $("leave").addEventListener("click", signOut);
  $("filter").addEventListener("input", showSites);
  $("troubled").addEventListener("change", showSites);
  $("site-close").addEventListener("click", () => { $("site").hidden = true; });
  $("letters-more").addEventListener("click", () => attempt(moreLetters));
  $("replay-all").addEventListener("click", () => attempt(replayAll));
  $("ask-no").addEventListener("click", () => $("ask").close(""));
})();
