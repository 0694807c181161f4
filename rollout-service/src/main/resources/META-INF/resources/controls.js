// What an operator can do with a rollout.
import { ask } from './service.js';
import { el, say } from './elements.js';
import { devices } from './words.js';

/** Buttons for what the state permits, each with a question before it acts. Answers {element, show(rollout)}. */
export function controls(id, trouble) {
  const element = el('div', { class: 'controls', role: 'group', 'aria-label': 'Commands' });
  let offered = '';

  async function command(name, reason) {
    say(trouble, '');
    disable(true);
    try {
      await ask(`/rollouts/${id}/${name}`, 'POST', reason ? { reason } : undefined);
    } catch (error) {
      say(trouble, `Not done: ${error.message}`);
    }
    disable(false);
  }

  function disable(disabled) {
    for (const button of element.children) {
      button.disabled = disabled;
    }
  }

  async function begin(action) {
    const answer = await confirmed(action);
    if (answer) {
      await command(action.name, answer.reason);
    }
  }

  function show(rollout) {
    const actions = actionsOf(rollout);
    const key = JSON.stringify(actions);
    if (key !== offered) {
      offered = key;
      element.replaceChildren(...actions.map(action =>
        el('button', { class: action.look, onclick: () => begin(action) }, action.title)));
    }
  }

  return { element, show };
}

/** In the order of what one does most likely. */
function actionsOf(rollout) {
  const abort = {
    name: 'abort', look: 'danger', title: 'Abort', heading: `Abort “${rollout.name}” for good?`, reason: true,
    question: 'Devices that have not begun are left alone, those at work are asked to stop, those past the point of no return finish. An aborted rollout cannot go on.',
  };
  const start = {
    name: 'start', look: 'main', title: 'Start', heading: `Start “${rollout.name}”?`,
    question: `${devices(rollout.deviceCount)} in ${rollout.waves.length === 1 ? 'one wave' : `${rollout.waves.length} waves`}; the first wave, ${devices(rollout.waves[0]?.devices ?? 0)}, gets the command at once.`,
  };
  const pause = {
    name: 'pause', title: 'Pause', heading: `Pause “${rollout.name}”?`, reason: true,
    question: 'No further wave starts. Devices that have been told go on.',
  };
  const resume = {
    name: 'resume', look: 'main', title: 'Resume', heading: `Resume “${rollout.name}”?`,
    question: resumed(rollout.reason?.code),
  };
  switch (rollout.state) {
    case 'draft': return [abort];
    case 'ready': return rollout.release.withdrawn || rollout.deviceCount === 0 ? [abort] : [start, abort];
    case 'running': return [pause, abort];
    case 'paused': return rollout.release.withdrawn ? [abort] : [resume, abort];
    default: return [];
  }
}

function resumed(code) {
  switch (code) {
    case 'error-limit-exceeded': return 'You accept the failures so far. Further ones are counted anew, up to the same limit.';
    case 'success-threshold-missed': return 'You accept that the wave missed its threshold. The next wave starts at once.';
    default: return 'It goes on where it stopped.';
  }
}

/** Asks once more; answers the operator's reason, or undefined if it was not meant. */
function confirmed(action) {
  const dialog = document.getElementById('question');
  const reason = document.getElementById('question-reason');
  const yes = document.getElementById('question-yes');
  document.getElementById('question-title').textContent = action.heading;
  document.getElementById('question-text').textContent = action.question;
  document.getElementById('question-why').hidden = !action.reason;
  yes.textContent = action.title;
  yes.className = action.look ?? '';
  reason.value = '';
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes' ? { reason: reason.value.trim() } : undefined), { once: true });
  });
}
