'use strict';

// Your Gatehouse. Its operator lists the origin of this page in gatehouse.return-to.
const GATEHOUSE = 'https://login.example.com';

/** The channel for a browser; empty if none works in it. */
function channelFor(userAgent) {
  if (userAgent.includes('MicroMessenger')) {
    // WeCom's browser has the name, too, and an authorization of its own.
    return userAgent.includes('wxwork') ? '' : 'h5';
  }
  // A phone cannot scan its own screen.
  return /iPhone|Android.*Mobile/.test(userAgent) ? '' : 'web';
}

// A link and no redirect: WeChat shows a page that asks at once as a snapshot.
const channel = channelFor(navigator.userAgent);
const link = document.getElementById('sign-in');
if (channel) {
  const query = new URLSearchParams({ channel, returnTo: location.href });
  link.href = `${GATEHOUSE}/v1/logins/WX/start?${query}`;
  link.textContent = channel === 'h5' ? '微信登录' : '微信扫码登录';
  link.hidden = false;
  document.getElementById('notice').hidden = channel !== 'h5';
} else {
  document.getElementById('elsewhere').hidden = false;
}
