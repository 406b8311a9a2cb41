import type { Translation } from '../i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  notList: 'Erwartet wird eine Liste von Tasten, [{"key": "ctrl+k ctrl+t", "command": "…"}], gefunden wurde {received}.',
  notRule: 'Erwartet wird ein Objekt mit "key" und "command", gefunden wurde {received}.',
  noCommand: 'Hier wird ein "command" erwartet; ein Minus davor entfernt die Taste.',
  noKey: 'Hier wird ein "key" erwartet, zum Beispiel "ctrl+shift+f9" oder "ctrl+k f9".',
  badKey: 'Erwartet werden Tasten wie "ctrl+shift+f9" oder "ctrl+k f9", gefunden wurde {received}.',
  badWhen: 'Erwartet wird eine Bedingung wie "activeEditor == run && !inputFocus", gefunden wurde {received}.',
  unknownCommand: 'Den Befehl "{id}" gibt es nicht.',
  unknownField: '"{name}" hat hier keine Bedeutung. Ein Eintrag hat "key", "command", "when" und "args".',
};
