// Small pieces that both views are made of.

/** An element with attributes, and children that are elements or text. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.filter(child => child !== undefined && child !== null && child !== ''));
  return element;
}

const TONES = {
  running: 'busy', completed: 'good', paused: 'held', aborted: 'bad',
  offered: 'busy', accepted: 'busy', downloading: 'busy', installing: 'busy', rebooting: 'busy', verifying: 'busy',
  succeeded: 'good', 'rolled-back': 'bad', failed: 'bad', rejected: 'held', cancelled: 'held',
};

/** The meaning of a state's colour: good, bad, busy, held; undefined while nothing happens. */
export const toneOf = state => TONES[state];

export const badge = state => el('span', { class: 'state', 'data-tone': toneOf(state) }, state);

/** Devices by tone as one bar; what is missing to the total has not begun. */
export function bar(counts, total) {
  const sums = { good: 0, busy: 0, held: 0, bad: 0 };
  for (const [state, number] of Object.entries(counts)) {
    if (toneOf(state)) {
      sums[toneOf(state)] += number;
    }
  }
  const bar = el('div', { class: 'parts', role: 'img', 'aria-label': inWords(counts) || 'nothing begun' });
  for (const [tone, number] of Object.entries(sums)) {
    if (number > 0) {
      const part = el('span', { class: tone });
      part.style.flex = `0 0 ${100 * number / Math.max(total, 1)}%`;
      bar.append(part);
    }
  }
  return bar;
}

/** "3 succeeded, 1 rolled-back" */
export const inWords = counts => Object.entries(counts).map(([state, number]) => `${number} ${state}`).join(', ');

/** All waves' counts together. */
export function sumOf(waves) {
  const sum = {};
  for (const wave of waves) {
    for (const [state, number] of Object.entries(wave.counts)) {
      sum[state] = (sum[state] ?? 0) + number;
    }
  }
  return sum;
}

/** An instant as the reader's local time, with the date unless it is today's. */
export function time(instant) {
  if (!instant) {
    return '';
  }
  const at = new Date(instant);
  const today = at.toDateString() === new Date().toDateString();
  return el('time', { datetime: instant, title: at.toString() },
    today ? at.toLocaleTimeString() : at.toLocaleString());
}

/** "5 devices", "1 device" */
export const devices = number => `${number} ${number === 1 ? 'device' : 'devices'}`;

/** A number of bytes, in the unit that fits. */
export function bytes(number) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (number >= 1000 && unit < units.length - 1) {
    number /= 1000;
    unit++;
  }
  return `${unit && number < 100 ? number.toFixed(1) : Math.round(number)} ${units[unit]}`;
}

const link = document.getElementById('link');

/** Shows in the page's bar whether what is seen is live. */
export function showLink(live) {
  link.dataset.state = live ? 'live' : 'lost';
  link.textContent = live === undefined ? '' : live ? 'live' : `connection lost at ${new Date().toLocaleTimeString()}, trying again`;
}
