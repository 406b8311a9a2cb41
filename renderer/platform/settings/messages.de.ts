import type { Translation } from '../i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  notBoolean: 'Erwartet wird true oder false, gefunden wurde {received}.',
  notNumber: 'Erwartet wird eine Zahl, gefunden wurde {received}.',
  notInteger: 'Erwartet wird eine ganze Zahl, gefunden wurde {received}.',
  outOfRange: 'Erwartet wird eine Zahl von {minimum} bis {maximum}, gefunden wurde {received}.',
  notOption: 'Erwartet wird einer der Werte {options}, gefunden wurde {received}.',
  unknownKey: 'Die Einstellung "{key}" gibt es nicht.',
  wrongScope: '"{key}" gilt für alle Arbeitsbereiche. Die Einstellung gehört in die Benutzereinstellungen.',
  notObject: 'Erwartet wird ein Objekt mit Einstellungen, {"key": value}, gefunden wurde {received}.',
  InvalidSymbol: 'Hier wird ein Wert erwartet: Text in Anführungszeichen, eine Zahl, true, false oder null.',
  InvalidNumberFormat: 'Das ist keine Zahl.',
  PropertyNameExpected: 'Hier wird ein Name in Anführungszeichen erwartet.',
  ValueExpected: 'Hier wird ein Wert erwartet.',
  ColonExpected: 'Hier wird ein Doppelpunkt erwartet.',
  CommaExpected: 'Hier wird ein Komma erwartet.',
  CloseBraceExpected: 'Hier wird eine schließende Klammer } erwartet.',
  CloseBracketExpected: 'Hier wird eine schließende Klammer ] erwartet.',
  EndOfFileExpected: 'Nach dem Ende des Objekts oder der Liste darf nichts mehr folgen.',
  InvalidCommentToken: 'Das ist kein Kommentar. Kommentare beginnen mit //.',
  UnexpectedEndOfComment: 'Ein Kommentar wird nicht mit */ geschlossen.',
  UnexpectedEndOfString: 'Ein Text wird nicht mit einem Anführungszeichen geschlossen.',
  UnexpectedEndOfNumber: 'Eine Zahl endet zu früh.',
  InvalidUnicode: 'Das ist keine gültige \\u-Folge.',
  InvalidEscapeCharacter: 'Dieses Zeichen darf nicht auf einen umgekehrten Schrägstrich folgen.',
  InvalidCharacter: 'Dieses Zeichen ist hier nicht erlaubt.',
  syntaxOther: 'Das kann nicht gelesen werden.',
  brokenFile:
    '{path} kann nicht gelesen werden: Zeile {line}, Spalte {column}: {problem} Bis zur Korrektur gelten die Standardwerte. Die Datei bleibt unverändert.',
  openFile: 'Datei öffnen',
  keptAside: 'Der nicht lesbare Text liegt jetzt in {path}.',
};
