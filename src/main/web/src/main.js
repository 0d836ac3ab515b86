import 'bootstrap';
import htmx from 'htmx.org';

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

// htmx sends the token against forged requests like every form does
document.addEventListener('htmx:configRequest', (event) => {
  const header = meta('_csrf_header');
  if (header) {
    event.detail.headers[header] = meta('_csrf');
  }
});

// a part of the page that could not be fetched says so, in the page's language
function note(sentence) {
  const notes = document.getElementById('notes');
  const alert = document.createElement('div');
  alert.className = 'alert alert-danger';
  alert.setAttribute('role', 'alert');
  alert.textContent = sentence;
  notes.replaceChildren(alert);
}
document.addEventListener('htmx:responseError', (event) => {
  if (event.detail.xhr.status === 401) {
    window.location.reload();
  } else {
    note(document.body.dataset.failed);
  }
});
document.addEventListener('htmx:sendError', () => note(document.body.dataset.offline));

// a form with data-confirm asks before it is sent
const asking = document.getElementById('confirm');
let confirmed = null;
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.confirm && form !== confirmed) {
    event.preventDefault();
    event.stopImmediatePropagation();
    asking.querySelector('p').textContent = form.dataset.confirm;
    asking.returnValue = '';
    asking.onclose = () => {
      if (asking.returnValue === 'yes') {
        confirmed = form;
        form.requestSubmit(event.submitter);
        confirmed = null;
      }
    };
    asking.showModal();
    return;
  }
  // twice pressed is once sent
  if (!event.defaultPrevented && form.method === 'post' && !form.matches('[hx-post]')) {
    if (form.dataset.sent) {
      event.preventDefault();
    } else {
      form.dataset.sent = 'yes';
    }
  }
}, true);
window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach((form) => delete form.dataset.sent));

// "/" goes to the search box
document.addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const box = document.getElementById('find');
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  }
});

// the box at the head of a column of boxes
document.addEventListener('change', (event) => {
  const name = event.target.dataset?.checkAll;
  if (name) {
    event.target.form.querySelectorAll(`input[name="${name}"]`).forEach((box) => { box.checked = event.target.checked; });
  }
});

// a choice that filters at once
document.addEventListener('change', (event) => {
  if (event.target.matches('[data-submit]')) {
    event.target.form.requestSubmit();
  }
});

export { htmx };
