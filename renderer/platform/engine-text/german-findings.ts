import type { Pair } from './phrase.ts';

/** What the engine finds in a file, and what to do about it, in German. */
export const germanFindings: readonly Pair[] = [
  // Findings.
  [
    'Row {row} has {cells} cells instead of {width}; those at the end are taken as missing.',
    'Zeile {row} hat {cells} statt {width} Zellen; die am Ende gelten als fehlend.',
  ],
  [
    'Row {row} has {cells} cells instead of {width}; as its values may stand in the wrong columns, they are taken as missing.',
    'Zeile {row} hat {cells} statt {width} Zellen; da ihre Werte in falschen Spalten stehen können, gelten sie als fehlend.',
  ],
  ['Row {row} has no date and is left out.', 'Zeile {row} hat kein Datum und wird ausgelassen.'],
  [
    '"{cell}" in row {row} is not a date written as {formats:l}; the row is left out.',
    '„{cell}“ in Zeile {row} ist kein Datum der Form {formats}; die Zeile wird ausgelassen.',
  ],
  ['"{cell}" in row {row} is not finite and taken as missing.', '„{cell}“ in Zeile {row} ist nicht endlich und gilt als fehlend.'],
  ['"{cell}" in row {row} is not a number and taken as missing.', '„{cell}“ in Zeile {row} ist keine Zahl und gilt als fehlend.'],
  [
    'The text column "{column}" has more than {most} different values and is not kept.',
    'Die Textspalte „{column}“ hat mehr als {most} verschiedene Werte und wird nicht behalten.',
  ],
  [
    'Row {row} has a quotation mark that neither opens nor closes a cell; the cells of the row may be wrong.',
    'Zeile {row} hat ein Anführungszeichen, das keine Zelle öffnet oder schließt; die Zellen der Zeile können falsch sein.',
  ],
  [
    'A quotation mark that opens in row {row} is never closed; everything after it became one cell.',
    'Ein Anführungszeichen, das in Zeile {row} öffnet, wird nie geschlossen; alles danach wurde eine Zelle.',
  ],
  ['Some characters are not valid {encoding} and became "{mark}".', 'Einige Zeichen sind kein gültiges {encoding} und wurden zu „{mark}“.'],
  ['Column "{column}" holds no numbers.', 'Spalte „{column}“ enthält keine Zahlen.'],
  ['Every value of column "{column}" is {value:n}.', 'Jeder Wert der Spalte „{column}“ ist {value}.'],
  [
    '{mark:n} stands {count} times in column "{column}", far from all other values; it may mean "missing".',
    '{mark} steht {count}-mal in Spalte „{column}“, weit weg von allen anderen Werten; es kann „fehlend“ bedeuten.',
  ],
  [
    'Column "{column}" has no value in {count} of {rows} rows, the first of them row {row}.',
    'Spalte „{column}“ hat in {count} von {rows} Zeilen keinen Wert, zuerst in Zeile {row}.',
  ],
  [
    'Row {row} is the first where times with and without an offset meet; those without are read in {zone}.',
    'In Zeile {row} treffen zuerst Zeiten mit und ohne Zeitverschiebung aufeinander; die ohne werden in {zone} gelesen.',
  ],
  [
    'Column "{column}" tells the series apart, as only the whole file shows.',
    'Spalte „{column}“ unterscheidet die Reihen, wie erst die ganze Datei zeigt.',
  ],
  [
    'The letters look like {encoding}, which is not supported; they are read as Windows-1252 and come out wrong, numbers do not.',
    'Die Buchstaben sehen nach {encoding} aus, was nicht unterstützt wird; sie werden als Windows-1252 gelesen und sind falsch, Zahlen nicht.',
  ],
  ['Lines before the table are left out, the first of them "{text}".', 'Zeilen vor der Tabelle werden ausgelassen, zuerst „{text}“.'],
  [
    'The header has {names} names for {columns} columns; the empty last column is left out.',
    'Die Kopfzeile hat {names} Namen für {columns} Spalten; die leere letzte Spalte wird ausgelassen.',
  ],
  [
    'The header has {names} names for {columns} columns; the first column is taken for unnamed row labels.',
    'Die Kopfzeile hat {names} Namen für {columns} Spalten; die erste Spalte gilt als unbenannte Zeilenbeschriftung.',
  ],
  ['Column {column} has no name and is called {name}.', 'Spalte {column} hat keinen Namen und heißt {name}.'],
  [
    'The name "{from}" stands above two columns; the second is called {to}.',
    'Der Name „{from}“ steht über zwei Spalten; die zweite heißt {to}.',
  ],
  [
    'The file names no columns; they are called column_1, column_2 and so on.',
    'Die Datei benennt keine Spalten; sie heißen column_1, column_2 und so weiter.',
  ],
  [
    'The numbers in "{column}" have different units, such as "{cell}"; the column is not read as numbers.',
    'Die Zahlen in „{column}“ haben verschiedene Einheiten, etwa „{cell}“; die Spalte wird nicht als Zahlen gelesen.',
  ],
  ['The numbers in "{column}" carry "{mark}", which is left off.', 'Die Zahlen in „{column}“ tragen „{mark}“, was weggelassen wird.'],
  ['Per cent stay per cent: 12.5 % is read as 12.5.', 'Prozent bleiben Prozent: 12,5 % wird als 12,5 gelesen.'],
  [
    '"{column}" holds times of day without a date, so the rows are counted instead.',
    '„{column}“ enthält Tageszeiten ohne Datum, daher werden stattdessen die Zeilen gezählt.',
  ],
  [
    'Some cells of "{column}" are missing in the step that begins with row {row}; its sum is of the others alone.',
    'Einige Zellen von „{column}“ fehlen in dem Schritt, der mit Zeile {row} beginnt; seine Summe ist nur die der übrigen.',
  ],
  [
    'Row {row} does not say which series it belongs to and is left out.',
    'Zeile {row} sagt nicht, zu welcher Reihe sie gehört, und wird ausgelassen.',
  ],
  [
    'The rows are not in order of time: row {row} is earlier than the one before.',
    'Die Zeilen sind nicht zeitlich geordnet: Zeile {row} liegt vor der vorherigen.',
  ],
  ['They were sorted.', 'Sie wurden sortiert.'],
  [
    'Row {row} repeats a time with other values; the last row of each time is kept.',
    'Zeile {row} wiederholt eine Zeit mit anderen Werten; die letzte Zeile jeder Zeit wird behalten.',
  ],
  [
    'Row {row} repeats the row before it in time, with the same values; such rows count once.',
    'Zeile {row} wiederholt die zeitlich vorherige mit denselben Werten; solche Zeilen zählen einmal.',
  ],
  [
    'No series has a row on {count} weekdays between others, the first of them {date}: they are taken for holidays and are no steps.',
    'Keine Reihe hat eine Zeile an {count} Werktagen zwischen anderen, zuerst am {date}: Sie gelten als Feiertage und sind keine Schritte.',
  ],
  [
    'Before row {row} steps of one {step:t} are missing; such gaps are filled with rows without values.',
    'Vor Zeile {row} fehlen Schritte (je {step}); solche Lücken werden mit Zeilen ohne Werte gefüllt.',
  ],
  [
    'The time in row {row} is not on the step of one {step:t} that the others keep; the row is left out.',
    'Die Zeit in Zeile {row} liegt nicht auf dem Schritt (je {step}), den die anderen einhalten; die Zeile wird ausgelassen.',
  ],
  ['The times are irregular: {why:t}.', 'Die Zeiten sind unregelmäßig: {why}.'],
  ['no step fits its times', 'kein Schritt passt zu den Zeiten'],
  ['a step of one {step:t} would need {length} rows for {rows}', 'ein Schritt (je {step}) bräuchte {length} Zeilen für {rows}'],
  [
    'The rows are used one after the other, whatever time lies between them.',
    'Die Zeilen werden nacheinander verwendet, gleich wie viel Zeit dazwischen liegt.',
  ],
  ['The steps hold from {least} to {most} rows.', 'Die Schritte enthalten {least} bis {most} Zeilen.'],
  [
    'Most steps hold {usual} rows; the one that begins with row {row} holds {count}.',
    'Die meisten Schritte enthalten {usual} Zeilen; der mit Zeile {row} beginnende enthält {count}.',
  ],
  ['{seconds:n} seconds', '{seconds} Sekunden'],
  ['{minutes:n} minutes', '{minutes} Minuten'],
  ['{hours:n} hours', '{hours} Stunden'],
  ['{days:n} days', '{days} Tage'],
  ['second', 'Sekunde'],
  ['minute', 'Minute'],
  ['hour', 'Stunde'],
  ['day', 'Tag'],
  ['business day', 'Werktag'],
  ['week', 'Woche'],
  ['month', 'Monat'],
  ['quarter', 'Quartal'],
  ['year', 'Jahr'],
  ['row', 'Zeile'],

  // What to do about a finding.
  ['Nothing to do.', 'Nichts zu tun.'],
  ['Nothing to do: as stated.', 'Nichts zu tun: wie angegeben.'],
  ['Nothing to do: models treat them as unknown.', 'Nichts zu tun: Modelle behandeln sie als unbekannt.'],
  ['Nothing to do: models treat the gaps as unknown.', 'Nichts zu tun: Modelle behandeln die Lücken als unbekannt.'],
  ['Nothing to do if it is not the series id.', 'Nichts zu tun, wenn sie nicht die Reihen benennt.'],
  ['Nothing to do if all values have this unit.', 'Nichts zu tun, wenn alle Werte diese Einheit haben.'],
  ['Nothing to do if the dates are right.', 'Nichts zu tun, wenn die Daten stimmen.'],
  [
    'Nothing to do if the values of an incomplete step can stand for it.',
    'Nichts zu tun, wenn die Werte eines unvollständigen Schritts für ihn stehen können.',
  ],
  [
    'Nothing to do if rows are events; else a sum over fewer rows is smaller.',
    'Nichts zu tun, wenn Zeilen Ereignisse sind; sonst ist eine Summe über weniger Zeilen kleiner.',
  ],
  [
    'A sum over fewer rows is smaller: leave incomplete steps, often the first and the last, out of the file, or use the mean.',
    'Eine Summe über weniger Zeilen ist kleiner: unvollständige Schritte, oft der erste und der letzte, aus der Datei weglassen oder den Mittelwert verwenden.',
  ],
  [
    'Check the row: if a delimiter is missing inside it, its values stand in the wrong columns.',
    'Die Zeile prüfen: Fehlt darin ein Trennzeichen, stehen ihre Werte in falschen Spalten.',
  ],
  [
    'Correct the row: often a decimal comma or a delimiter in a text needs quotation marks.',
    'Die Zeile korrigieren: Oft braucht ein Dezimalkomma oder ein Trennzeichen in einem Text Anführungszeichen.',
  ],
  ['Fill the date in the file.', 'Das Datum in der Datei ergänzen.'],
  ['Correct the date in the file, or state the date format.', 'Das Datum in der Datei korrigieren oder das Datumsformat angeben.'],
  [
    'Correct the value in the file, or add its spelling to those that mean "missing".',
    'Den Wert in der Datei korrigieren oder seine Schreibweise zu denen für „fehlend“ hinzufügen.',
  ],
  ['Correct the quotation marks of the row.', 'Die Anführungszeichen der Zeile korrigieren.'],
  ['Choose another encoding, such as windows-1252.', 'Eine andere Zeichencodierung wählen, etwa windows-1252.'],
  ['Choose another column to forecast.', 'Eine andere Spalte für die Prognose wählen.'],
  ['There is nothing to learn from it; choose another column.', 'Daraus lässt sich nichts lernen; eine andere Spalte wählen.'],
  ['Add {mark:n} to the spellings that mean "missing" if so.', 'In diesem Fall {mark} zu den Schreibweisen für „fehlend“ hinzufügen.'],
  ['Write all times with an offset, or none.', 'Alle Zeiten mit Zeitverschiebung schreiben oder keine.'],
  ['Choose the layout yourself if this is wrong.', 'Den Aufbau selbst wählen, wenn dies falsch ist.'],
  ['Save the file as UTF-8 if names matter.', 'Die Datei als UTF-8 speichern, wenn Namen wichtig sind.'],
  [
    'Set the number of skipped lines if the table starts earlier.',
    'Die Anzahl übersprungener Zeilen angeben, wenn die Tabelle früher beginnt.',
  ],
  [
    'Check the names above the columns; correct the header in the file if they are shifted.',
    'Die Namen über den Spalten prüfen; die Kopfzeile in der Datei korrigieren, wenn sie verschoben sind.',
  ],
  ['Name the column in the file.', 'Die Spalte in der Datei benennen.'],
  [
    'State that there is a header if the first row holds names.',
    'Angeben, dass es eine Kopfzeile gibt, wenn die erste Zeile Namen enthält.',
  ],
  ['Bring the column to one unit in the file.', 'Die Spalte in der Datei auf eine Einheit bringen.'],
  ['Add a column with the date.', 'Eine Spalte mit dem Datum hinzufügen.'],
  [
    'Fill the cells in the file, or use the mean, if a sum must be complete.',
    'Die Zellen in der Datei ergänzen oder den Mittelwert verwenden, wenn eine Summe vollständig sein muss.',
  ],
  ['Fill the id in the file.', 'Den Namen der Reihe in der Datei ergänzen.'],
  [
    'Leave one row for each time in the file, or name the series column; if the clock was put back then, state the time zone.',
    'Je Zeit eine Zeile in der Datei lassen oder die Spalte der Reihen angeben; wurde damals die Uhr zurückgestellt, die Zeitzone angeben.',
  ],
  ['State the frequency business-day if they are gaps.', 'Die Frequenz „Werktage“ angeben, wenn es Lücken sind.'],
  ['Correct the time in the file, or choose another frequency.', 'Die Zeit in der Datei korrigieren oder eine andere Frequenz wählen.'],
  [
    'Bring the file to a regular step if the time between rows matters, or choose a frequency.',
    'Die Datei auf einen regelmäßigen Schritt bringen, wenn die Zeit zwischen Zeilen zählt, oder eine Frequenz wählen.',
  ],
  ['Change the settings, or the file.', 'Die Einstellungen oder die Datei ändern.'],
];
