import type { Pair } from './phrase.ts';

/** What the engine says of files, their formats, fixes, seasons and profiles, in German. */
export const germanData: readonly Pair[] = [
  // Parquet and Excel.
  [
    '{path} is a Parquet file, so it has no sheet "{sheet}"; leave the sheet out.',
    '{path} ist eine Parquet-Datei und hat daher kein Tabellenblatt „{sheet}“; das Tabellenblatt weglassen.',
  ],
  [
    '{path} is no Excel workbook, so it has no sheet "{sheet}"; leave the sheet out.',
    '{path} ist keine Excel-Arbeitsmappe und hat daher kein Tabellenblatt „{sheet}“; das Tabellenblatt weglassen.',
  ],
  ['{path} holds no rows; choose a file with rows of data.', '{path} enthält keine Zeilen; eine Datei mit Datenzeilen wählen.'],
  [
    'Column "{column}" holds {what:t} in each row, not one value, and is left out.',
    'Spalte „{column}“ enthält in jeder Zeile {what} statt eines Werts und wird ausgelassen.',
  ],
  ['Write its parts as columns of their own if they matter.', 'Ihre Teile als eigene Spalten schreiben, wenn sie wichtig sind.'],
  ['{path} could not be read as a Parquet file ({why:w}).', '{path} konnte nicht als Parquet-Datei gelesen werden ({why}).'],
  [
    'It may be cut off or damaged; write it again, or export the data as CSV.',
    'Sie ist vielleicht abgeschnitten oder beschädigt; sie neu schreiben oder die Daten als CSV exportieren.',
  ],
  [
    '{path} is an encrypted Parquet file; save it without encryption and import that.',
    '{path} ist eine verschlüsselte Parquet-Datei; sie ohne Verschlüsselung speichern und dann importieren.',
  ],
  [
    '{path} is larger than {most} MiB; save the sheet as CSV in Excel and import that.',
    '{path} ist größer als {most} MiB; das Tabellenblatt in Excel als CSV speichern und dieses importieren.',
  ],
  ['{path} has no sheet "{sheet}"; its sheets are {sheets}.', '{path} hat kein Tabellenblatt „{sheet}“; vorhanden sind {sheets}.'],
  ['{path} could not be read as an Excel workbook ({why:w}).', '{path} konnte nicht als Excel-Arbeitsmappe gelesen werden ({why}).'],
  ['Open it in Excel and save it as .xlsx again, or as CSV.', 'Sie in Excel öffnen und erneut als .xlsx oder als CSV speichern.'],
  [
    '{path} is protected by a password; save it in Excel without one and import that.',
    '{path} ist mit einem Kennwort geschützt; sie in Excel ohne Kennwort speichern und dann importieren.',
  ],
  [
    '{path} is in the format of Excel before 2007 (.xls); save it in Excel as .xlsx or as CSV and import that.',
    '{path} hat das Format von Excel vor 2007 (.xls); sie in Excel als .xlsx oder CSV speichern und dann importieren.',
  ],

  ['{path} is not an Excel workbook, though its ending says so.', '{path} ist keine Excel-Arbeitsmappe, obwohl die Endung das sagt.'],
  ['{path} is not a Parquet file, though its ending says so.', '{path} ist keine Parquet-Datei, obwohl die Endung das sagt.'],
  [
    'If it is text, rename it to end in .csv; else save it again.',
    'Enthält sie Text, die Endung in .csv ändern; sonst die Datei neu speichern.',
  ],

  // Fixes.
  [
    'A fix names the column "{column}", which holds no values here; undo the fix, or read the column as values.',
    'Eine Korrektur nennt die Spalte „{column}“, die hier keine Werte enthält; die Korrektur rückgängig machen oder die Spalte als Werte lesen.',
  ],
  [
    '{count} values are still missing in "{column}": in gaps of more than {steps} steps, or at an end of a series.',
    '{count} Werte in „{column}“ fehlen weiterhin: in Lücken von mehr als {steps} Schritten oder an einem Ende einer Reihe.',
  ],
  [
    '{count} values are still missing: in gaps of more than {steps} steps, or at an end of a series.',
    '{count} Werte fehlen weiterhin: in Lücken von mehr als {steps} Schritten oder an einem Ende einer Reihe.',
  ],
  [
    '{count} fixes of single cells were left out, since the file has changed and other rows may stand in their lines.',
    '{count} Korrekturen einzelner Zellen wurden ausgelassen, da die Datei geändert wurde und in ihren Zeilen anderes stehen kann.',
  ],
  ['Look at the rows again, and mark what is wrong there.', 'Die Zeilen erneut ansehen und markieren, was dort falsch ist.'],

  // Profile and seasons.
  ['No value is observed.', 'Kein Wert wurde beobachtet.'],
  ['Every value is {value:n}: there is nothing to find.', 'Jeder Wert ist {value}: Es gibt nichts zu finden.'],
  [
    'With {count} observed values nothing is looked for; {least} are needed.',
    'Bei {count} beobachteten Werten wird nichts gesucht; {least} sind nötig.',
  ],
  [
    'Row {row} ({when}) holds {value:n} where {low:n} to {high:n} was expected.',
    'Zeile {row} ({when}) enthält {value}, erwartet wurde {low} bis {high}.',
  ],
  [
    '{count} values are far from the expected; the first {shown} are told.',
    '{count} Werte liegen weit vom Erwarteten; die ersten {shown} werden genannt.',
  ],
  [
    'Over half of the values are the same, so no value is called far from the expected.',
    'Über die Hälfte der Werte ist gleich, daher gilt kein Wert als weit vom Erwarteten.',
  ],
  [
    '{count} of {observed} values are far above or below their neighbours: that is usual in this series, so none is called far from the expected.',
    '{count} von {observed} Werten liegen weit über oder unter ihren Nachbarn: Das ist in dieser Reihe üblich, daher gilt keiner als weit vom Erwarteten.',
  ],
  [
    'A season of {period} steps: found in {found} of {series} series, where it explains {share} % of the variance about the trend on average.',
    'Eine Saison von {period} Schritten: in {found} von {series} Reihen gefunden, wo sie im Mittel {share} % der Varianz um den Trend erklärt.',
  ],
  [
    'A season of {period} steps: {what:t}, autocorrelation {r:n} at lag {lag}; it explains {share} % of the variance about the trend over {cycles} cycles.',
    'Eine Saison von {period} Schritten: {what}, Autokorrelation {r} bei Verzögerung {lag}; sie erklärt {share} % der Varianz um den Trend über {cycles} Zyklen.',
  ],
  [
    'a peak of the periodogram {size:n} times above the noise around it',
    'ein Gipfel des Periodogramms, {size}-mal über dem Rauschen ringsum',
  ],
  [
    'a peak of the periodogram more than 1000 times above the noise around it',
    'ein Gipfel des Periodogramms, mehr als 1000-mal über dem Rauschen ringsum',
  ],
  [
    'harmonics in the periodogram {size:n} standard deviations above the noise between them',
    'Oberschwingungen im Periodogramm, {size} Standardabweichungen über dem Rauschen dazwischen',
  ],
  ['From {when} on {parts:t}.', 'Ab {when}: {parts}.'],
  ['{first:t} and {second:t}', '{first} und {second}'],
  ['the level goes from {before:n} to {after:n}', 'das Niveau geht von {before} auf {after}'],
  ['the spread about the trend goes from {before:n} to {after:n}', 'die Streuung um den Trend geht von {before} auf {after}'],
  ['the rise a step goes from {before:n} to {after:n}', 'der Anstieg je Schritt geht von {before} auf {after}'],
];
