// There is one sign-in for everything. Where a web application would show a form of its own (the session has ended, or
// somebody signed out there), ours takes over and leads back afterwards.
function toOurs() {
  if (location.hash.startsWith('#/login')) {
    location.replace('/login');
  }
}
window.addEventListener('hashchange', toOurs);
toOurs();
