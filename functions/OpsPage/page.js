
"use strict";
(() => {
  const REFRESH_MILLISECONDS = 15000;
  const SIGNED_OUT = "signed out";

  // What is under way for a session or a car park that is no longer shown must not show itself: each compares with what it began with.
  let session = { key: "", actor: "" };
  let opened = null;
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
    const caller = session;
    const response = await fetch(path, {
      method,
      headers: { "X-Admin-Key": caller.key, ...(body ? { "Content-Type": "application/json" } : {}) },
      body: body ? JSON.stringify(body) : undefined,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
    });
    const answer = await response.json().catch(() => ({}));
    if (caller !== session) throw new Error(SIGNED_OUT);
    if (response.status === 401) signOut();
    if (!response.ok) throw new Error(answer.error || `the service answered ${response.status}`);
    return answer;
  }

  async function attempt(action) {
    $("fault").hidden = true;
    await orTell(action);
  }

  async function orTell(action) {
    try {
      await action();
    } catch (fault) {
      if (fault.message === SIGNED_OUT) return;
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
      || site.bills.toReview > 0 || site.bills.overdue > 0 || site.downlinks.unconfirmed > 0 || site.reconciliations.some(isOff);
  }

  const GOOD_DAYS = ["balanced", "notOurs"];
  const DAYS_UNDER_WAY = ["settling", "checking", "comparing", "bills"];
  const isOff = (day) => !DAYS_UNDER_WAY.includes(day.state) && !(GOOD_DAYS.includes(day.state) && GOOD_DAYS.includes(day.bills));

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
      figure("Days off", sum((site) => site.reconciliations.filter(isOff).length), "warn"),
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

  function reconciled(site) {
    const days = site.reconciliations;
    const off = days.filter(isOff).length;
    if (!days.length) return cell("7 days", "–", "quiet", "not reconciled");
    return off ? cell("7 days", `${off} off`, "warn", `of ${days.length}`) : cell("7 days", "balanced", "good", `${days.length} of 7`);
  }

  function row(site, now) {
    const made = element("tr");
    const name = element("th");
    name.scope = "row";
    name.append(button(site.parkingName || site.parkingCode, () => openSite(site.site), "plain"), element("small", `${site.accessID} · ${site.parkingCode}`));
    made.append(name, heard(site, now), cell("Last event", ago(site.presence.lastEventAt, now)), clock(site), pending(site, now));
    made.append(cell("Refused", count(site.refused), site.refused ? "bad" : ""), bills(site), sentDown(site), reconciled(site));
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
    const shown = { site, after: null };
    opened = shown;
    const status = (await call("GET", `/ops/status?${siteQuery(site)}`)).sites[0];
    const listed = (await call("GET", `/ops/bills?${siteQuery(site)}&review=true`)).bills;
    const page = await letters(shown);
    if (opened !== shown) return;
    $("site-title").textContent = `${status.parkingName} · ${status.accessID} · ${status.parkingCode}`;
    figures($("all-bills"), pairs(status.allBills));
    figures($("all-downlinks"), pairs(status.allDownlinks));
    showReviews(site, listed);
    showDays(status.reconciliations);
    $("letters").replaceChildren();
    showLetters(shown, page);
    $("site").hidden = false;
    $("site-title").focus();
  }

  function close() {
    opened = null;
    $("site").hidden = true;
  }

  function showDays(days) {
    $("days").replaceChildren(...days.map((day) => {
      const item = element("li");
      item.append(element("strong", day.day), element("div", `${day.state}${day.bills ? `, bills ${day.bills}` : ""}, ${day.resent} sent again`, isOff(day) ? "warn" : ""));
      const buttons = element("div", undefined, "buttons");
      const site = opened.site;
      buttons.append(
        button("Show", () => show(item, `/ops/reconciliations/${encodeURIComponent(site)}/${day.day}`, (shown) => shown)),
        button("Reconcile again", () => reconcile(site, day.day)));
      item.append(buttons);
      return item;
    }));
    if (!days.length) $("days").append(element("li", "none", "quiet"));
  }

  async function reconcile(site, day) {
    await call("POST", "/ops/reconciliations", { site, day, actor: session.actor });
    tell(`${day} is being reconciled.`);
    await openSite(site);
  }

  function pairs(counts) {
    const entries = Object.entries(counts || {}).map(([name, number]) => [name, String(number), ""]);
    return entries.length ? entries : [["none", "0", "quiet"]];
  }

  function showReviews(site, listed) {
    $("reviews").replaceChildren(...listed.map((bill) => {
      const item = element("li");
      item.append(element("strong", bill.billID), element("div", `${bill.state}, ${bill.shouldPay} fen: ${bill.review.join(", ")}`));
      const buttons = element("div", undefined, "buttons");
      buttons.append(button("Reviewed", () => reviewed(site, bill.billID)));
      item.append(buttons);
      return item;
    }));
    if (!listed.length) $("reviews").append(element("li", "none", "quiet"));
  }

  async function reviewed(site, billID) {
    const reason = await ask("Take this bill from the review list?", billID, "Reviewed", true);
    if (reason === null) return;
    await call("POST", "/ops/bills/reviewed", { site, billID, reason, actor: session.actor });
    tell(`${billID} is reviewed.`);
    await openSite(site);
  }

  const letters = (shown) => call("GET", `/ops/dead-letters?${siteQuery(shown.site)}${shown.after ? `&after=${encodeURIComponent(shown.after)}` : ""}`);

  async function moreLetters() {
    const shown = opened;
    const page = await letters(shown);
    if (opened === shown) showLetters(shown, page);
  }

  function showLetters(shown, page) {
    shown.after = page.next || null;
    $("letters").append(...page.deadLetters.map(letter));
    $("letters-more").hidden = !shown.after;
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
      button("Send again", () => replay(found.site, found.receipt)),
      button("Give up", () => discard(found.site, found.receipt), "danger"));
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

  async function replay(site, receipt) {
    const changed = await call("POST", "/ops/dead-letters/replay", { site, receipt, actor: session.actor });
    tell(changed.count ? `${receipt} is sent again.` : `${receipt} is no dead letter any more.`);
    await openSite(site);
  }

  async function replayAll() {
    const { site } = opened;
    if (await ask("Send all dead letters of this car park again?", site, "Send all again", false) === null) return;
    const changed = await call("POST", "/ops/dead-letters/replay", { site, actor: session.actor });
    tell(`${changed.count} are sent again.`);
    await openSite(site);
  }

  async function discard(site, receipt) {
    const reason = await ask("Give this dead letter up?", receipt, "Give up", true);
    if (reason === null) return;
    await call("POST", "/ops/dead-letters/discard", { site, receipt, reason, actor: session.actor });
    tell(`${receipt} is given up.`);
    await openSite(site);
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
    await call("POST", "/ops/dead-letters/quarantine/put-back", { name, actor: session.actor });
    $("quarantined").replaceChildren();
    tell("The message is back in its queue.");
    await refresh();
  }

  async function discardQuarantined(name) {
    const reason = await ask("Give this message up?", name, "Give up", true);
    if (reason === null) return;
    await call("POST", "/ops/dead-letters/quarantine/discard", { name, reason, actor: session.actor });
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

  // One after the other, and what an action of the person's has said stays.
  async function keepFresh(mine) {
    if (session !== mine) return;
    await orTell(refresh);
    setTimeout(() => keepFresh(mine), REFRESH_MILLISECONDS);
  }

  function signOut() {
    session = { key: "", actor: "" };
    close();
    $("key").value = "";
    if ($("ask").open) $("ask").close("");
    for (const id of ["overview", "sites", "quarantine", "leave", "done"]) $(id).hidden = true;
    $("sign-in").hidden = false;
    $("city").className = "quiet";
    $("city").textContent = "Not signed in";
    $("at").textContent = "";
  }

  $("sign-in").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(async () => {
      const mine = { key: $("key").value, actor: $("actor").value.trim() };
      session = mine;
      await refresh();
      $("key").value = "";
      setTimeout(() => keepFresh(mine), REFRESH_MILLISECONDS);
      $("overview-title").tabIndex = -1;
      $("overview-title").focus();
    });
  });
  $("leave").addEventListener("click", signOut);
  $("filter").addEventListener("input", showSites);
  $("troubled").addEventListener("change", showSites);
  $("site-close").addEventListener("click", close);
  $("letters-more").addEventListener("click", () => attempt(moreLetters));
  $("replay-all").addEventListener("click", () => attempt(replayAll));
  $("ask-no").addEventListener("click", () => $("ask").close(""));
})();
