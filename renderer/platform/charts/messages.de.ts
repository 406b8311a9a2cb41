import type { Translation } from '../i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  category: 'Diagramm',
  export: 'Exportieren',
  copy: 'Diagramm als Bild kopieren',
  copyTable: 'Datentabelle kopieren',
  savePng: 'Diagramm als PNG speichern…',
  saveSvg: 'Diagramm als SVG speichern…',
  saveCsv: 'Datentabelle als CSV speichern…',
  copied: 'Das Diagramm wurde kopiert.',
  copiedTable: 'Die Datentabelle wurde kopiert.',
  saved: 'Das Diagramm wurde unter {path} gespeichert.',
  savedTable: 'Die Datentabelle wurde unter {path} gespeichert.',
  nothing: 'Dieses Diagramm zeigt noch nichts.',
  choose: 'Diagramm auswählen',
  none: 'Es ist kein Diagramm sichtbar. Zuerst einen Datensatz, einen Lauf oder eine Prognose öffnen.',
};
