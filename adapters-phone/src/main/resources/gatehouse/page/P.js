"use strict";

// The form of login by phone: asks for a code, then proves the number with it.
document.querySelectorAll("form.phone").forEach((form) => {
  const place = form.closest("[data-method]");
  const country = form.querySelector("#phone-country");
  const prefix = form.querySelector("#phone-prefix");
  const number = form.querySelector("#phone-number");
  const code = form.querySelector("#phone-code");
  const send = form.querySelector(".side");
  const submit = form.querySelector("[type=submit]");
  const challengePlace = form.querySelector(".challenge");
  let challenge;
  let challengeOf;
  let humanCheck;
  let countdown;

  function complain(field, text) {
    field.setAttribute("aria-invalid", text ? "true" : "false");
    const error = form.querySelector(`#${field.id}-error`);
    error.classList.remove("done");
    error.textContent = text;
  }

  function tell(text) {
    complain(code, "");
    const place = form.querySelector(`#${code.id}-error`);
    place.classList.add("done");
    place.textContent = text;
  }

  function refuse(field, text) {
    complain(field, text);
    field.focus();
  }

  // As the person wrote it; the service reads numbers in any form.
  function phone() {
    const written = number.value.trim();
    return /^(\+|00)/.test(written) ? written : (country?.value ?? prefix.textContent) + written;
  }

  function wait(seconds) {
    clearInterval(countdown);
    const end = Date.now() + seconds * 1000;
    const tick = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      send.disabled = left > 0;
      send.textContent = left > 0 ? send.dataset.wait.replace("{seconds}", left) : send.dataset.again;
      if (left <= 0) {
        clearInterval(countdown);
      }
    };
    tick();
    countdown = setInterval(tick, 1000);
  }

  // What the service found wrong stands beside the field that it is about.
  function show(problem) {
    const wrong = problem.errors?.[0];
    const field = wrong?.field.replace("credential.", "");
    if (field === "phone") {
      refuse(number, number.dataset[wrong.reason] ?? wrong.detail);
    } else if (field === "code") {
      refuse(code, code.dataset[wrong.reason] ?? wrong.detail);
    } else {
      refuse(code, problem.detail);
    }
  }

  send.addEventListener("click", async () => {
    complain(number, "");
    complain(code, "");
    if (!number.value.trim()) {
      refuse(number, number.dataset.missing);
      return;
    }
    const asked = phone();
    const request = { phone: asked, purpose: place.dataset.purpose };
    if (challenge && challengeOf === asked) {
      request.challenge = challenge;
    }
    if (humanCheck) {
      request.humanCheck = humanCheck;
      humanCheck = undefined;
    }
    send.disabled = true;
    const answer = await gatehouse.post("/v1/logins/P/codes", request);
    send.disabled = false;
    if (answer.ok) {
      challengePlace.hidden = true;
      challengePlace.replaceChildren();
      challenge = answer.body.challenge;
      challengeOf = asked;
      wait(answer.body.retryAfter);
      tell(code.dataset.sent);
      code.focus();
    } else if (answer.body.code === "human_check_required") {
      await ask(answer.body);
    } else {
      if (answer.status === 429) {
        wait(answer.retryAfter);
      }
      show(answer.body);
    }
  });

  // The challenge of the provider that the service named; its answer asks for the code again.
  async function ask({ provider, siteKey, detail }) {
    const script = form.dataset.challengeScript;
    if (!script) {
      refuse(code, code.dataset.checkMissing || detail);
      return;
    }
    complain(code, code.dataset.check);
    challengePlace.hidden = false;
    challengePlace.replaceChildren(document.createElement("div"));
    try {
      const api = await load(script, provider === "recaptcha" ? "grecaptcha" : provider);
      api.render(challengePlace.firstChild, {
        sitekey: siteKey,
        callback: (answer) => {
          humanCheck = answer;
          send.click();
        },
        "error-callback": () => complain(code, code.dataset.checkFailed),
      });
    } catch {
      challengePlace.hidden = true;
      complain(code, code.dataset.checkFailed);
    }
  }

  async function load(script, name) {
    if (!window[name]) {
      await gatehouse.load(script);
    }
    const api = window[name];
    // reCAPTCHA's script loads another one first.
    if (!api.render) {
      await new Promise((resolve) => api.ready(resolve));
    }
    return api;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    complain(number, "");
    complain(code, "");
    if (!number.value.trim()) {
      refuse(number, number.dataset.missing);
      return;
    }
    if (!challenge || challengeOf !== phone()) {
      refuse(code, code.dataset.notSent);
      return;
    }
    if (!code.value.trim()) {
      refuse(code, code.dataset.missing);
      return;
    }
    submit.disabled = true;
    const problem = await gatehouse.prove(place, { phone: phone(), code: code.value, challenge });
    submit.disabled = false;
    show(problem);
  });
});
