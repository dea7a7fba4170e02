(() => {
  'use strict';

  const page = document.body.dataset;
  const status = document.getElementById('status');
  const goOn = document.getElementById('continue');
  let left = false;

  // The answer to the form moves the browser on; asking meanwhile would move it twice.
  document.getElementById('picker').addEventListener('submit', () => {
    left = true;
  });
  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      location.reload();
    }
  });

  function leave(redirect) {
    goOn.href = redirect;
    goOn.hidden = false;
    (page.target === '_top' ? window.top : window).location.href = redirect;
  }

  /** @return whether there is more to come */
  function show(answer) {
    status.textContent = page[answer.state];
    page.state = answer.state;
    if (answer.state === 'waiting' || answer.state === 'scanned') {
      return true;
    }
    document.getElementById('picker').hidden = true;
    if (answer.redirect) {
      leave(answer.redirect);
    } else {
      document.getElementById('again').hidden = false;
    }
    return false;
  }

  async function ask() {
    let goingOn = true;
    try {
      const answer = await fetch('/connect/l/qrconnect?uuid=' + page.uuid, {cache: 'no-store'});
      const body = await answer.json();
      if (left) {
        return;
      }
      goingOn = show(body);
    } catch {
      // The simulator may be on its way back.
    }
    if (goingOn && !left) {
      setTimeout(ask, 500);
    }
  }

  ask();
})();
