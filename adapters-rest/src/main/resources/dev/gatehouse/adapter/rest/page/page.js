"use strict";

const status = document.getElementById("status");

function say(text) {
  status.textContent = text;
}

// What a browser kept of this page may name somebody who has left, or show a code that is used up.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});

const signOut = document.getElementById("sign-out");
if (signOut) {
  signOut.hidden = false;
  signOut.addEventListener("click", async () => {
    signOut.disabled = true;
    say(signOut.dataset.busy);
    try {
      const answer = await fetch("/v1/session", { method: "DELETE" });
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
  question.hidden = false;
  const button = question.querySelector("button");
  button.addEventListener("click", async () => {
    button.disabled = true;
    say(account.dataset.busy);
    try {
      const { method, call, done } = button.dataset;
      const answer = await fetch(call, { method, headers: { Accept: "application/json" } });
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

function load(script) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = script;
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });
}

// The provider's own form within this page; the link beside it works whatever happens here.
async function embed(place) {
  const text = place.dataset;
  say(text.loading);
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
    say(text.ready);
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
  say(why);
}

document.querySelectorAll(".embedded").forEach(embed);
