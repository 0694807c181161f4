// The list of rollouts, newest first.
import { ask } from './service.js';
import { badge, bar, cell, el, keeper, say, showLink, table, time } from './elements.js';
import { devices, explained, inWords, sumOf } from './words.js';

const REFRESH = 5000;
const COLUMNS = ['Rollout', 'State', 'Release', 'Devices', 'Changed'];

/** Shows the list until the function that it answers is called. */
export function listPage(main) {
  document.title = 'Rollouts – Slipway';
  showLink(undefined);
  const body = el('tbody');
  const notice = el('p', { role: 'status' }, 'Waiting for the service …');
  const more = el('button', { onclick: older }, 'Older rollouts');
  const shown = table('Rollouts, newest first', COLUMNS, body);
  const show = keeper(body, rollout => rollout.id, row);
  shown.hidden = true;
  more.hidden = true;
  main.replaceChildren(el('h1', {}, 'Rollouts'), el('div', { class: 'panel' }, notice, shown, more));

  let first = [];
  let rest = [];
  let next;
  let timer;
  let left = false;

  function render() {
    const all = first.concat(rest);
    show(all);
    shown.hidden = all.length === 0;
    more.hidden = !next;
    notice.hidden = all.length > 0;
    say(notice, all.length ? '' : 'There is no rollout yet. Create one with ./slipway rollout, or with POST /api/v1/rollouts.');
  }

  async function refresh() {
    try {
      const page = await ask('/rollouts');
      first = page.items;
      rest = rest.filter(old => !first.some(rollout => rollout.id === old.id));
      next = rest.length ? next : page.next;
      if (left) {
        return;
      }
      render();
      showLink(undefined);
    } catch (error) {
      if (left) {
        return;
      }
      showLink(false);
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
      notice.hidden = false;
      say(notice, error.message);
    }
  }

  refresh();
  return () => {
    left = true;
    clearTimeout(timer);
    showLink(undefined);
  };
}

function row(rollout) {
  const counts = sumOf(rollout.waves);
  return el('tr', {},
    cell('', el('a', { href: `#/rollouts/${rollout.id}` }, rollout.name)),
    cell('', badge(rollout.state), rollout.reason ? el('div', { class: 'quiet' }, explained(rollout.reason).title) : ''),
    cell('Release', `${rollout.release.name} ${rollout.release.version}`, rollout.release.withdrawn ? el('div', { class: 'tone-bad' }, 'withdrawn') : ''),
    el('td', { class: 'wide' }, bar(counts, rollout.deviceCount),
      el('span', { class: 'quiet' }, [devices(rollout.deviceCount), inWords(counts)].filter(Boolean).join(': '))),
    cell('Changed', time(rollout.changedAt)));
}
