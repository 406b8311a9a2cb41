import type { Translation } from '../../platform/i18n/i18n.ts';
import type { en } from './explore-messages.en.ts';

export const de: Translation<typeof en> = {
  data: 'Daten',
  tabProfile: 'Profil',
  showChart: 'Diagramm des Datensatzes anzeigen',
  showTable: 'Tabelle des Datensatzes anzeigen',
  showProfile: 'Profil des Datensatzes anzeigen',
  showColumns: 'Spalten des Datensatzes anzeigen',
  goTo: 'Gehe zu Zeile oder Datum…',
  copyCells: 'Ausgewählte Zellen kopieren',
  chooseSeries: 'Reihen und Spalten des Diagramms auswählen…',
  addNote: 'Notiz zum Diagramm hinzufügen…',
  showRow: 'Zeile des abgelesenen Werts anzeigen',
  zoomToRange: 'Auf den ausgewählten Bereich zoomen',
  copyRange: 'Ausgewählten Bereich als CSV kopieren',
  clearRange: 'Ausgewählten Bereich aufheben',
  toggleStacked: 'Ein Diagramm je Linie ein- oder ausschalten',
  toggleFindings: 'Markierung von Ausreißern, Brüchen und Lücken ein- oder ausschalten',
  toggleDrag: 'Zwischen Verschieben und Auswählen durch Ziehen wechseln',
};
