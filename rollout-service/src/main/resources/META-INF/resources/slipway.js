// The page: a list of rollouts, and one rollout live. What comes from the service is only ever put into text nodes and attributes.
import { listPage } from './list.js';
import { rolloutPage } from './rollout.js';
import { tenant } from './service.js';

const main = document.getElementById('main');
let leave = () => {};

function show() {
  leave();
  const [, place, id] = location.hash.split('/');
  leave = place === 'rollouts' && id ? rolloutPage(main, decodeURIComponent(id)) : listPage(main);
  main.focus();
}

document.getElementById('tenant').textContent = tenant === 'default' ? '' : `tenant ${tenant}`;
document.getElementById('skip').addEventListener('click', event => {
  event.preventDefault();
  main.focus();
});
window.addEventListener('hashchange', show);
show();
