// The gallery: the canvas on a synthetic server. `?widths=8,8,6` chooses the dense layers, `?theme=dark` the theme, `?play`
// starts; `?kit` shows the plain controls instead.

import { mount } from 'svelte';
import '../styles/base.css';
import { learnSettings } from '../i18n/settings';
import { app } from '../state/app.svelte';
import { chain } from './documents';
import Gallery from './Gallery.svelte';
import Kit from './Kit.svelte';
import { install } from './synthetic';

const query = new URLSearchParams(window.location.search);
const widths = (query.get('widths') ?? '8,8,6').split(',').map(Number);
install(chain(...widths));
document.documentElement.dataset['theme'] = query.get('theme') ?? 'light';

const target = document.getElementById('app');
if (!target) throw new Error('The shell has no #app element.');
await learnSettings();
await app.start();
app.theme.mode = query.get('theme') === 'dark' ? 'dark' : 'light';
if (query.has('kit')) mount(Kit, { target });
else mount(Gallery, { target, props: { play: query.has('play') } });
