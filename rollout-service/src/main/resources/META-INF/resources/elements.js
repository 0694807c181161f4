// Small pieces that both views are made of.
import { groupsOf, toneOf, toneOfGroup } from './words.js';

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

/** Changes a text only if it is another one: so that a screen reader does not hear it again, and a selection stays. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/**
 * Answers a function that shows items as children of a parent, in their order. Elements of items that did not change stay, and with them the focus.
 *
 * keyOf(item) names an item, elementOf(item) makes its element.
 */
export function keeper(parent, keyOf, elementOf) {
  const known = new Map();
  return items => {
    const present = new Set(items.map(keyOf));
    for (const [key, { element }] of known) {
      if (!present.has(key)) {
        element.remove();
        known.delete(key);
      }
    }
    items.forEach((item, place) => {
      const json = JSON.stringify(item);
      let shown = known.get(keyOf(item));
      if (shown?.json !== json) {
        const element = elementOf(item);
        shown?.element.replaceWith(element);
        shown = { json, element };
        known.set(keyOf(item), shown);
      }
      if (parent.children[place] !== shown.element) {
        parent.insertBefore(shown.element, parent.children[place] ?? null);
      }
    });
  };
}

export const badge = state => el('span', { class: 'state', 'data-tone': toneOf(state) }, state);

/** Deployments by group as one bar; what is missing to the total has not begun. */
export function bar(counts, total) {
  const element = el('div', { class: 'parts', 'aria-hidden': 'true' });
  for (const { group, number } of groupsOf(counts)) {
    const tone = toneOfGroup(group);
    if (tone) {
      const part = el('span', { class: tone });
      part.style.flexBasis = `${100 * number / Math.max(total, 1)}%`;
      element.append(part);
    }
  }
  return element;
}

/** A table with a title for those who do not see it, and a body to fill. */
export function table(title, columns, body) {
  return el('table', {},
    el('caption', { class: 'unseen' }, title),
    el('thead', {}, el('tr', {}, ...columns.map(column => el('th', { scope: 'col' }, column)))),
    body);
}

/** A cell that says its column where the table is too narrow for a head. */
export const cell = (column, ...children) => el('td', { 'data-column': column }, ...children);

/** An instant as the reader's local time, with the date unless it is today's. */
export function time(instant) {
  if (!instant) {
    return '';
  }
  const at = new Date(instant);
  const today = at.toDateString() === new Date().toDateString();
  return el('time', { datetime: instant, title: at.toString() }, today ? at.toLocaleTimeString() : at.toLocaleString());
}

const link = document.getElementById('link');
const lost = document.getElementById('lost');

/** Shows whether what is seen is live: true, false since now, or undefined where nothing is. */
export function showLink(live) {
  link.dataset.state = live ? 'live' : '';
  say(link, live ? 'live' : '');
  if (live !== false) {
    say(lost, '');
  } else if (lost.textContent === '') {
    say(lost, `Disconnected since ${new Date().toLocaleTimeString()}. What you see is as old as that. Trying to connect again …`);
  }
}

/** Tells those who listen what just happened. */
export const announce = text => say(document.getElementById('news'), text);
