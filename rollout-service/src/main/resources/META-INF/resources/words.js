// The words for states and numbers.

const GROUPS = [
  { group: 'succeeded', tone: 'good', states: ['succeeded'] },
  { group: 'at work', tone: 'busy', states: ['accepted', 'downloading', 'installing', 'rebooting', 'verifying'] },
  { group: 'rolled back', tone: 'bad', states: ['rolled-back'] },
  { group: 'failed', tone: 'bad', states: ['failed'] },
  { group: 'rejected', tone: 'held', states: ['rejected'] },
  { group: 'cancelled', tone: 'held', states: ['cancelled'] },
  { group: 'waiting', states: ['scheduled', 'offered'] },
];

const TONES = { running: 'busy', completed: 'good', paused: 'held', aborted: 'bad' };

/** The states of a deployment that one word stands for. */
export const statesOf = group => GROUPS.find(it => it.group === group).states;

export const toneOfGroup = group => GROUPS.find(it => it.group === group).tone;

/** The meaning of a state's colour: good, bad, busy, held; undefined while nothing happens. */
export const toneOf = state => TONES[state] ?? GROUPS.find(it => it.states.includes(state))?.tone;

/** [{group, number}] of counts by state, without what is zero. */
export function groupsOf(counts) {
  return GROUPS
    .map(({ group, states }) => ({ group, number: states.reduce((sum, state) => sum + (counts[state] ?? 0), 0) }))
    .filter(({ number }) => number > 0);
}

/** The number of one group. */
export const numberOf = (counts, group) => groupsOf(counts).find(it => it.group === group)?.number ?? 0;

/** "3 succeeded, 1 rolled back" */
export const inWords = counts => groupsOf(counts).map(({ group, number }) => `${number} ${group}`).join(', ');

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

/** The number of deployments that nothing follows. */
export const overOf = counts => Object.values(counts).reduce((sum, number) => sum + number, 0)
  - numberOf(counts, 'at work') - numberOf(counts, 'waiting');

/** "5 devices", "1 device" */
export const devices = number => `${number} ${number === 1 ? 'device' : 'devices'}`;

/** A count, or a share of all devices. */
export const quantity = ({ count, percent }) => count !== undefined ? devices(count) : percent !== undefined ? `${percent} %` : 'the rest';

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

/** An ISO 8601 duration, as the service writes them: "PT24H" is "24 h". */
export function duration(text) {
  const units = { H: 'h', M: 'min', S: 's' };
  return [...text.matchAll(/([\d.]+)([HMS])/g)].map(([, number, unit]) => `${number} ${units[unit]}`).join(' ') || text;
}

/** How long ago an instant is, in the unit that matters. */
export function age(instant) {
  const seconds = Math.max(0, Math.round((Date.now() - new Date(instant)) / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : seconds < 172800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86400)} d`;
}

const REASONS = {
  'error-limit-exceeded': ['Too many devices failed', 'Look at them below. Resume accepts these failures and counts further ones anew. Abort cancels what has not begun.'],
  'success-threshold-missed': ['Too few devices of the wave succeeded', 'Look at them below. Resume starts the next wave all the same. Abort cancels what has not begun.'],
  'release-withdrawn': ['The release was withdrawn', 'It must not be installed any more, so this rollout cannot go on. Abort it.'],
  'paused-by-operator': ['An operator paused it', 'Resume goes on where it stopped.'],
  'aborted-by-operator': ['An operator aborted it', ''],
};

/** Why a rollout stopped, in a title and advice. */
export function explained(reason) {
  const [title, advice] = REASONS[reason.code] ?? [reason.code, ''];
  return { title, advice };
}

/** What is going on, in one or two sentences. */
export function situation(rollout) {
  const counts = sumOf(rollout.waves);
  const begun = rollout.waves.filter(wave => wave.state !== 'waiting');
  const current = begun[begun.length - 1];
  const release = `${rollout.release.name} ${rollout.release.version}`;
  const place = current ? `wave ${current.number} of ${rollout.waves.length}` : '';
  switch (rollout.state) {
    case 'draft': return `Waits until ${release} has signed payloads, and becomes ready by itself.`;
    case 'ready': return rollout.deviceCount === 0
      ? 'No enrolled device matches now, so it cannot be started.'
      : `Nothing has been sent yet. A start now would reach ${devices(rollout.deviceCount)} in ${rollout.waves.length} ${rollout.waves.length === 1 ? 'wave' : 'waves'}.`;
    case 'running': return `In ${place}: ${overOf(current.counts)} of ${devices(current.devices)} done. ${current.number < rollout.waves.length
      ? `Wave ${current.number + 1} starts when ${rollout.successThreshold} % have succeeded.`
      : 'It is the last wave.'}`;
    case 'paused': return `Held in ${place}. No further wave starts${numberOf(counts, 'at work') ? '; devices at work go on' : ''}.`;
    case 'completed': return `${counts.succeeded ?? 0} of ${devices(rollout.deviceCount)} now run ${release}.`;
    default: return numberOf(counts, 'at work') ? `Given up. ${devices(numberOf(counts, 'at work'))} at work still finish or stop.` : 'Given up. Nothing is under way.';
  }
}
