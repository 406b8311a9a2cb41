import type { Pair } from './phrase.ts';

/** Why the engine refuses a request, a configuration or a search space, in German. */
export const germanSettings: readonly Pair[] = [
  // What stands in a request or a file, by its place.
  [
    'Expected {what:t} for the parameters of {method} but received {found:t}.',
    'Erwartet wurde {what} für die Parameter von {method}, aber es ist {found}.',
  ],
  ['Expected {what:t} for {place} but received {found:t}.', 'Erwartet wurde {what} für {place}, aber es ist {found}.'],
  ['a text', 'ein Text'],
  ['a number', 'eine Zahl'],
  ['a whole number', 'eine ganze Zahl'],
  ['true or false', 'true oder false'],
  ['true', 'true'],
  ['false', 'false'],
  ['a list', 'eine Liste'],
  ['an object', 'ein Objekt'],
  ['null', 'null'],
  ['nothing', 'nicht angegeben'],
  ['none', 'keine'],
  ['no entry', 'kein Eintrag'],
  ['another kind', 'eine andere Art'],
  ['an empty list', 'eine leere Liste'],
  ['a list of {count:n}', 'eine Liste mit {count}'],
  ['a {type:t}', 'etwas anderes ({type})'],
  ['function', 'Funktion'],
  ['symbol', 'Symbol'],
  ['{text}… ({count} characters)', '{text}… ({count} Zeichen)'],
  ['a text of at least {count:n} character', 'ein Text von mindestens {count} Zeichen'],
  ['a text of at least {count:n} characters', 'ein Text von mindestens {count} Zeichen'],
  ['a text of at most {count:n} character', 'ein Text von höchstens {count} Zeichen'],
  ['a text of at most {count:n} characters', 'ein Text von höchstens {count} Zeichen'],
  ['a text of more than {count:n} character', 'ein Text von mehr als {count} Zeichen'],
  ['a text of more than {count:n} characters', 'ein Text von mehr als {count} Zeichen'],
  ['a text of less than {count:n} character', 'ein Text von weniger als {count} Zeichen'],
  ['a text of less than {count:n} characters', 'ein Text von weniger als {count} Zeichen'],
  ['a list of at least {count:n} entry', 'eine Liste von mindestens {count} Eintrag'],
  ['a list of at least {count:n} entries', 'eine Liste von mindestens {count} Einträgen'],
  ['a list of at most {count:n} entry', 'eine Liste von höchstens {count} Eintrag'],
  ['a list of at most {count:n} entries', 'eine Liste von höchstens {count} Einträgen'],
  ['a list of more than {count:n} entry', 'eine Liste von mehr als {count} Eintrag'],
  ['a list of more than {count:n} entries', 'eine Liste von mehr als {count} Einträgen'],
  ['a list of less than {count:n} entry', 'eine Liste von weniger als {count} Eintrag'],
  ['a list of less than {count:n} entries', 'eine Liste von weniger als {count} Einträgen'],
  ['a number of at least {limit:n}', 'eine Zahl von mindestens {limit}'],
  ['a number of at most {limit:n}', 'eine Zahl von höchstens {limit}'],
  ['a number of more than {limit:n}', 'eine Zahl über {limit}'],
  ['a number of less than {limit:n}', 'eine Zahl unter {limit}'],
  ['a path without NUL characters', 'ein Pfad ohne NUL-Zeichen'],
  ['an id of letters, digits, dots, dashes and underscores', 'eine Kennung aus Buchstaben, Ziffern, Punkten, Binde- und Unterstrichen'],
  ['a path like airline/lstm, without empty parts', 'ein Pfad wie airline/lstm ohne leere Teile'],
  ['a tag without commas and without spaces around it', 'ein Schlagwort ohne Kommas und ohne Leerzeichen davor oder danach'],
  ['quantiles in ascending order', 'Quantile in aufsteigender Reihenfolge'],
  [
    'either choices, or from and a larger to (from above 0 where the scale is log)',
    'entweder choices oder from und ein größeres to (from über 0, wenn scale log ist)',
  ],
  ['bytes of a picture', 'Bytes eines Bilds'],
  ['a SHA-256 in hex', 'ein SHA-256 in Hexadezimalziffern'],
  ['Expected a method of the contract but received "{name}".', 'Erwartet wurde eine Methode des Vertrags, aber „{name}“ ist keine.'],

  // Columns.
  [
    'Column "{column}" of {dataset} holds no numbers to forecast.',
    'Spalte „{column}“ von {dataset} enthält keine Zahlen für eine Prognose.',
  ],
  ['Numeric columns: {names}.', 'Spalten mit Zahlen: {names}.'],
  ['Columns: {names}.', 'Spalten: {names}.'],
  ['{dataset} has no column "{column}".', '{dataset} hat keine Spalte „{column}“.'],
  ['{dataset} has no numeric column "{column}".', '{dataset} hat keine Zahlenspalte „{column}“.'],
  [
    'Column "{column}" of {dataset} has no names to tell apart: it says when, or has too many different ones.',
    'Spalte „{column}“ von {dataset} hat keine unterscheidbaren Namen: Sie sagt, wann, oder hat zu viele verschiedene.',
  ],
  ['Choose another column.', 'Eine andere Spalte wählen.'],
  [
    'Expected whole numbers from 0 on in column "{column}" for the loss negativeBinomial but line {line} has {value:n}.',
    'Für den Verlust negativeBinomial werden ganze Zahlen ab 0 in Spalte „{column}“ erwartet, aber Zeile {line} hat {value}.',
  ],
  ['Use the loss normal or studentT, or round the column.', 'Den Verlust normal oder studentT verwenden oder die Spalte runden.'],
  [
    'Column "{column}" has {value:n} in line {line}: a logarithm needs values above zero.',
    'Spalte „{column}“ hat {value} in Zeile {line}: Ein Logarithmus braucht Werte über null.',
  ],
  [
    'Column "{column}" has {value:n} in line {line}: box-cox needs values above zero.',
    'Spalte „{column}“ hat {value} in Zeile {line}: box-cox braucht Werte über null.',
  ],
  ['Use transform none.', 'Die Transformation none verwenden.'],
  [
    '{dataset} is too short: its longest series has {rows} rows, of which validation and test each keep a horizon of {horizon}, and training needs context + horizon = {needed} more.',
    '{dataset} ist zu kurz: Die längste Reihe hat {rows} Zeilen, wovon Validierung und Test je einen Horizont von {horizon} behalten, und das Training braucht Kontext + Horizont = {needed} weitere.',
  ],
  [
    'No series of {dataset} can be trained with context {context} and horizon {horizon}: {why:t}.',
    'Keine Reihe von {dataset} lässt sich mit Kontext {context} und Horizont {horizon} trainieren: {why}.',
  ],
  ['there is none', 'Es gibt keine'],
  [
    '{rows} rows are too few for context {context} and horizon {horizon}',
    '{rows} Zeilen sind zu wenige für Kontext {context} und Horizont {horizon}',
  ],
  [
    'every value of its training part is {value:n}, so there is nothing to learn from it',
    'jeder Wert ihres Trainingsteils ist {value}, daraus lässt sich nichts lernen',
  ],
  [
    'no window of its training part has an observed context and target',
    'kein Fenster ihres Trainingsteils hat beobachteten Kontext und Ziel',
  ],

  // Covariates.
  [
    'Expected a past, future or static covariate for each categorical column but "{column}" is none.',
    'Erwartet wurde für jede Spalte mit Namen eine vergangene, künftige oder statische Kovariate, aber „{column}“ ist keine.',
  ],
  ['Declare it, or leave it out.', 'Sie deklarieren oder weglassen.'],
  [
    'Column "{column}" is declared as {one:t} and as {other:t}; expected one role for each column.',
    'Spalte „{column}“ ist als {one} und als {other} deklariert; erwartet wurde eine Rolle je Spalte.',
  ],
  ['Remove it from one of the two.', 'Sie aus einer der beiden entfernen.'],
  ['the target', 'Ziel'],
  ['a past covariate', 'vergangene Kovariate'],
  ['a future covariate', 'künftige Kovariate'],
  ['a static covariate', 'statische Kovariate'],
  [
    'Expected several series for the static covariates {names} but the data have one, in which they say nothing.',
    'Für die statischen Kovariaten {names} werden mehrere Reihen erwartet, aber die Daten haben eine, in der sie nichts sagen.',
  ],
  ['Leave them out.', 'Sie weglassen.'],
  ['Leave it out.', 'Dies weglassen.'],
  [
    'Expected times for the calendar features {names} but {dataset} has no time column.',
    'Für die Kalendermerkmale {names} werden Zeiten erwartet, aber {dataset} hat keine Zeitspalte.',
  ],
  ['Leave them out, or name the time column.', 'Sie weglassen oder die Zeitspalte angeben.'],
  [
    'The calendar feature {name} is named twice; expected each once.',
    'Das Kalendermerkmal {name} ist zweimal genannt; erwartet wurde jedes einmal.',
  ],
  [
    'Expected one value of the static covariate "{column}" in series "{series}" but line {one} has {value} and line {other} has {second}.',
    'Erwartet wurde ein Wert der statischen Kovariate „{column}“ in Reihe „{series}“, aber Zeile {one} hat {value} und Zeile {other} hat {second}.',
  ],
  [
    'Expected one value of the static covariate "{column}" in the series but line {one} has {value} and line {other} has {second}.',
    'Erwartet wurde ein Wert der statischen Kovariate „{column}“ in der Reihe, aber Zeile {one} hat {value} und Zeile {other} hat {second}.',
  ],
  [
    'Declare it as a past or future covariate, or correct the file.',
    'Sie als vergangene oder künftige Kovariate deklarieren oder die Datei korrigieren.',
  ],
  ['Expected {what:t} for the holidays of "{place}" but it is none.', 'Für Feiertage wird {what} erwartet, aber „{place}“ ist unbekannt.'],
  ['the two letters of a country, such as DE or US', 'ein Land in zwei Buchstaben, etwa DE oder US,'],
  ['a region of {country}', 'eine Region von {country}'],
  ['It has none.', 'Es gibt dort keine.'],
  ['Known are {names}.', 'Bekannt sind {names}.'],

  // Parts that do not go together.
  [
    'Expected the structure {structures:l} for {name} but received {structure}, which has no use for it.',
    'Für {name} wird die Struktur {structures} erwartet, aber {structure} hat dafür keine Verwendung.',
  ],
  ['Leave {name} out, or choose another structure.', '{name} weglassen oder eine andere Struktur wählen.'],
  [
    'Expected another structure than es-rnn for future, static or categorical covariates and the calendar ({names}), which it does not read.',
    'Für künftige, statische oder benannte Kovariaten und den Kalender ({names}) wird eine andere Struktur erwartet als es-rnn, das sie nicht liest.',
  ],
  [
    'Choose stack, encoder-decoder, segments or deepar, or leave them out.',
    'Als Struktur stack, encoder-decoder, segments oder deepar wählen oder sie weglassen.',
  ],
  [
    'Expected a segment that divides context {context} and horizon {horizon} but received {segment}.',
    'Erwartet wurde ein Segment, das Kontext {context} und Horizont {horizon} teilt, aber es ist {segment}.',
  ],
  [
    'Leave the segment out, or choose a context and a horizon that are whole segments.',
    'Das Segment weglassen oder Kontext und Horizont aus ganzen Segmenten wählen.',
  ],
  [
    'Expected a segment that divides the horizon of {horizon} steps, whose covariates it reads, but received {segment}.',
    'Erwartet wurde ein Segment, das den Horizont von {horizon} Schritten teilt, dessen Kovariaten es liest, aber es ist {segment}.',
  ],
  ['Choose another segment or horizon.', 'Ein anderes Segment oder einen anderen Horizont wählen.'],
  [
    "Expected a segment of at most the context's {context} steps but received {segment}.",
    'Erwartet wurde ein Segment von höchstens den {context} Schritten des Kontexts, aber es ist {segment}.',
  ],
  ['Choose a shorter segment or a longer context.', 'Ein kürzeres Segment oder einen längeren Kontext wählen.'],
  [
    'Expected a series embedding smaller than the {hidden} hidden units but received {size}.',
    'Erwartet wurden Reihenvektoren kleiner als die {hidden} verborgenen Einheiten, aber es ist {size}.',
  ],
  ['Choose a smaller one.', 'Eine kleinere Größe wählen.'],
  [
    'Expected several series for a series embedding of {size} but the data have one.',
    'Für Reihenvektoren der Größe {size} werden mehrere Reihen erwartet, aber die Daten haben eine.',
  ],
  ['Leave the embedding at 0.', 'Die Größe bei 0 lassen.'],
  [
    'Expected a context of at least two seasons, {steps} steps, for the structure es-rnn but received {context}.',
    'Für die Struktur es-rnn wird ein Kontext von mindestens zwei Saisons, {steps} Schritten, erwartet, aber es ist {context}.',
  ],
  [
    'Choose a longer context, another season (1: none), or another structure.',
    'Einen längeren Kontext, eine andere Saison (1: keine) oder eine andere Struktur wählen.',
  ],
  [
    'Expected layers whose dilations stay within the context of {context} steps but layer {layer} would look {steps} steps back.',
    'Erwartet wurden Schichten, deren Dilatation im Kontext von {context} Schritten bleibt, aber Schicht {layer} sähe {steps} Schritte zurück.',
  ],
  [
    'Use at most {most} layers, a longer context, or no dilation.',
    'Höchstens {most} Schichten, einen längeren Kontext oder keine Dilatation verwenden.',
  ],
  [
    'Expected quantiles to include 0.5 (the point forecast) but received {quantiles}.',
    'Erwartet wurden Quantile mit 0.5 (der Punktprognose), aber es sind {quantiles}.',
  ],
  ['Add 0.5.', '0.5 hinzufügen.'],
  [
    'Expected the loss quantile for quantiles that cannot cross (monotone) but received {loss}, whose intervals cannot cross anyway.',
    'Für Quantile, die sich nicht kreuzen können (monotone), wird der Verlust quantile erwartet, aber es ist {loss}, dessen Intervalle sich ohnehin nicht kreuzen.',
  ],
  ['Leave monotone out.', 'monotone weglassen.'],
  [
    'Expected the loss of a distribution (normal, studentT or negativeBinomial) for deepar, which draws from it, but received {loss}.',
    'Für deepar, das daraus zieht, wird der Verlust einer Verteilung erwartet (normal, studentT oder negativeBinomial), aber es ist {loss}.',
  ],
  ['Leave the loss out, or choose one of these.', 'Den Verlust weglassen oder einen davon wählen.'],
  [
    "Expected no logarithm and no power for deepar with Student's t, whose exponentials and powers need not have a mean, but received {transform}.",
    'Für deepar mit Students t, deren Exponentiale und Potenzen keinen Mittelwert haben müssen, wird weder Logarithmus noch Potenz erwartet, aber es ist {transform}.',
  ],
  ['Use transform none, or the loss normal.', 'Die Transformation none oder den Verlust normal verwenden.'],
  [
    'Expected transform box-cox for lambda {lambda:n} but received {transform}, which has no exponent.',
    'Für lambda {lambda} wird die Transformation box-cox erwartet, aber {transform} hat keinen Exponenten.',
  ],
  ['Leave lambda out, or choose transform box-cox.', 'lambda weglassen oder die Transformation box-cox wählen.'],
  [
    'Expected transform none for the loss negativeBinomial, whose targets are counts, but received {transform}.',
    'Für den Verlust negativeBinomial, dessen Ziele Anzahlen sind, wird die Transformation none erwartet, aber es ist {transform}.',
  ],
  [
    'Expected a bypass that starts at zero for the loss negativeBinomial, whose mean is no linear forecast, but received ridge.',
    'Für den Verlust negativeBinomial, dessen Mittel keine lineare Prognose ist, wird ein Bypass erwartet, der bei null beginnt, aber es ist ridge.',
  ],
  [
    'Expected no anchor for the loss negativeBinomial, whose targets are counts, but it was asked for.',
    'Für den Verlust negativeBinomial, dessen Ziele Anzahlen sind, wird kein Anker erwartet, aber er wurde verlangt.',
  ],
  [
    'Expected no difference for the loss negativeBinomial, whose targets are counts, but received {difference}.',
    'Für den Verlust negativeBinomial, dessen Ziele Anzahlen sind, wird keine Differenz erwartet, aber es ist {difference}.',
  ],
  ['Leave the difference out.', 'Die Differenz weglassen.'],
  [
    'Expected the structure stack, encoder-decoder or segments for a difference of {difference} steps but received {structure}, which goes on from values, not from changes.',
    'Für eine Differenz von {difference} Schritten wird die Struktur stack, encoder-decoder oder segments erwartet, aber {structure} setzt Werte fort, nicht Änderungen.',
  ],
  ['Leave the difference out, or choose another structure.', 'Die Differenz weglassen oder eine andere Struktur wählen.'],
  [
    'Expected a difference of less than the context of {context} steps but received {difference}.',
    'Erwartet wurde eine Differenz von weniger als dem Kontext von {context} Schritten, aber es sind {difference}.',
  ],
  ['Choose a longer context or a smaller difference.', 'Einen längeren Kontext oder eine kleinere Differenz wählen.'],
  [
    'Expected a network of at most {most} operations but this one has {count}, as a decoder that goes step by step through a long horizon needs.',
    'Erwartet wurde ein Netz von höchstens {most} Operationen, aber dieses hat {count}, wie sie ein Decoder braucht, der einen langen Horizont Schritt für Schritt durchläuft.',
  ],
  [
    'Choose a shorter horizon, fewer layers, or another structure.',
    'Einen kürzeren Horizont, weniger Schichten oder eine andere Struktur wählen.',
  ],
  ['This network cannot be built: {why:w}', 'Dieses Netz kann nicht gebaut werden: {why}'],
  ['Expected {low} to {high} for {what:t} but received {found}.', 'Erwartet wurden {low} bis {high} für {what}, aber es sind {found}.'],
  ['the number of parameters', 'die Zahl der Parameter'],
  ['the features of {node}', 'die Merkmale von {node}'],
  [
    'Lower the hidden units (now {hidden}), the layers (now {layers}) or the horizon (now {horizon}).',
    'Die verborgenen Einheiten (derzeit {hidden}), die Schichten (derzeit {layers}) oder den Horizont (derzeit {horizon}) senken.',
  ],
  [
    'Lower the horizon (now {horizon}), the quantiles (now {quantiles}) or the hidden units (now {hidden}).',
    'Den Horizont (derzeit {horizon}), die Quantile (derzeit {quantiles}) oder die verborgenen Einheiten (derzeit {hidden}) senken.',
  ],
  [
    'Look at context {context}, horizon {horizon}, {layers} x {hidden} units and {quantiles} quantiles.',
    'Kontext {context}, Horizont {horizon}, {layers} x {hidden} Einheiten und {quantiles} Quantile prüfen.',
  ],
  [
    'Expected an instruction set of this machine ({sets}) but received {set}.',
    'Erwartet wurde ein Befehlssatz dieses Rechners ({sets}), aber es ist {set}.',
  ],
  ['Choose one of these, or auto for the best.', 'Einen davon wählen oder auto für den besten.'],
  [
    'The run "{name}" was trained with {set}, which this machine lacks; it has {sets}.',
    'Der Lauf „{name}“ wurde mit {set} trainiert, was diesem Rechner fehlt; er hat {sets}.',
  ],
  ['With another set it would not end as it would have.', 'Mit einem anderen Satz endete er anders, als er geendet hätte.'],
  [
    'Go on with it on a machine like the first, or start a new run here.',
    'Ihn auf einem Rechner wie dem ersten fortsetzen oder hier einen neuen Lauf starten.',
  ],
  ['The system refused {amount} of memory for training.', 'Das System verweigerte {amount} Arbeitsspeicher für das Training.'],
  [
    'The system refused the memory for the data of this training.',
    'Das System verweigerte den Arbeitsspeicher für die Daten dieses Trainings.',
  ],
  [
    'Training needs about {needed:n} {unit} of memory, and this machine has {there:n} {other}.',
    'Das Training braucht etwa {needed} {unit} Arbeitsspeicher, und dieser Rechner hat {there} {other}.',
  ],

  // Search spaces.
  [
    'Expected {name} either in the space or as a wish of its own but received both.',
    'Erwartet wurde {name} entweder im Suchraum oder als eigener Wunsch, aber es steht in beiden.',
  ],
  ['Leave it out of one of them.', 'In einem von beiden weglassen.'],
  [
    'Expected at least one knob in the space but received none.',
    'Erwartet wurde mindestens eine Stellgröße im Suchraum, aber er hat keine.',
  ],
  ['Declare one, or leave fewer wishes decided.', 'Eine angeben oder weniger Wünsche festlegen.'],

  // Whatever else a schema says of a value.
  ['Expected {what:w} for {place} but received {found:t}.', 'Erwartet wurde {what} für {place}, aber es ist {found}.'],
];
