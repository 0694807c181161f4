// What the page asks the service for (docs/contracts/openapi/rollout-service.yaml).
export const tenant = new URLSearchParams(location.search).get('tenant') ?? 'default';

const API = '/api/v1';
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15000;

/** Answers the JSON of a path below /api/v1, or throws an Error with the words of the problem. */
export async function ask(path, method = 'GET', body = undefined) {
  let answer;
  try {
    answer = await fetch(API + path, {
      method,
      headers: { 'Slipway-Tenant': tenant, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new Error('The service does not answer.');
  }
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(json.detail ?? json.title ?? `The service answered ${answer.status}.`);
  }
  return json;
}

/**
 * Watches a rollout: calls seen(rollout) with each change and linked(true or false) when the connection comes or goes. Connects again by itself, ever more
 * slowly, and at once when the page becomes visible. Answers a function that ends it.
 */
export function watch(id, seen, linked) {
  const url = `${API}/rollouts/${encodeURIComponent(id)}/progress?Slipway-Tenant=${encodeURIComponent(tenant)}`;
  let source;
  let timer;
  let pause = FIRST_PAUSE;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(url);
    source.addEventListener('open', () => {
      pause = FIRST_PAUSE;
      linked(true);
    });
    source.addEventListener('progress', event => seen(JSON.parse(event.data)));
    source.addEventListener('error', () => {
      source.close();
      linked(false);
      timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  }

  function woken() {
    if (document.visibilityState === 'visible' && source.readyState === EventSource.CLOSED) {
      open();
    }
  }

  document.addEventListener('visibilitychange', woken);
  open();
  return () => {
    document.removeEventListener('visibilitychange', woken);
    clearTimeout(timer);
    source.close();
  };
}
