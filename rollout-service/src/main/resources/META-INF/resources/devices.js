// The devices of a rollout: live those that need attention, or all of one kind page by page.
import { ask } from './service.js';
import { badge, cell, el, keeper, say, table } from './elements.js';
import { age, bytes, devices as inDevices, statesOf } from './words.js';

const COLUMNS = ['Device', 'Wave', 'State', 'Reason', 'For', 'Progress', 'Version'];
const LIVE = 'that need attention first';
const CHOICES = [LIVE, 'failed', 'rolled back', 'rejected', 'at work', 'waiting', 'succeeded', 'cancelled'];
const OLDER = 10000;

/** Answers {element, show(rollout), end()}. */
export function devicesOf(id) {
  const body = el('tbody');
  const note = el('p', { class: 'quiet', role: 'status' });
  const more = el('button', { onclick: nextPage }, 'More devices');
  const choice = el('select', { id: 'choice', onchange: choose }, ...CHOICES.map(text => el('option', { value: text }, text)));
  const shown = table('Devices of the rollout', COLUMNS, body);
  const showRows = keeper(body, device => device.deviceId, row);
  more.hidden = true;
  const element = el('section', { 'aria-labelledby': 'devices-title' },
    el('div', { class: 'line' }, el('h2', { id: 'devices-title' }, 'Devices'), el('label', { for: 'choice' }, 'Show those ', choice)),
    el('div', { class: 'panel' }, shown, note, more));
  const clock = setInterval(() => body.querySelectorAll('[data-since]').forEach(it => say(it, age(it.dataset.since))), OLDER);

  let latest;
  let listed = [];
  let next;
  let asking = false;

  function render() {
    const live = choice.value === LIVE;
    const rows = live ? latest.devices : listed;
    showRows(rows);
    shown.hidden = rows.length === 0;
    more.hidden = live || !next;
    say(note, live ? liveNote() : rows.length === 0 ? 'There is none.' : '');
  }

  function liveNote() {
    if (latest.devices.length === 0) {
      return 'No device has been told anything.';
    }
    return latest.devicesOmitted > 0 ? `${inDevices(latest.devicesOmitted)} more. Choose a kind above to see all of it.` : '';
  }

  /** One request at a time; a page that was asked for stays until it is asked for again. */
  async function list(after) {
    if (asking) {
      return;
    }
    asking = true;
    const chosen = choice.value;
    try {
      const query = statesOf(chosen).map(state => `state=${state}`).join('&') + (after ? `&after=${encodeURIComponent(after)}` : '');
      const page = await ask(`/rollouts/${id}/deployments?${query}`);
      if (chosen === choice.value) {
        listed = (after ? listed : []).concat(page.items.map(seen));
        next = page.next;
        render();
      }
    } catch (error) {
      say(note, error.message);
    }
    asking = false;
    if (chosen !== choice.value) {
      choose();
    }
  }

  function nextPage() {
    list(next);
  }

  function choose() {
    listed = [];
    next = undefined;
    if (choice.value === LIVE) {
      render();
    } else {
      list();
    }
  }

  function show(rollout) {
    latest = rollout;
    if (choice.value === LIVE) {
      render();
    } else if (!next) {
      list();
    }
  }

  return { element, show, end: () => clearInterval(clock) };
}

/** A deployment of the list as the live view has it. */
const seen = deployment => ({ ...deployment, since: Object.values(deployment.timeline).sort().at(-1) });

function row(device) {
  const share = device.bytesTotal > 0 ? Math.floor(100 * device.bytesDone / device.bytesTotal) : undefined;
  const working = ['downloading', 'installing'].includes(device.state) && share !== undefined;
  return el('tr', {},
    el('th', { scope: 'row' }, device.deviceId),
    cell('Wave', `${device.wave}`),
    cell('', badge(device.state), device.cancelling ? el('div', { class: 'quiet' }, 'asked to stop') : ''),
    el('td', { class: 'wide' }, device.reason ? el('b', {}, device.reason.code) : '', device.reason?.detail ? el('div', {}, device.reason.detail) : ''),
    cell('For', device.since ? el('time', { datetime: device.since, 'data-since': device.since, title: new Date(device.since).toString() }, age(device.since)) : ''),
    cell('', working ? el('progress', { max: 100, value: share, 'aria-label': `Progress of ${device.deviceId}` }) : '',
      working ? ` ${share} %` : '',
      device.bytesDownloaded > 0 ? el('div', { class: 'quiet' }, `${bytes(device.bytesDownloaded)} loaded`) : ''),
    cell('Version', versions(device)));
}

function versions(device) {
  const before = device.versionBefore ?? 'unknown';
  if (!device.versionAfter) {
    return `${before}, to be ${device.versionTarget}`;
  }
  return device.versionAfter === device.versionBefore ? `${before}, as before` : `${before} → ${device.versionAfter}`;
}
