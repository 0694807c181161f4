// One rollout, live.
import { ask, watch } from './service.js';
import { badge, bar, bytes, devices, el, inWords, showLink, sumOf, time } from './elements.js';

const NOTHING_KNOWN = 'Waiting for the service …';

/** Shows a rollout until the function that it answers is called. */
export function rolloutPage(main, id) {
  document.title = 'Rollout – Slipway';
  const notice = el('p', { role: 'status' }, NOTHING_KNOWN);
  const head = el('section', { class: 'panel' }, notice);
  const waves = el('ol', { class: 'waves' });
  const rows = el('tbody');
  const omitted = el('p', { class: 'quiet' });
  const details = el('div', { hidden: true },
    el('h2', {}, 'Waves'), waves,
    el('h2', {}, 'Devices'),
    el('div', { class: 'panel scroll' },
      el('table', { class: 'table-devices' },
        el('thead', {}, el('tr', {}, ...['Device', 'Wave', 'State', 'Since', 'Progress', 'Version', 'Reason'].map(title => el('th', { scope: 'col' }, title)))),
        rows),
      omitted));
  main.replaceChildren(el('p', {}, el('a', { href: '#/' }, '← All rollouts')), head, details);

  const controls = el('div', { class: 'controls' });
  const trouble = el('p', { class: 'notice bad', role: 'alert', hidden: true });
  const known = new Map();
  let offered = '';

  async function command(name, body) {
    trouble.hidden = true;
    for (const button of controls.children) {
      button.disabled = true;
    }
    try {
      await ask(`/rollouts/${id}/${name}`, 'POST', body);
    } catch (error) {
      trouble.textContent = error.message;
      trouble.hidden = false;
    }
    for (const button of controls.children) {
      button.disabled = false;
    }
  }

  function offer(rollout) {
    const wanted = actionsOf(rollout);
    const key = wanted.map(action => action.name).join();
    if (key !== offered) {
      offered = key;
      controls.replaceChildren(...wanted.map(action => el('button', { class: action.class, onclick: () => begin(action, rollout) }, action.title)));
    }
  }

  async function begin(action, rollout) {
    if (!action.question) {
      await command(action.name);
      return;
    }
    const answer = await confirmed(action, rollout);
    if (answer) {
      await command(action.name, answer.reason ? { reason: answer.reason } : undefined);
    }
  }

  function seen(rollout) {
    document.title = `${rollout.state}: ${rollout.name} – Slipway`;
    offer(rollout);
    head.replaceChildren(
      el('div', { class: 'head' }, el('h1', {}, rollout.name), badge(rollout.state), controls),
      why(rollout), trouble,
      bar(sumOf(rollout.waves), rollout.deviceCount),
      facts(rollout));
    waves.replaceChildren(...rollout.waves.map(wave));
    const present = new Set();
    rollout.devices.forEach((device, place) => {
      present.add(device.deviceId);
      const json = JSON.stringify(device);
      let row = known.get(device.deviceId);
      if (row?.json !== json) {
        const element = deviceRow(device);
        row?.element.replaceWith(element);
        row = { json, element };
        known.set(device.deviceId, row);
      }
      if (rows.children[place] !== row.element) {
        rows.insertBefore(row.element, rows.children[place] ?? null);
      }
    });
    for (const [deviceId, row] of known) {
      if (!present.has(deviceId)) {
        row.element.remove();
        known.delete(deviceId);
      }
    }
    omitted.textContent = rollout.devices.length === 0
      ? `No device has been told anything yet; ${devices(rollout.deviceCount)} would be.`
      : rollout.devicesOmitted > 0 ? `${devices(rollout.devicesOmitted)} more are not shown; those that need attention come first.` : '';
    details.hidden = false;
  }

  ask(`/rollouts/${id}`).catch(error => {
    notice.textContent = error.message;
  });
  const end = watch(id, seen, showLink);
  return () => {
    end();
    showLink(undefined);
  };
}

