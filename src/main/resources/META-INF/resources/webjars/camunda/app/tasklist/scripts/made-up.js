// The made-up street says of itself that it is made up, here as on every other page.
const house = (document.querySelector('base')?.getAttribute('app-root') ?? '').replace(/\/camunda$/, '');

async function label() {
  const answer = await fetch(`${house}/demonstration`, { headers: { Accept: 'application/json' }, redirect: 'error' });
  if (!answer.ok || !(await answer.json()).madeUp) {
    return;
  }
  const note = document.createElement('div');
  note.className = 'gridwork-made-up';
  note.setAttribute('role', 'note');
  note.textContent = document.documentElement.lang === 'zh-CN' ? '演示数据 · 均为虚构' : 'Demonstration data · all made up';
  document.body.append(note);
}

// without an answer nobody is signed in, and the application says so itself
label().catch(() => undefined);
