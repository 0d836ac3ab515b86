import 'bootstrap';
import htmx from 'htmx.org';
import './bell.js';

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

// what was typed into a form that is refused stands in it again; secrets and files never, and nothing outlives the next page
const TYPED = 'gridwork-typed';
const NEVER = ['hidden', 'password', 'file', 'submit', 'button', 'reset', 'image'];
const controls = (form) => [...form.elements].filter((each) => each.name && !NEVER.includes(each.type) && each.autocomplete !== 'one-time-code');
const addressed = (form) => new URL(form.getAttribute('action') || '', document.baseURI).pathname;
const alike = (address) => [...document.forms].filter((each) => each.method === 'post' && addressed(each) === address);
const chosen = (control) => [...control.options].filter((each) => each.selected).map((each) => each.value);

function keepTyped(form) {
  const address = addressed(form);
  const fields = controls(form).map((each) => ({
    name: each.name, value: each.value, checked: each.checked, options: each.options && each.multiple ? chosen(each) : undefined,
  }));
  try {
    sessionStorage.setItem(TYPED, JSON.stringify({ address, place: alike(address).indexOf(form), fields }));
  } catch {
    // full or switched off: then it is typed again
  }
}

function putBack(control, typed) {
  if (control.type === 'checkbox' || control.type === 'radio') {
    control.checked = typed.checked;
  } else if (typed.options) {
    [...control.options].forEach((each) => { each.selected = typed.options.includes(each.value); });
  } else {
    control.value = typed.value;
  }
}

// somebody else changed it meanwhile: what stands there now is told beside what was typed
function tellNow(control, now) {
  const note = document.createElement('div');
  note.className = 'form-text';
  note.textContent = document.body.dataset.now.replace('{0}', () => now);
  control.after(note);
}

function putTypedBack() {
  const refusal = document.querySelector('#notes [data-refused]');
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(TYPED));
    sessionStorage.removeItem(TYPED);
  } catch {
    // nothing was kept
  }
  const forms = refusal && kept ? alike(kept.address) : [];
  const form = forms[kept?.place] ?? forms[0];
  if (!form) {
    return;
  }
  const left = kept.fields;
  for (const control of controls(form)) {
    const at = left.findIndex((each) => each.name === control.name && (control.type !== 'radio' || each.value === control.value));
    if (at >= 0) {
      const [typed] = left.splice(at, 1);
      const now = control.options ? [...control.selectedOptions].map((each) => each.text).join(', ') : control.value;
      const before = control.value;
      putBack(control, typed);
      if (refusal.dataset.refused.endsWith('-changed') && control.value !== before) {
        tellNow(control, now);
      }
      control.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
  for (let around = form.closest('details'); around; around = around.parentElement.closest('details')) {
    around.open = true;
  }
}
putTypedBack();

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
      keepTyped(form);
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
