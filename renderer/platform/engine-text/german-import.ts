import type { Pair } from './phrase.ts';

/** Why a file cannot be imported as it is, and what putting its rows into steps does, in German. */
export const germanImport: readonly Pair[] = [
  ['a zip archive or an Excel workbook', 'ein ZIP-Archiv oder eine Excel-Arbeitsmappe'],
  ['an old Excel workbook', 'eine alte Excel-Arbeitsmappe'],
  ['a Parquet file', 'eine Parquet-Datei'],
  ['a PDF', 'ein PDF'],
  ['an image', 'ein Bild'],
  ['a program', 'ein Programm'],
  ['it is {what:t}', 'es ist {what}'],
  ['byte {offset} is zero', 'Byte {offset} ist null'],
  ['Line {row} is longer than 16 MiB; check that the file is CSV.', 'Zeile {row} ist länger als 16 MiB; prüfen, ob die Datei CSV ist.'],
  [
    'Line {row} has {columns} columns, more than {most}; put series in rows (long layout) instead of columns.',
    'Zeile {row} hat {columns} Spalten, mehr als {most}; Reihen in Zeilen (lange Form) statt in Spalten schreiben.',
  ],
  ['There is no column "{column}"; the columns are {names}, ....', 'Es gibt keine Spalte „{column}“; vorhanden sind {names}, ….'],
  ['There is no column "{column}"; the columns are {names}.', 'Es gibt keine Spalte „{column}“; vorhanden sind {names}.'],
  [
    'No column tells the series of this long table apart; name it.',
    'Keine Spalte unterscheidet die Reihen dieser langen Tabelle; sie angeben.',
  ],
  [
    '{path} is not a regular file; save its content as a CSV file first.',
    '{path} ist keine gewöhnliche Datei; den Inhalt zuerst als CSV-Datei speichern.',
  ],
  [
    '{path} was changed while it was read; import it again once it is complete.',
    '{path} wurde während des Lesens geändert; die Datei erneut importieren, sobald sie vollständig ist.',
  ],
  [
    '{path} was removed while it was read; import it again once it is complete.',
    '{path} wurde während des Lesens entfernt; die Datei erneut importieren, sobald sie vollständig ist.',
  ],
  [
    'The cells of "{column}" (such as "{cell}") are in no date format that is known; state it, for example yyyy-MM-dd.',
    'Die Zellen von „{column}“ (etwa „{cell}“) haben kein bekanntes Datumsformat; es angeben, zum Beispiel yyyy-MM-dd.',
  ],
  [
    '"{format}" is no date format; use one such as yyyy-MM-dd, d/M/yyyy or M/d/yyyy H:mm, or iso, epoch-s, year.',
    '„{format}“ ist kein Datumsformat; eines wie yyyy-MM-dd, d/M/yyyy oder M/d/yyyy H:mm verwenden oder iso, epoch-s, year.',
  ],
  [
    'Numbers such as "{cell}" can be thousands or have three decimals, and no other number decides.',
    'Zahlen wie „{cell}“ können Tausender sein oder drei Nachkommastellen haben, und keine andere Zahl entscheidet.',
  ],
  ['State the decimal separator, . or ,.', 'Das Dezimalzeichen angeben, . oder ,.'],
  [
    'Numbers such as "{cell}" in "{column}" can be dates ({format}) or plain numbers.',
    'Zahlen wie „{cell}“ in „{column}“ können Datumsangaben ({format}) oder gewöhnliche Zahlen sein.',
  ],
  ['State the date format, {formats:l}.', 'Das Datumsformat angeben, {formats}.'],
  [
    'The dates in "{column}" can be read in more than one way: "{cell}" as {readings:l}, and no row decides.',
    'Die Datumsangaben in „{column}“ lassen sich verschieden lesen: „{cell}“ als {readings}, und keine Zeile entscheidet.',
  ],
  [
    'The dates in "{column}" are not written in one way: "{cell}" in row {row} is not {format}, and "{other}" in row {second} is not {another}.',
    'Die Datumsangaben in „{column}“ sind verschieden geschrieben: „{cell}“ in Zeile {row} ist nicht {format}, und „{other}“ in Zeile {second} ist nicht {another}.',
  ],
  [
    'Write them in one way in the file, or state the format to leave the other rows out.',
    'Sie in der Datei einheitlich schreiben oder das Format angeben, um die anderen Zeilen auszulassen.',
  ],
  ['the first sheet that holds a table', 'das erste Tabellenblatt mit einer Tabelle'],
  ['the only sheet of the workbook', 'das einzige Tabellenblatt der Arbeitsmappe'],
  [
    'Column "{column}" of {path} holds {what:t} in each row, not one value, and cannot be read; write its parts as columns of their own.',
    'Spalte „{column}“ von {path} enthält in jeder Zeile {what} statt eines Werts und kann nicht gelesen werden; ihre Teile als eigene Spalten schreiben.',
  ],
  ['a structure', 'eine Struktur'],
  ['a map', 'eine Zuordnung'],
  ['The bundled samples are missing.', 'Die mitgelieferten Beispiele fehlen.'],
  [
    'Install Hindcast again, or set HINDCAST_SAMPLES to their folder.',
    'Hindcast erneut installieren oder HINDCAST_SAMPLES auf ihren Ordner setzen.',
  ],
  [
    'The time in row {row} does not exist: the clock was put forward; it is moved on by the skipped time.',
    'Die Zeit in Zeile {row} gibt es nicht: Die Uhr wurde vorgestellt; sie wird um die übersprungene Zeit verschoben.',
  ],
  [
    'The time in row {row} exists twice, as the clock was put back; it is the first of the two unless the row before is that already.',
    'Die Zeit in Zeile {row} gibt es zweimal, da die Uhr zurückgestellt wurde; sie ist die erste der beiden, wenn nicht schon die Zeile davor diese ist.',
  ],
  ['State the time zone in which the file is written.', 'Die Zeitzone angeben, in der die Datei geschrieben ist.'],
  ['Most series have a row each {most:t}, but not {others:s}.', 'Die meisten Reihen haben Zeilen je {most}, nicht aber {others}.'],
  [
    'All are put on steps of one {step:t}, so their rows mean different spans of time or have gaps between them.',
    'Alle werden auf Schritte (je {step}) gebracht, daher stehen ihre Zeilen für verschiedene Zeitspannen oder haben Lücken dazwischen.',
  ],
  [
    'The rows are used one after the other, so their rows mean different spans of time or have gaps between them.',
    'Die Zeilen werden nacheinander verwendet, daher stehen sie für verschiedene Zeitspannen oder haben Lücken dazwischen.',
  ],
  [
    'Put all rows into steps of the longest of these, or leave those series out or in a file of their own.',
    'Alle Zeilen in Schritte des längsten davon bringen oder diese Reihen weglassen oder in eine eigene Datei schreiben.',
  ],
  [
    'The steps of most series begin at {clock}, but those of {others:s}: they may come from other time zones.',
    'Die Schritte der meisten Reihen beginnen um {clock}, anders die von {others}: Sie können aus anderen Zeitzonen stammen.',
  ],
  ['Each series keeps its own time of day.', 'Jede Reihe behält ihre eigene Tageszeit.'],
  [
    'Nothing to do if each is right for itself; if they shall match, write all times in one zone and state it.',
    'Nichts zu tun, wenn jede für sich stimmt; sollen sie zusammenpassen, alle Zeiten in einer Zone schreiben und diese angeben.',
  ],
  ['"{id}" at {clock}', '„{id}“ um {clock}'],
  ['"{id}" at {clock} and {more:n} more', '„{id}“ um {clock} und {more} weitere'],
  ['"{id}" ({step:t})', '„{id}“ ({step})'],
  ['"{id}" ({step:t}) and {more:n} more', '„{id}“ ({step}) und {more} weitere'],

  // Rows put into steps.
  [
    'Rows cannot be put into steps of one {step:t} without times; name the time column.',
    'Zeilen lassen sich ohne Zeiten nicht in Schritte (je {step}) bringen; die Zeitspalte angeben.',
  ],
  [
    'Rows cannot be put into steps of one {step:t}: it is no span of time that holds every row.',
    'Zeilen lassen sich nicht in Schritte (je {step}) bringen: Das ist keine Zeitspanne, die jede Zeile enthält.',
  ],
  ['Choose hours, days, weeks or months.', 'Stunden, Tage, Wochen oder Monate wählen.'],
  [
    'The frequency is stated as one {step:t}, and the rows shall be put into steps of one {other:t}.',
    'Als Frequenz ist angegeben: je {step}; die Zeilen sollen aber in Schritte (je {other}) gebracht werden.',
  ],
  ['State one of the two.', 'Eines von beiden angeben.'],
  ['There is no column "{column}" to put into steps.', 'Es gibt keine Spalte „{column}“, die in Schritte gebracht werden könnte.'],
  [
    'Column "{column}" has a rule for steps of one {step:t} but holds no values (it is read as {role}).',
    'Spalte „{column}“ hat eine Regel für Schritte (je {step}), enthält aber keine Werte (sie wird als {role} gelesen).',
  ],
  ['Leave the rule out.', 'Die Regel weglassen.'],
  [
    'No rule says how {names} becomes one value a {step:t}; state mean, sum, first, last, min or max.',
    'Keine Regel sagt, wie aus {names} ein Wert je {step} wird; mean, sum, first, last, min oder max angeben.',
  ],
  [
    'Steps of one {step:t} are no spans of time; choose hours, days or months.',
    'Schritte (je {step}) sind keine Zeitspannen; Stunden, Tage oder Monate wählen.',
  ],
  [
    'A step of one {step:t} would need {length} rows for the {rows} that the file has; choose a longer step.',
    'Ein Schritt (je {step}) bräuchte {length} Zeilen für die {rows} der Datei; einen längeren Schritt wählen.',
  ],
  [
    '{rows} rows went into {filled} steps of one {step:t} ({rules:s}, ...); {gaps} steps without rows are gaps.',
    '{rows} Zeilen gingen in {filled} Schritte (je {step}) ein ({rules}, …); {gaps} Schritte ohne Zeilen sind Lücken.',
  ],
  [
    '{rows} rows went into {filled} steps of one {step:t} ({rules:s}); {gaps} steps without rows are gaps.',
    '{rows} Zeilen gingen in {filled} Schritte (je {step}) ein ({rules}); {gaps} Schritte ohne Zeilen sind Lücken.',
  ],
  ['{column} by {rule:t}', '{column} nach {rule}'],
  ['mean', 'Mittelwert'],
  ['sum', 'Summe'],
  ['first', 'erstem Wert'],
  ['last', 'letztem Wert'],
  ['min', 'Minimum'],
  ['max', 'Maximum'],
  ['{count:n} business days', '{count} Werktage'],
  ['{count:n} weeks', '{count} Wochen'],
  ['{count:n} months', '{count} Monate'],
  ['{count:n} quarters', '{count} Quartale'],
  ['{count:n} years', '{count} Jahre'],
  ['{count:n} rows', '{count} Zeilen'],
];
