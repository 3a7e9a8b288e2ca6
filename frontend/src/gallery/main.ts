// The development page of the kit: `npm run dev`, then /gallery.html (with #dark for the other theme). Not built.
import '../styles/base.css';
import { mount } from 'svelte';
import Kit from './Kit.svelte';

document.documentElement.dataset['theme'] = location.hash === '#dark' ? 'dark' : 'light';
const target = document.getElementById('app');
if (!target) throw new Error('The page has no #app element.');

export default mount(Kit, { target });
