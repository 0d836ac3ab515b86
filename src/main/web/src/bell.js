// The count of unread notices. Only the page that is looked at listens, so many tabs do not use up the browser's connections;
// one that nobody touches for half an hour rests too, so that an open page does not keep its session alive.
const IDLE_MS = 30 * 60 * 1000;
const bell = document.getElementById('bell');

if (bell && window.EventSource) {
  const count = bell.querySelector('.count');
  let stream = null;
  let resting = null;

  const show = (unread) => {
    count.textContent = unread > 99 ? '99+' : String(unread);
    count.hidden = unread === 0;
    bell.setAttribute('aria-label', bell.dataset.say.replace('{0}', String(unread)));
  };
  const rest = () => {
    stream?.close();
    stream = null;
  };
  const listen = () => {
    if (stream || document.hidden) {
      return;
    }
    stream = new EventSource(bell.dataset.stream);
    stream.addEventListener('unread', (event) => show(Number(event.data)));
    stream.addEventListener('rest', rest);
    // the browser comes back by itself after a broken connection, but not after a refusal: the next touch tries again
    stream.addEventListener('error', () => {
      if (stream?.readyState === EventSource.CLOSED) {
        stream = null;
      }
    });
  };
  const touched = () => {
    clearTimeout(resting);
    resting = setTimeout(rest, IDLE_MS);
    listen();
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : touched()));
  ['pointerdown', 'keydown', 'focusin'].forEach((each) => document.addEventListener(each, touched, { passive: true }));
  window.addEventListener('pagehide', rest);
  window.addEventListener('pageshow', touched);
}
