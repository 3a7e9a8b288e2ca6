// What the page fetches before it begins, tests have from the start.
import settings from '@messages/en/settings.generated.json';
import { learn } from '../src/i18n/messages';

learn(settings);
