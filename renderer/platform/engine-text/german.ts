import { germanData } from './german-data.ts';
import { germanFiles } from './german-files.ts';
import { germanFindings } from './german-findings.ts';
import { germanImport } from './german-import.ts';
import { germanModels } from './german-models.ts';
import { germanNotes } from './german-notes.ts';
import { germanSettings } from './german-settings.ts';
import { germanWork } from './german-work.ts';
import type { Pair } from './phrase.ts';

/** The engine's sentences in German, those with more words before those that they begin with. A test holds the English side to the engine. */
export const german: readonly Pair[] = [
  // Verdicts.
  ['Beats seasonal naive by {share:n} %: {evidence:t}; {chance:t}.', 'Schlägt Saisonal naiv um {share} %: {evidence}; {chance}.'],
  ['Beats seasonal naive by {share:n} %', 'Schlägt Saisonal naiv um {share} %'],
  [
    'Does not beat seasonal naive: {evidence:t}, {share:n} % worse; {chance:t}.',
    'Schlägt Saisonal naiv nicht: {evidence}, {share} % schlechter; {chance}.',
  ],
  ['Does not beat seasonal naive', 'Schlägt Saisonal naiv nicht'],
  ['Is as good as seasonal naive: {evidence:t}.', 'Ist so gut wie Saisonal naiv: {evidence}.'],
  ['Prefer seasonal naive, which is simpler.', 'Besser Saisonal naiv verwenden, das einfacher ist.'],
  [
    'Prefer seasonal naive, or try a longer context or more data.',
    'Besser Saisonal naiv verwenden oder einen längeren Kontext oder mehr Daten versuchen.',
  ],
  ['Beats ridge by {share:n} % ({measure} {error:n}); {chance:t}.', 'Schlägt Ridge um {share} % ({measure} {error}); {chance}.'],
  [
    'Does not beat ridge: {share:n} % worse ({measure} {error:n}); {chance:t}.',
    'Schlägt Ridge nicht: {share} % schlechter ({measure} {error}); {chance}.',
  ],
  ['Is as good as ridge ({measure} {error:n}).', 'Ist so gut wie Ridge ({measure} {error}).'],
  ['The {method:t} is better still: {measure} {error:n}.', 'Noch besser ist {method}: {measure} {error}.'],
  ['seasonal naive', 'Saisonal naiv'],
  ['ridge', 'Ridge'],
  ['model', 'das Modell'],
  ['naive method', 'das naive Verfahren'],
  ['drift method', 'das Driftverfahren'],
  [
    '{measure} {own:n} against {other:n} over {folds} fold of {series} series',
    '{measure} {own} gegen {other} über {folds} Testabschnitt von {series} Reihen',
  ],
  [
    '{measure} {own:n} against {other:n} over {folds} folds of {series} series',
    '{measure} {own} gegen {other} über {folds} Testabschnitte von {series} Reihen',
  ],
  ['{measure} {own:n} against {other:n} over {folds} fold', '{measure} {own} gegen {other} über {folds} Testabschnitt'],
  ['{measure} {own:n} against {other:n} over {folds} folds', '{measure} {own} gegen {other} über {folds} Testabschnitte'],
  ['too few folds or series to tell it from chance', 'zu wenige Testabschnitte oder Reihen, um Zufall auszuschließen'],
  ['significant (p < 0.001)', 'signifikant (p < 0,001)'],
  ['significant (p = {chance:n})', 'signifikant (p = {chance})'],
  ['may be chance (p < 0.001)', 'kann Zufall sein (p < 0,001)'],
  ['may be chance (p = {chance:n})', 'kann Zufall sein (p = {chance})'],
  ['Not at steps {steps} and others.', 'Nicht bei den Schritten {steps} und weiteren.'],
  ['Not at steps {steps}.', 'Nicht bei den Schritten {steps}.'],
  ['Not at step {steps} and others.', 'Nicht bei Schritt {steps} und weiteren.'],
  ['Not at step {step}.', 'Nicht bei Schritt {step}.'],
  ['Nothing could be scored: no test value was observed.', 'Nichts konnte bewertet werden: Kein Testwert wurde beobachtet.'],
  ['Choose a larger test share.', 'Einen größeren Testanteil wählen.'],

  // Samples.
  ['Air passengers', 'Flugpassagiere'],
  [
    'Monthly totals of international airline passengers, 1949 to 1960, in thousands: a trend with a growing season.',
    'Monatliche Zahl internationaler Flugpassagiere, 1949 bis 1960, in Tausend: ein Trend mit wachsender Saison.',
  ],
  ['Seattle weather', 'Wetter in Seattle'],
  [
    'Daily temperatures, precipitation and wind in Seattle, 2012 to 2015: climate with a yearly season.',
    'Tägliche Temperaturen, Niederschlag und Wind in Seattle, 2012 bis 2015: Klima mit jährlicher Saison.',
  ],
  ['Stock prices', 'Aktienkurse'],
  [
    'Monthly closing prices of four technology companies, 2000 to 2010, side by side: hard to beat a naive forecast.',
    'Monatliche Schlusskurse von vier Technologieunternehmen, 2000 bis 2010, nebeneinander: Eine naive Prognose ist schwer zu schlagen.',
  ],
  ['Heart rate', 'Herzfrequenz'],
  [
    'Heart rate of one person every half second, 15 minutes: sensor readings without a time column.',
    'Herzfrequenz einer Person alle halbe Sekunde, 15 Minuten: Messwerte ohne Zeitspalte.',
  ],
  ['Beijing air', 'Luft in Peking'],
  [
    'Hourly fine dust and weather in Beijing, January to March 2010: readings with gaps.',
    'Stündlicher Feinstaub und Wetter in Peking, Januar bis März 2010: Messwerte mit Lücken.',
  ],
  ['A panel of stocks', 'Aktien untereinander'],
  [
    'Monthly closing prices of five companies below each other, one of them listed later: several series in one file.',
    'Monatliche Schlusskurse von fünf Unternehmen untereinander, eines davon später notiert: mehrere Reihen in einer Datei.',
  ],

  // Jobs.
  ['Reading {path}', '{path} wird gelesen'],
  ['Making a forecast', 'Prognose wird erstellt'],
  ['Forecasting {target} of {dataset}', 'Prognose für {target} von {dataset}'],
  ['Weighing the covariates of {run}', 'Kovariaten von {run} werden gewichtet'],
  ['Tuning {name}', '{name} wird abgestimmt'],
  ['Backtesting {name}', 'Rückvergleich von {name}'],
  ['Searching a learning rate for {name}', 'Lernrate für {name} wird gesucht'],
  ['Exporting {name}', '{name} wird exportiert'],
  ['Scoring {path}', '{path} wird bewertet'],
  ['Looking into {name}', '{name} wird untersucht'],

  ...germanFindings,

  // Why a setting was detected.
  ['as stated', 'wie angegeben'],
  ['a UTF-8 byte order mark', 'eine UTF-8-Bytereihenfolgemarke'],
  ['a UTF-16 byte order mark', 'eine UTF-16-Bytereihenfolgemarke'],
  ['every second byte is zero', 'jedes zweite Byte ist null'],
  ['plain ASCII, which is UTF-8 too', 'reines ASCII, was auch UTF-8 ist'],
  ['valid UTF-8', 'gültiges UTF-8'],
  ['bytes that are not UTF-8 and fit Western European text', 'Bytes, die kein UTF-8 sind und zu westeuropäischem Text passen'],
  ['bytes that are not UTF-8; the letters look like {encoding}', 'Bytes, die kein UTF-8 sind; die Buchstaben sehen nach {encoding} aus'],
  ['every line is one cell', 'jede Zeile ist eine Zelle'],
  ['{delimiter:t} splits {lines} lines into {cells} cells each', '{delimiter} teilt {lines} Zeilen in je {cells} Zellen'],
  ['comma', 'Komma'],
  ['semicolon', 'Semikolon'],
  ['tab', 'Tabulator'],
  ['vertical bar', 'Senkrechter Strich'],
  ['blank', 'Leerzeichen'],
  ['comma and blank', 'Komma mit Leerzeichen'],
  ['runs of blanks', 'Folge von Leerzeichen'],
  ['the usual quotation mark', 'das übliche Anführungszeichen'],
  ['cells stand between single quotation marks', 'Zellen stehen zwischen einfachen Anführungszeichen'],
  ['the table starts on the first line', 'die Tabelle beginnt in der ersten Zeile'],
  [
    '{count} rows before the table are shorter, or hold no data under their names',
    '{count} Zeilen vor der Tabelle sind kürzer oder enthalten keine Daten unter ihren Namen',
  ],
  ['names above rows of numbers or dates', 'Namen über Zeilen mit Zahlen oder Daten'],
  ['names above a row of units', 'Namen über einer Zeile mit Einheiten'],
  ['the first row holds numbers or dates already', 'schon die erste Zeile enthält Zahlen oder Daten'],
  ['the first full row; no row holds numbers', 'die erste volle Zeile; keine Zeile enthält Zahlen'],
  ['"{cell}" has a decimal comma', '„{cell}“ hat ein Dezimalkomma'],
  ['"{cell}" has a decimal point', '„{cell}“ hat einen Dezimalpunkt'],
  ['"{cell}" groups thousands by points', '„{cell}“ trennt Tausender durch Punkte'],
  ['"{cell}" groups thousands by commas', '„{cell}“ trennt Tausender durch Kommas'],
  ['"{cell}" groups thousands', '„{cell}“ trennt Tausender'],
  [
    '"{cell}" is read with a decimal point, as no number has a comma',
    '„{cell}“ wird mit Dezimalpunkt gelesen, da keine Zahl ein Komma hat',
  ],
  ['no number has a separator', 'keine Zahl hat ein Trennzeichen'],
  [
    '"{cell}" can be a thousand or a number with three decimals, and no other number decides',
    '„{cell}“ kann ein Tausender oder eine Zahl mit drei Nachkommastellen sein, und keine andere Zahl entscheidet',
  ],
  [
    '"{cell}" fits {formats:l}, and no row in the part that was read decides',
    '„{cell}“ passt zu {formats}, und keine Zeile des gelesenen Teils entscheidet',
  ],
  ['only {format} fits every row', 'nur {format} passt zu jeder Zeile'],
  ['"{cell}" is written so', '„{cell}“ ist so geschrieben'],
  ['whole numbers such as {cell} are years', 'ganze Zahlen wie {cell} sind Jahre'],
  ['"{cell}" is a date without separators', '„{cell}“ ist ein Datum ohne Trennzeichen'],
  ['{cell} counted since 1970 is {time}', '{cell} seit 1970 gezählt ist {time}'],
  ['{cell} can be a day number of Excel or a plain number', '{cell} kann eine Tagesnummer von Excel oder eine gewöhnliche Zahl sein'],
  ['no column holds dates; the rows are counted', 'keine Spalte enthält Datumsangaben; die Zeilen werden gezählt'],
  ['the columns {columns} are the parts of one date', 'die Spalten {columns} sind die Teile eines Datums'],
  ['{reason:t}; the time of day is in "{column}"', '{reason}; die Tageszeit steht in „{column}“'],
  ['several value columns, and each time stands once', 'mehrere Wertspalten, und jede Zeit steht einmal'],
  ['one value column', 'eine Wertspalte'],
  ['the rows of each of its values stand together', 'die Zeilen jedes ihrer Werte stehen beisammen'],
  [
    '{share} % of the times repeat, but not within one value of this column',
    '{share} % der Zeiten wiederholen sich, aber nicht innerhalb eines Werts dieser Spalte',
  ],
  [
    '{share} % of the times repeat, but not within one pair of values of the two id columns',
    '{share} % der Zeiten wiederholen sich, aber nicht innerhalb eines Wertepaars der beiden Namensspalten',
  ],
  ['there is no time', 'es gibt keine Zeit'],
  ['no step fits the times', 'kein Schritt passt zu den Zeiten'],
  ['nearly all rows lie on this step', 'fast alle Zeilen liegen auf diesem Schritt'],
  ['it says when', 'sie sagt, wann'],
  ['another column is the time already', 'eine andere Spalte ist bereits die Zeit'],
  ['it counts the rows', 'sie zählt die Zeilen'],
  ['whole numbers with leading zeros are codes', 'ganze Zahlen mit führenden Nullen sind Codes'],
  ['every cell of the part that was read is empty', 'jede Zelle des gelesenen Teils ist leer'],
  ['every cell is a number', 'jede Zelle ist eine Zahl'],
  ['{share} % of the cells are numbers', '{share} % der Zellen sind Zahlen'],
  ['numbers with different units', 'Zahlen mit verschiedenen Einheiten'],
  ['the cells are text', 'die Zellen sind Text'],

  // Errors.
  [
    '{count} of {rows} rows repeat a time with other values, the first in row {row}.',
    '{count} von {rows} Zeilen wiederholen eine Zeit mit anderen Werten, zuerst in Zeile {row}.',
  ],
  [
    'If the file holds several series, name the column that tells them apart; else leave one row for each time.',
    'Enthält die Datei mehrere Reihen, die Spalte angeben, die sie unterscheidet; sonst je Zeit eine Zeile lassen.',
  ],
  ['It ended unexpectedly (code unknown).', 'Sie endete unerwartet (Code unbekannt).'],
  ['It ended unexpectedly (code {code}).', 'Sie endete unerwartet (Code {code}).'],
  [
    'It ended {count} times within a minute and is not started again by itself; the log file says why.',
    'Sie endete {count}-mal innerhalb einer Minute und wird nicht mehr von selbst gestartet; die Protokolldatei sagt, warum.',
  ],
  ['The engine has stopped before it answered.', 'Die Engine wurde beendet, bevor sie antwortete.'],
  ['Try again once it is back.', 'Erneut versuchen, sobald sie wieder läuft.'],
  ['There is no file {path}; check the name and the folder.', 'Die Datei {path} gibt es nicht; Namen und Ordner prüfen.'],
  ['{path} is empty; choose a file with a header and rows of data.', '{path} ist leer; eine Datei mit Kopfzeile und Datenzeilen wählen.'],
  [
    '{path} holds no rows; choose a file with a header and rows of data.',
    '{path} enthält keine Zeilen; eine Datei mit Kopfzeile und Datenzeilen wählen.',
  ],
  ['{path} is a folder; choose a CSV file inside it.', '{path} ist ein Ordner; eine CSV-Datei darin wählen.'],
  [
    '{path} is not a text file: {why:t}; export the data as CSV and import that.',
    '{path} ist keine Textdatei ({why}); die Daten als CSV exportieren und diese importieren.',
  ],
  [
    'The file has a header but no rows of data; choose a file with at least two rows.',
    'Die Datei hat eine Kopfzeile, aber keine Datenzeilen; eine Datei mit mindestens zwei Zeilen wählen.',
  ],
  ['The file has one row of data; a series needs at least two.', 'Die Datei hat eine Datenzeile; eine Reihe braucht mindestens zwei.'],
  [
    'No column holds numbers that could be forecast; check the delimiter and the decimal separator, or state which column holds the values.',
    'Keine Spalte enthält Zahlen für eine Prognose; Trennzeichen und Dezimalzeichen prüfen oder angeben, welche Spalte die Werte enthält.',
  ],
  [
    '{bad} of {rows} dates in "{column}" are not written as {formats:l}; correct them, or state the date format.',
    '{bad} von {rows} Datumsangaben in „{column}“ haben nicht die Form {formats}; sie korrigieren oder das Datumsformat angeben.',
  ],
  [
    'No column holds dates written as {format}; state another date format.',
    'Keine Spalte enthält Datumsangaben der Form {format}; ein anderes Datumsformat angeben.',
  ],
  [
    '"{zone}" is no time zone; use a name such as Europe/Berlin or UTC.',
    '„{zone}“ ist keine Zeitzone; einen Namen wie Europe/Berlin oder UTC verwenden.',
  ],
  [
    '"{mark}" cannot be both decimal and thousands separator; change one of them.',
    '„{mark}“ kann nicht Dezimal- und Tausendertrennzeichen zugleich sein; eines davon ändern.',
  ],
  [
    'Line {row} is longer than 16 MiB; check that the file is CSV and that no quotation mark is left open.',
    'Zeile {row} ist länger als 16 MiB; prüfen, ob die Datei CSV ist und kein Anführungszeichen offen bleibt.',
  ],
  [
    'Most times in "{column}" are not on a step of one {step:t}; choose another frequency or let it be detected.',
    'Die meisten Zeiten in „{column}“ liegen nicht auf einem Schritt (je {step}); eine andere Frequenz wählen oder erkennen lassen.',
  ],
  ['{path} has changed since it was imported as "{name}".', '{path} wurde geändert, seit die Datei als „{name}“ importiert wurde.'],
  [
    'Put the old file back, or import the new one as another dataset.',
    'Die alte Datei zurücklegen oder die neue als weiteren Datensatz importieren.',
  ],
  ['There is no run "{id}".', 'Es gibt keinen Lauf „{id}“.'],
  ['Open it by its folder.', 'Ihn über seinen Ordner öffnen.'],
  ['Notes are kept in a workspace, and none is open.', 'Notizen werden in einem Arbeitsbereich gespeichert, und keiner ist geöffnet.'],
  ['Open a workspace folder first.', 'Zuerst einen Arbeitsbereichsordner öffnen.'],
  ['There is no dataset "{id}" in memory.', 'Der Datensatz „{id}“ ist nicht im Speicher.'],
  ['Import it again.', 'Ihn erneut importieren.'],
  ['This run is not training now.', 'Dieser Lauf trainiert derzeit nicht.'],
  ['The run "{name}" is training now.', 'Der Lauf „{name}“ trainiert derzeit.'],
  ['This run is training now.', 'Dieser Lauf trainiert derzeit.'],
  ['Cancel it before you remove it.', 'Ihn vor dem Entfernen abbrechen.'],
  ['A run is training in the open workspace.', 'Im geöffneten Arbeitsbereich trainiert ein Lauf.'],
  ['Stop or cancel it before you open another folder.', 'Ihn beenden oder abbrechen, bevor ein anderer Ordner geöffnet wird.'],
  ['This forecast is no longer in memory.', 'Diese Prognose ist nicht mehr im Speicher.'],
  ['Make it again, then save it.', 'Sie erneut erstellen, dann speichern.'],
  ["The trained model's forecasts are not finite.", 'Die Prognosen des trainierten Modells sind nicht endlich.'],
  [
    'Lower the learning rate (now {rate:n}), or look for extreme values in the data.',
    'Die Lernrate senken (derzeit {rate}) oder in den Daten nach extremen Werten suchen.',
  ],
  ['Column "{column}" of {dataset} has no observed value.', 'Spalte „{column}“ von {dataset} hat keinen beobachteten Wert.'],
  [
    'Column "{column}" of {dataset} is {value:n} in every row: there is nothing to learn.',
    'Spalte „{column}“ von {dataset} ist in jeder Zeile {value}: Es gibt nichts zu lernen.',
  ],
  ['Choose another target.', 'Eine andere Zielspalte wählen.'],
  ['Use a shorter horizon or more data.', 'Einen kürzeren Horizont oder mehr Daten verwenden.'],

  // Kept forecasts.
  ['No workspace is open to keep a forecast in.', 'Es ist kein Arbeitsbereich offen, in dem eine Prognose behalten werden könnte.'],
  ['There is no forecast "{id}" in {path}.', 'In {path} gibt es keine Prognose „{id}“.'],
  [
    '{path} is not the backtest of the forecast "{name}" but of another.',
    '{path} ist nicht der Test der Prognose „{name}“, sondern der einer anderen.',
  ],
  ['Put the old file back, or remove it.', 'Die alte Datei zurücklegen oder sie entfernen.'],
  [
    '{path} is not what was kept when the forecast "{name}" was made, so it says nothing of how good it was.',
    '{path} ist nicht, was beim Erstellen der Prognose „{name}“ behalten wurde, und sagt daher nichts darüber, wie gut sie war.',
  ],
  ['Put the old file back, or remove the forecast.', 'Die alte Datei zurücklegen oder die Prognose entfernen.'],
  [
    'A sheet of Excel holds {most} rows but this forecast has {rows}.',
    'Ein Tabellenblatt von Excel fasst {most} Zeilen, diese Prognose hat {rows}.',
  ],
  ['Save it as CSV or Parquet instead of {path}.', 'Sie als CSV oder Parquet speichern statt als {path}.'],

  ...germanFiles,
  ...germanImport,
  ...germanData,
  ...germanWork,
  ...germanModels,
  ...germanNotes,
  ...germanSettings,
];
