// The Tasklist counts only the list that is open. The others get theirs from our own lists of work, in one question.
const house = (document.querySelector('base')?.getAttribute('app-root') ?? '').replace(/\/camunda$/, '');
const names = { mine: '我的任务 · ', grid: '我的网格 · ', overdue: '已逾期 · ', today: '今天到期 · ' };
const EVERY = 15000;

async function show() {
  const answer = await fetch(`${house}/tasks/counts`, { headers: { Accept: 'application/json' }, redirect: 'error' });
  if (!answer.ok) {
    return;
  }
  const counts = await answer.json();
  document.querySelectorAll('.task-filters .item a').forEach((link) => {
    const part = Object.keys(names).find((each) => link.textContent.trim().startsWith(names[each]));
    if (part) {
      link.dataset.count = counts[part];
    }
  });
}

const again = () => show().catch(() => undefined);
new MutationObserver((changes, observer) => {
  if (document.querySelector('.task-filters .item a')) {
    observer.disconnect();
    again();
  }
}).observe(document.body, { childList: true, subtree: true });
setInterval(again, EVERY);