/** What an operator can do in a state; the first is what one does most likely. */
function actionsOf(rollout) {
  const abort = {
    name: 'abort', title: 'Abort', class: 'danger',
    question: 'Devices that have not begun are left alone, those at work are asked to stop, those past the point of no return finish. An aborted rollout cannot go on.',
  };
  const pause = {
    name: 'pause', title: 'Pause',
    question: 'No further wave starts. Devices that have begun go on.',
  };
  switch (rollout.state) {
    case 'draft': return [abort];
    case 'ready': return [{ name: 'start', title: `Start on ${devices(rollout.deviceCount)}`, class: 'main' }, abort];
    case 'running': return [pause, abort];
    case 'paused': return [{ name: 'resume', title: 'Resume', class: 'main' }, abort];
    default: return [];
  }
}

/** Asks once more; answers the operator's reason, or undefined if it was not meant. */
function confirmed(action, rollout) {
  const dialog = document.getElementById('question');
  const reason = document.getElementById('question-reason');
  document.getElementById('question-title').textContent = `${action.title} “${rollout.name}”?`;
  document.getElementById('question-text').textContent = action.question;
  document.getElementById('question-yes').textContent = action.title;
  reason.value = '';
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes' ? { reason: reason.value } : undefined), { once: true });
  });
}

function why(rollout) {
  if (rollout.reason) {
    return el('p', { class: rollout.state === 'aborted' ? 'notice bad' : 'notice' },
      el('b', {}, `${rollout.reason.code}: `), rollout.reason.detail);
  }
  if (rollout.state === 'draft') {
    return el('p', { class: 'notice' }, 'The release has no signed payload yet. The rollout becomes ready by itself.');
  }
  return '';
}

function facts(rollout) {
  const counts = sumOf(rollout.waves);
  const failures = (counts.failed ?? 0) + (counts['rolled-back'] ?? 0);
  const limit = rollout.errorLimit.percent === undefined ? `${rollout.errorLimit.count}` : `${rollout.errorLimit.percent} %`;
  return el('dl', { class: 'facts' },
    ...fact('Release', `${rollout.release.name} ${rollout.release.version}${rollout.release.withdrawn ? ' (withdrawn)' : ''}`),
    ...fact('Devices', `${rollout.deviceCount}${Object.keys(counts).length ? `: ${inWords(counts)}` : ''}`),
    ...fact('Failures', el('span', { class: failures ? 'tone-bad' : '' }, `${failures}, limit ${limit}`)),
    ...fact('Next wave at', `${rollout.successThreshold} % succeeded`),
    ...fact('Started', time(rollout.startedAt) || 'not yet'),
    ...fact('Changed', time(rollout.changedAt)),
    ...(rollout.traceId ? fact('Trace', rollout.traceId) : []));
}

const fact = (name, value) => [el('div', {}, el('dt', {}, name), el('dd', {}, value))];

function wave(wave) {
  return el('li', { class: 'wave panel' },
    el('div', { class: 'line' }, el('b', {}, `Wave ${wave.number}`), el('span', { class: 'quiet' }, wave.state)),
    bar(wave.counts, wave.devices),
    el('div', {}, inWords(wave.counts) || devices(wave.devices)),
    wave.skipped > 0 ? el('div', { class: 'quiet' }, `${wave.skipped} of the rejected were never asked: busy or revoked`) : '');
}

function deviceRow(device) {
  const share = device.bytesTotal > 0 ? Math.floor(100 * device.bytesDone / device.bytesTotal) : undefined;
  const working = ['downloading', 'installing'].includes(device.state) && share !== undefined;
  return el('tr', {},
    el('td', { class: 'name' }, device.deviceId),
    el('td', {}, `${device.wave}`),
    el('td', {}, badge(device.state), device.cancelling ? el('div', { class: 'quiet' }, 'asked to stop') : ''),
    el('td', {}, time(device.since)),
    el('td', {}, working ? el('progress', { max: 100, value: share, 'aria-label': `progress of ${device.deviceId}` }) : '',
      working ? ` ${share} %` : '',
      device.bytesDownloaded > 0 ? el('div', { class: 'quiet' }, `${bytes(device.bytesDownloaded)} loaded`) : ''),
    el('td', {}, versions(device)),
    el('td', { class: 'why' }, device.reason ? el('b', {}, `${device.reason.code}: `) : '', device.reason?.detail ?? ''));
}

function versions(device) {
  const before = device.versionBefore ?? '?';
  return device.versionAfter ? `${before} → ${device.versionAfter}` : `${before}, to be ${device.versionTarget}`;
}
