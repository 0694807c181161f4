// The list of rollouts, newest first.
import { ask } from './service.js';
import { badge, bar, devices, el, inWords, showLink, sumOf, time } from './elements.js';

const REFRESH = 5000;

/** Shows the list until the function that it answers is called. */
export function listPage(main) {
  document.title = 'Rollouts – Slipway';
  showLink(undefined);
  const body = el('tbody');
  const notice = el('p', { role: 'status' });
  const more = el('button', { hidden: true, onclick: () => older() }, 'Older rollouts');
  const table = el('table', { class: 'table-rollouts', hidden: true },
    el('thead', {}, el('tr', {}, ...['Rollout', 'Release', 'State', 'Devices', 'Changed'].map(title => el('th', { scope: 'col' }, title)))),
    body);
  main.replaceChildren(el('h1', {}, 'Rollouts'), el('div', { class: 'panel scroll' }, notice, table, more));

  let first = [];
  let rest = [];
  let next;
  let timer;

  function render() {
    body.replaceChildren(...first.concat(rest).map(row));
    table.hidden = body.children.length === 0;
    more.hidden = !next;
    notice.textContent = table.hidden ? 'There is no rollout yet. Create one with ./slipway rollout, or at POST /api/v1/rollouts.' : '';
  }

  async function refresh() {
    try {
      const page = await ask('/rollouts');
      first = page.items;
      rest = rest.filter(old => !first.some(rollout => rollout.id === old.id));
      next = rest.length ? next : page.next;
      render();
    } catch (error) {
      notice.textContent = `${error.message} What is shown may be old.`;
    }
    timer = setTimeout(refresh, REFRESH);
  }

  async function older() {
    try {
      const page = await ask(`/rollouts?after=${next}`);
      rest = rest.concat(page.items);
      next = page.next;
      render();
    } catch (error) {
      notice.textContent = error.message;
    }
  }

  refresh();
  return () => clearTimeout(timer);
}

function row(rollout) {
  const counts = sumOf(rollout.waves);
  return el('tr', {},
    el('td', { class: 'name' }, el('a', { href: `#/rollouts/${rollout.id}` }, rollout.name)),
    el('td', {}, `${rollout.release.name} ${rollout.release.version}`),
    el('td', {}, badge(rollout.state), rollout.reason ? el('div', { class: 'quiet' }, rollout.reason.code) : ''),
    el('td', { class: 'why' }, bar(counts, rollout.deviceCount), el('span', { class: 'quiet' }, inWords(counts) || devices(rollout.deviceCount))),
    el('td', {}, time(rollout.changedAt)));
}
