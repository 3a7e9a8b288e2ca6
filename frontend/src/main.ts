import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { listen } from './i18n/language';
import { learnSettings } from './i18n/settings';
import { serverBase } from './state/base';

const target = document.getElementById('app');
if (!target) throw new Error('The shell has no #app element.');

// Before anything of the page says a word.
await Promise.all([learnSettings(), listen(serverBase())]);

export default mount(App, { target });
