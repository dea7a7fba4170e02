"use strict";

// Before the paths of our calls: the path of the public URL, which this script has, too.
const base = new URL(document.currentScript.src).pathname.replace("/sign-in/page.js", "");

const status = document.getElementById("status");

function say(text) {
  status.textContent = text;
}

function load(script) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = script;
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });
}

// What the scripts of forms (gatehouse/page/<method>.js) use.
globalThis.gatehouse = {
  load,

  // The answer to a call of ours; of a failure a problem with a detail to show.
  async post(path, request) {
    try {
      const answer = await fetch(base + path, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": document.documentElement.lang },
        body: JSON.stringify(request),
      });
      const text = await answer.text();
      return {
        ok: answer.ok,
        status: answer.status,
        retryAfter: Number(answer.headers.get("Retry-After")) || 60,
        body: text ? JSON.parse(text) : {},
      };
    } catch {
      const place = document.querySelector("[data-method][data-failed]");
      return { ok: false, status: 0, retryAfter: 0, body: { detail: place.dataset.failed } };
    }
  },

  // Presents the credential of a form for what its place is for and goes on; returns the problem if
  // the person has to correct something.
  async prove(place, credential) {
    const { method, purpose, call, next } = place.dataset;
    const login = purpose === "login" ? { session: "cookie", returnTo: next } : {};
    const { ok, status, body } = await gatehouse.post(call, { method, credential, ...login });
    if (ok) {
      return leave(next);
    }
    const dormant = purpose === "login" && body.code === "confirmation_required";
    if (body.code === "not_registered" || dormant) {
      return leave(base + "/v1/logins/continue");
    }
    if (body.code === "account_closing" && body.ticket) {
      offerToKeep(place, body);
    }
    if (purpose !== "login" && (status === 401 || status === 403) && body.code !== "credential_rejected") {
      return leave(next);
    }
    return body;
  },
};

// The browser leaves the page, so this promise stays open.
function leave(target) {
  location.assign(target);
  return new Promise(() => {});
}

function offerToKeep(place, { ticket }) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = base + "/v1/closures/cancel";
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "ticket";
  field.value = ticket;
  const button = document.createElement("button");
  button.className = "main";
  button.textContent = place.dataset.keep;
  form.append(field, button);
  place.querySelector("[data-keeping]")?.remove();
  form.dataset.keeping = "";
  place.append(form);
}

// What a browser kept of this page may name somebody who has left, or show a code that is used up.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});

const signOut = document.getElementById("sign-out");
if (signOut) {
  signOut.addEventListener("click", async () => {
    signOut.disabled = true;
    say(signOut.dataset.busy);
    try {
      const answer = await fetch(base + "/v1/session", { method: "DELETE" });
      // 401: another tab has signed out already.
      if (!answer.ok && answer.status !== 401) {
        throw new Error(`answered ${answer.status}`);
      }
      location.replace(signOut.dataset.next);
    } catch {
      signOut.disabled = false;
      signOut.focus();
      say(signOut.dataset.failed);
    }
  });
}

// The account: each button asks once more, because it stands behind its warning.
const account = document.getElementById("account");
account?.querySelectorAll("details").forEach((question) => {
  if (question.classList.contains("form")) {
    return;
  }
  const button = question.querySelector("button");
  button.addEventListener("click", async () => {
    button.disabled = true;
    say(account.dataset.busy);
    try {
      const { method, call, done } = button.dataset;
      const answer = await fetch(base + call, { method, headers: { Accept: "application/json" } });
      if (answer.ok && done) {
        account.remove();
        signOut.remove();
        say(done.replace("{closesAt}", (await answer.json()).closesAt.slice(0, 10)));
      } else if (answer.ok || answer.status === 401 || answer.status === 403) {
        // Signed out, or too long ago to be sure who is there: the page shows what to do.
        location.replace(account.dataset.next);
      } else {
        throw new Error((await answer.json()).detail);
      }
    } catch (failure) {
      button.disabled = false;
      say(failure.message || account.dataset.failed);
    }
  });
});

// The provider's own form within this page; the link beside it works whatever happens here.
async function embed(place) {
  const text = place.dataset;
  report(place, text.loading);
  try {
    const answer = await fetch(text.start, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      throw new Error(`answered ${answer.status}`);
    }
    const { embedded, expiresIn } = await answer.json();
    await load(embedded.script);
    place.id = embedded.container;
    new window[embedded.constructorName](embedded.parameters);
    for (const frame of place.querySelectorAll("iframe")) {
      frame.title = text.title;
    }
    report(place, text.ready);
    setTimeout(() => offerAgain(place, text.expired), expiresIn * 1000);
  } catch {
    offerAgain(place, text.failed);
  }
}

function offerAgain(place, why) {
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = place.dataset.again;
  again.addEventListener("click", () => {
    place.replaceChildren();
    embed(place);
  });
  place.replaceChildren(again);
  report(place, why);
}

function report(place, text) {
  place.parentElement.querySelector(".state").textContent = text;
}

document.querySelectorAll(".embedded").forEach(embed);
