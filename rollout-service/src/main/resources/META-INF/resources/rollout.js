// One rollout, live.
import { watch } from './service.js';
import { announce, badge, bar, el, keeper, say, showLink, time } from './elements.js';
import { controls } from './controls.js';
import { devicesOf } from './devices.js';
import { devices, duration, explained, inWords, numberOf, quantity, situation, sumOf } from './words.js';

/** Shows a rollout until the function that it answers is called. */
export function rolloutPage(main, id) {
  document.title = 'Rollout – Slipway';
  const title = el('h1', { id: 'title' }, 'Rollout');
  const state = el('span');
  const now = el('p', { class: 'now' }, 'Waiting for the service …');
  const why = el('div');
  const trouble = el('p', { class: 'trouble', role: 'alert' });
  const progress = el('div');
  const numbers = el('dl', { class: 'numbers' });
  const waves = el('ol', { class: 'waves' });
  const settings = el('dl', { class: 'facts' });
  const commands = controls(id, trouble);
  const list = devicesOf(id);
  const wavesPart = el('section', { 'aria-labelledby': 'waves-title' }, el('h2', { id: 'waves-title' }, 'Waves'), waves);
  const rest = el('div', {},
    wavesPart,
    list.element,
    el('section', { 'aria-labelledby': 'settings-title' }, el('h2', { id: 'settings-title' }, 'Settings'), el('div', { class: 'panel' }, settings)));
  rest.hidden = true;
  main.replaceChildren(
    el('nav', { 'aria-label': 'Back' }, el('a', { href: '#/' }, '← All rollouts')),
    el('section', { class: 'panel', 'aria-labelledby': 'title' },
      el('div', { class: 'head' }, title, state, commands.element), now, why, trouble, progress, numbers),
    rest);

  const showState = keeper(state, () => 'state', badge);
  const showWhy = keeper(why, reason => reason.code, notice);
  const showProgress = keeper(progress, () => 'bar', ({ counts, total }) => bar(counts, total));
  const showNumbers = keeper(numbers, number => number.name, figure);
  const showWaves = keeper(waves, wave => wave.number, waveCard);
  const showSettings = keeper(settings, ([name]) => name, fact);
  let said = '';

  function seen(rollout) {
    const counts = sumOf(rollout.waves);
    document.title = `${rollout.state}: ${rollout.name} – Slipway`;
    say(title, rollout.name);
    say(now, situation(rollout));
    showState([rollout.state]);
    showWhy(rollout.reason ? [{ ...rollout.reason, aborted: rollout.state === 'aborted' }] : []);
    showProgress([{ counts, total: rollout.deviceCount }]);
    showNumbers(numbersOf(rollout, counts));
    showWaves(rollout.waves);
    wavesPart.hidden = rollout.waves.length === 0;
    showSettings(settingsOf(rollout));
    commands.show(rollout);
    list.show(rollout);
    rest.hidden = false;
    const begun = rollout.waves.filter(wave => wave.state !== 'waiting').length;
    const news = `${rollout.name} is ${rollout.state}${begun ? `, wave ${begun} of ${rollout.waves.length}` : ''}. ${rollout.reason ? explained(rollout.reason).title : ''}`;
    if (said && said !== news) {
      announce(news);
    }
    said = news;
  }

  const end = watch(id, { seen, linked: showLink, refused: error => say(now, error.message) });
  return () => {
    end();
    list.end();
    announce('');
    showLink(undefined);
  };
}

function notice(reason) {
  const { title, advice } = explained(reason);
  return el('div', { class: reason.aborted ? 'notice bad' : 'notice' },
    el('p', {}, el('b', {}, `${title}. `), reason.detail),
    el('p', { class: 'quiet' }, advice ? `${advice} ` : '', el('code', {}, reason.code)));
}

function numbersOf(rollout, counts) {
  const told = Object.values(counts).reduce((sum, number) => sum + number, 0);
  const failures = numberOf(counts, 'failed') + numberOf(counts, 'rolled back');
  const limit = rollout.errorLimit;
  const borne = limit.count ?? Math.floor(rollout.deviceCount * limit.percent / 100);
  const over = ['completed', 'aborted'].includes(rollout.state);
  return [
    { name: 'Devices', number: rollout.deviceCount },
    { name: 'Succeeded', number: numberOf(counts, 'succeeded'), tone: 'good' },
    { name: 'At work', number: numberOf(counts, 'at work'), tone: 'busy' },
    { name: 'Waiting', number: rollout.deviceCount - told + numberOf(counts, 'waiting') },
    { name: 'Failed or rolled back', number: failures, tone: 'bad', more: over ? '' : `at most ${borne} borne` },
    { name: 'Rejected', number: numberOf(counts, 'rejected'), tone: 'held', rare: true },
    { name: 'Cancelled', number: numberOf(counts, 'cancelled'), tone: 'held', rare: true },
  ].filter(({ number, rare }) => number > 0 || !rare);
}

function figure({ name, number, tone, more }) {
  return el('div', {}, el('dt', {}, name),
    el('dd', { class: number > 0 && tone ? `tone-${tone}` : '' }, `${number}`, more ? el('small', { class: 'quiet' }, ` ${more}`) : ''));
}

function waveCard(wave) {
  return el('li', { class: 'wave panel', 'data-state': wave.state },
    el('div', { class: 'line' }, el('b', {}, `Wave ${wave.number}`), el('span', { class: wave.state === 'running' ? 'tone-busy' : 'quiet' }, wave.state)),
    bar(wave.counts, wave.devices),
    el('div', {}, [devices(wave.devices), inWords(wave.counts)].filter(Boolean).join(': ')),
    wave.skipped > 0 ? el('div', { class: 'quiet' }, `${wave.skipped} of the rejected were never asked: busy or revoked`) : '');
}

function settingsOf(rollout) {
  const limit = rollout.errorLimit;
  const filter = rollout.filter;
  const criteria = [
    filter.deviceType ? `type ${filter.deviceType}` : '',
    filter.deviceIds ? `one of ${filter.deviceIds.length} ids` : '',
    filter.installed ? `runs ${[filter.installed.component, filter.installed.version].filter(Boolean).join(' ')}` : '',
    ...Object.entries(filter.attributes ?? {}).map(([name, value]) => `${name} = ${value}`),
  ].filter(Boolean);
  return [
    ['Release', `${rollout.release.name} ${rollout.release.version}${rollout.release.withdrawn ? ', withdrawn' : ''}`],
    ['Which devices', criteria.join(', ') || 'all of the release’s types'],
    ['Waves', rollout.plannedWaves.map(quantity).join(', then ') || 'one'],
    ['Next wave when', `${rollout.successThreshold} % succeeded`],
    ['Pauses after', `more than ${quantity(limit)} failed or rolled back`],
    ['A device fails after', `${duration(rollout.deploymentTimeout)} of silence`],
    ['Created', { time: rollout.createdAt }],
    ['Started', rollout.startedAt ? { time: rollout.startedAt } : 'not yet'],
    ['Changed', { time: rollout.changedAt }],
    ['Id', rollout.id],
    ...(rollout.traceId ? [['Trace', rollout.traceId]] : []),
  ];
}

const fact = ([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value.time ? time(value.time) : value));
