// What the page asks the service for (docs/contracts/openapi/rollout-service.yaml).
export const tenant = new URLSearchParams(location.search).get('tenant') ?? 'default';

const API = '/api/v1';
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15000;

/** The service says that it is still there every 15 seconds, so longer silence is a lost connection. */
const LONGEST_SILENCE = 40000;

/** From the origin, not from the page's address, because that may carry a password, which fetch refuses. */
const address = path => new URL(API + path, location.origin);

/** Answers the JSON of a path below /api/v1, or throws an Error with the words of the problem and its status. */
export async function ask(path, method = 'GET', body = undefined) {
  let answer;
  try {
    answer = await fetch(address(path), {
      method,
      headers: { 'Slipway-Tenant': tenant, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new Error('The service does not answer.');
  }
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw Object.assign(new Error(json.detail ?? json.title ?? `The service answered ${answer.status}.`), { status: answer.status });
  }
  return json;
}

/**
 * Watches a rollout: calls seen(rollout) with each change, linked(true or false) when the connection comes or goes, and refused(error) if there is nothing
 * to watch. Connects again by itself, ever more slowly, and at once when the page becomes visible or the network is back. Answers a function that ends it.
 */
export function watch(id, { seen, linked, refused }) {
  const path = `/rollouts/${encodeURIComponent(id)}`;
  const stream = address(`${path}/progress?Slipway-Tenant=${encodeURIComponent(tenant)}`);
  let source;
  let again;
  let silence;
  let pause = FIRST_PAUSE;
  let ended = false;

  function open() {
    clearTimeout(again);
    source?.close();
    source = new EventSource(stream);
    source.addEventListener('open', heard);
    source.addEventListener('alive', heard);
    source.addEventListener('progress', event => {
      heard();
      pause = FIRST_PAUSE;
      linked(true);
      seen(JSON.parse(event.data));
    });
    source.addEventListener('error', lost);
    heard();
  }

  function heard() {
    clearTimeout(silence);
    silence = setTimeout(lost, LONGEST_SILENCE);
  }

  /** The stream does not say why it failed; a plain request does. */
  async function lost() {
    clearTimeout(silence);
    source.close();
    const reason = await ask(path).then(() => undefined, error => error);
    if (ended || source.readyState !== EventSource.CLOSED) {
      return;
    }
    if (reason?.status === 400 || reason?.status === 404) {
      end();
      refused(reason);
      return;
    }
    linked(false);
    clearTimeout(again);
    again = setTimeout(open, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  function woken() {
    if (document.visibilityState === 'visible' && source.readyState === EventSource.CLOSED) {
      open();
    }
  }

  function end() {
    ended = true;
    document.removeEventListener('visibilitychange', woken);
    window.removeEventListener('online', woken);
    clearTimeout(again);
    clearTimeout(silence);
    source.close();
  }

  document.addEventListener('visibilitychange', woken);
  window.addEventListener('online', woken);
  open();
  return end;
}
