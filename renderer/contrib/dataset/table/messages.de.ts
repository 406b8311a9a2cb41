import type { Translation } from '../../../platform/i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  label: 'Zeilen von {name}',
  keys: 'Pfeiltasten bewegen, mit Umschalt wählen sie aus, Strg+C kopiert, Strg+G geht zu einer Zeile oder einem Datum, Alt+Umschalt und Pfeiltasten ändern die Breite.',
  line: 'Zeile',
  missing: 'fehlt',
  loading: 'wird geladen',
  filledTitle: 'Diese Zeile steht nicht in der Datei: Sie füllt eine Lücke.',
  filled: 'füllt eine Lücke',
  retry: 'Erneut versuchen',
  headNumbers: '{name}: kleinster Wert {min}, Mittelwert {mean}, größter Wert {max}, {missing} fehlend',
  headOther: '{name}: {missing} fehlend',
  headMissing: '{count} fehlend',
  resize: 'Breite von {name}; Doppelklick für die übliche',
  goTo: 'Zu einer Zeile der Datei oder einem Datum gehen',
  goToDate: 'Eine Zeilennummer wie 1200 oder ein Datum wie 2024-03-05',
  goToRow: 'Eine Zeilennummer wie 1200',
  goToUnreadable: 'Das ist weder eine Zeilennummer noch ein Datum wie 2024-03-05.',
  goToUnreadableRow: 'Das ist keine Zeilennummer.',
  rowNotFound: 'Zeile {row} der Datei ist nicht in der Tabelle: Sie wurde beim Lesen verworfen, oder die Datei ist kürzer.',
  copied: '{count} Zelle kopiert. || {count} Zellen kopiert.',
  copyRefused: 'Die Zwischenablage hat den Text abgelehnt. Drücken Sie erneut Strg+C.',
  tooManyCells: '{count} Zellen sind ausgewählt, höchstens {most} werden kopiert. Wählen Sie weniger aus.',
  copy: 'Kopieren',
  showInChart: 'Im Diagramm anzeigen',
  selected: '{count} Zelle ausgewählt || {count} Zellen ausgewählt',
};
