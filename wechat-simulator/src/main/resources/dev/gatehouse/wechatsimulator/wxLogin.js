// The simulator's stand-in for WeChat's wxLogin.js: new WxLogin({id, appid, scope, redirect_uri,
// state, self_redirect, style, href, stylelite, fast_login, lang}). As with WeChat's own, the page
// has to encode redirect_uri itself.
(function (window, document) {
  'use strict';

  var origin = new URL(document.currentScript.src).origin;

  function WxLogin(options) {
    var selfRedirect =
      options.self_redirect === true ? 'true' : options.self_redirect === false ? 'false' : 'default';
    var url =
      origin + '/connect/qrconnect?appid=' + options.appid +
      '&scope=' + options.scope +
      '&redirect_uri=' + options.redirect_uri +
      '&state=' + options.state +
      '&login_type=jssdk&self_redirect=' + selfRedirect;
    ['style', 'href', 'stylelite', 'fast_login', 'lang'].forEach(function (name) {
      if (options[name] !== undefined && options[name] !== '') {
        url += '&' + name + '=' + options[name];
      }
    });
    var lite = String(options.stylelite) === '1';
    var frame = document.createElement('iframe');
    // A frame may send the window around it elsewhere without a click only if it is told so.
    frame.setAttribute(
      'sandbox', 'allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation');
    frame.setAttribute('title', 'WeChat login');
    frame.setAttribute('frameborder', '0');
    frame.setAttribute('width', lite ? '220px' : '300px');
    frame.setAttribute('height', lite ? '220px' : '400px');
    frame.src = url;
    var container = document.getElementById(options.id);
    container.innerHTML = '';
    container.appendChild(frame);
  }

  window.WxLogin = WxLogin;
})(window, document);
