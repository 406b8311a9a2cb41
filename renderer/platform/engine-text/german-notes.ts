import type { Pair } from './phrase.ts';

/** What the engine remarks on backtests, rankings, searches and what it chose by itself, in German. */
export const germanNotes: readonly Pair[] = [
  // What training chose.
  [
    'Lambda {lambda:n}: with it the spread of blocks of {steps} steps depends least on their level in training (Guerrero 1993).',
    'Lambda {lambda}: Damit hängt die Streuung von Blöcken von {steps} Schritten im Training am wenigsten von ihrem Niveau ab (Guerrero 1993).',
  ],
  [
    'Lambda 0, the logarithm: training has no two blocks of {steps} steps that vary, from which another could follow.',
    'Lambda 0, der Logarithmus: Das Training hat keine zwei Blöcke von {steps} Schritten, die schwanken und aus denen ein anderes folgen könnte.',
  ],
  [
    'A season of {season} steps cannot be seen in series of at most {rows} rows: what needs one forecasts as if there were none.',
    'Eine Saison von {season} Schritten ist in Reihen von höchstens {rows} Zeilen nicht zu sehen: Was eine braucht, sagt vorher, als gäbe es keine.',
  ],
  [
    'Difference of 1 step: the network learns changes from one step to the next, and forecasts changes from the last value.',
    'Differenz von 1 Schritt: Das Netz lernt Änderungen von einem Schritt zum nächsten und prognostiziert Änderungen gegenüber dem letzten Wert.',
  ],
  [
    'Difference of {steps} steps: the network learns changes from {before} steps before, and forecasts changes from the last {last} values, each from the one at the same place, instead of from the last value.',
    'Differenz von {steps} Schritten: Das Netz lernt Änderungen gegenüber {before} Schritten davor und prognostiziert Änderungen gegenüber den letzten {last} Werten, jeweils dem an derselben Stelle, statt gegenüber dem letzten Wert.',
  ],
  ['It is taken instead of no season.', 'Sie wird statt keiner Saison verwendet.'],
  ['It is taken instead of the usual season of {steps} steps.', 'Sie wird statt der üblichen Saison von {steps} Schritten verwendet.'],
  ['no season', 'keine Saison'],
  ['the usual season of {steps} steps', 'die übliche Saison von {steps} Schritten'],
  [
    'No season is assumed: the longest series has {rows} rows, fewer than three times the usual season of {steps}.',
    'Keine Saison wird angenommen: Die längste Reihe hat {rows} Zeilen, weniger als das Dreifache der üblichen Saison von {steps}.',
  ],
  [
    'The training data show no clear season ({steps} steps are too weak at {share} %), so {usual:t} is assumed, by the frequency.',
    'Die Trainingsdaten zeigen keine klare Saison ({steps} Schritte sind mit {share} % zu schwach), daher wird nach der Frequenz {usual} angenommen.',
  ],
  [
    'The training data show no clear season, so {usual:t} is assumed, by the frequency.',
    'Die Trainingsdaten zeigen keine klare Saison, daher wird nach der Frequenz {usual} angenommen.',
  ],

  // Backtests.
  [
    '{count} of {all} origins have no observed value in their context and were left out.',
    '{count} von {all} Ursprüngen haben keinen beobachteten Wert im Kontext und wurden ausgelassen.',
  ],
  [
    'MASE is undefined for series that are constant, or too short for one season, in training; they count in the other metrics only.',
    'Der MASE ist für Reihen, die im Training konstant oder kürzer als eine Saison sind, nicht definiert; sie zählen nur in den anderen Maßen.',
  ],
  ['Series "{id}", fold {fold}, was left out: {why:t}.', 'Reihe „{id}“, Testabschnitt {fold}, wurde ausgelassen: {why}.'],
  ['{count} forecasts of series "{id}" were left out: {why:t}.', '{count} Prognosen der Reihe „{id}“ wurden ausgelassen: {why}.'],
  [
    '{count} forecasts of {series} series, "{id}" among them, were left out: {why:t}.',
    '{count} Prognosen von {series} Reihen, darunter „{id}“, wurden ausgelassen: {why}.',
  ],
  ['No fold of {name} could be forecast: {why:t}.', 'Kein Testabschnitt von {name} konnte vorhergesagt werden: {why}.'],
  ['it has no series', 'Es gibt keine Reihe'],
  ['fewer than {least} rows lie before the fold', 'Vor dem Testabschnitt liegen weniger als {least} Zeilen'],
  ['no value of the target is known before the fold', 'Vor dem Testabschnitt ist kein Wert des Ziels bekannt'],
  ['{model} has no forecast from its rows', '{model} hat keine Prognose aus ihren Zeilen'],
  ['{model} could not be fitted: {why:w}', '{model} konnte nicht angepasst werden: {why}'],
  ['{model} could not forecast: {why:w}', '{model} konnte keine Prognose erstellen: {why}'],
  [
    'No series of {dataset} is long enough for a backtest with context {context} and horizon {horizon}.',
    'Keine Reihe von {dataset} ist lang genug für einen Rückvergleich mit Kontext {context} und Horizont {horizon}.',
  ],
  [
    '{folds} folds with stride {stride} and horizon {horizon} need {rows} test rows, but {dataset} keeps {kept}.',
    '{folds} Testabschnitte im Abstand {stride} mit Horizont {horizon} brauchen {rows} Testzeilen, aber {dataset} hält {kept} zurück.',
  ],
  [
    'Use at most {most} folds, or train with a larger test share.',
    'Höchstens {most} Testabschnitte verwenden oder mit größerem Testanteil trainieren.',
  ],
  ['A configuration trained anew.', 'Eine neu trainierte Konfiguration.'],
  [
    'Expected a whole number of at least 1 for the {name:t} of a backtest but received {value}.',
    'Für einen Rückvergleich ({name}) wird eine ganze Zahl ab 1 erwartet, aber es ist {value}.',
  ],
  ['horizon', 'Horizont'],
  ['season', 'Saison'],
  ['folds', 'Testabschnitte'],
  ['stride', 'Abstand'],
  ['window', 'Fenster'],
  ['refit', 'Neutraining'],
  ['The backtest was cancelled.', 'Der Rückvergleich wurde abgebrochen.'],
  ['The search for a learning rate was cancelled.', 'Die Suche nach einer Lernrate wurde abgebrochen.'],
  ['Another estimate was asked for.', 'Eine andere Schätzung wurde verlangt.'],

  // Rankings.
  [
    '{names} and {more} more: not ranked with {name}, since these differ: {what:s}.',
    '{names} und {more} weitere: nicht mit {name} eingeordnet, da sich Folgendes unterscheidet: {what}.',
  ],
  [
    '{names}: not ranked with {name}, since these differ: {what:s}.',
    '{names}: nicht mit {name} eingeordnet, da sich Folgendes unterscheidet: {what}.',
  ],
  ['{what:t} ({one} against {other})', '{what} ({one} gegen {other})'],
  ['data', 'Daten'],
  ['target', 'Ziel'],
  ['first row', 'erste Zeile'],
  ['last row', 'letzte Zeile'],
  ['the first', 'die erste'],
  ['the last', 'die letzte'],
  ['validation share', 'Validierungsanteil'],
  ['test share', 'Testanteil'],
  ['forecast points', 'Prognosepunkte'],
  ['measure', 'Maß'],
  ['{name}: has no backtest, since it is {state:t}.', '{name}: hat keinen Rückvergleich, da sein Zustand „{state}“ ist.'],
  ['queued', 'wartend'],
  ['running', 'läuft'],
  ['paused', 'angehalten'],
  ['stopping', 'wird beendet'],
  ['evaluating', 'wird bewertet'],
  ['done', 'fertig'],
  ['cancelled', 'abgebrochen'],
  ['failed', 'fehlgeschlagen'],
  ['interrupted', 'unterbrochen'],
  [
    'The run "{name}" is {state:t} and has nothing to go on with.',
    'Der Lauf „{name}“ hat den Zustand „{state}“ und nichts, womit er fortgesetzt werden könnte.',
  ],
  ['Train a new one.', 'Einen neuen trainieren.'],

  // Automatic forecasts.
  ['Scaled error at held-out origins: {list:s}.', 'Skalierter Fehler an zurückgehaltenen Ursprüngen: {list}.'],
  ['Chosen: scaled error {error:n}.', 'Gewählt: skalierter Fehler {error}.'],
  ['Forecasts are {shares}.', 'Die Prognosen sind {shares}.'],
  ['{model} ({why:t})', '{model} ({why})'],
  ['the time was over', 'die Zeit war um'],
  ['it cannot be fitted to these series', 'lässt sich an diese Reihen nicht anpassen'],
  ['it did not finish in time', 'wurde nicht rechtzeitig fertig'],
  ['no forecast everywhere', 'nicht überall eine Prognose'],
  [
    'Expected series with a held-out part that one of {models} can forecast for {name}, but there is none.',
    'Für {name} werden Reihen mit einem zurückgehaltenen Teil erwartet, den eines von {models} vorhersagen kann, aber es gibt keine.',
  ],
  ['Use longer series or a shorter horizon.', 'Längere Reihen oder einen kürzeren Horizont verwenden.'],
  ['Expected one of {models} for the model but received {name}.', 'Erwartet wurde als Modell eines von {models}, aber es ist {name}.'],

  // The catalogue.
  [
    'the best at held-out origins of what can be tried in {seconds} seconds: one model, or a blend',
    'das an zurückgehaltenen Ursprüngen Beste von dem, was sich in {seconds} Sekunden versuchen lässt: ein Modell oder eine Mischung',
  ],
  [
    'several methods and networks, weighted by what they forecast on held-out parts',
    'mehrere Verfahren und Netze, gewichtet nach ihren Prognosen auf zurückgehaltenen Teilen',
  ],
  ['the last value', 'der letzte Wert'],
  ['the value of one season before', 'der Wert eine Saison davor'],
  ['the line through the first and the last value', 'die Gerade durch den ersten und den letzten Wert'],
  ['the last value, seasonally adjusted', 'der letzte Wert, saisonbereinigt'],
  ['simple exponential smoothing', 'einfache exponentielle Glättung'],
  ['exponential smoothing with a trend', 'exponentielle Glättung mit Trend'],
  ['exponential smoothing with a damped trend', 'exponentielle Glättung mit gedämpftem Trend'],
  ['exponential smoothing with a trend and an additive season', 'exponentielle Glättung mit Trend und additiver Saison'],
  ['exponential smoothing with a trend and a multiplicative season', 'exponentielle Glättung mit Trend und multiplikativer Saison'],
  ['exponential smoothing in state space form, chosen by AICc', 'exponentielle Glättung in Zustandsraumform, nach AICc gewählt'],
  ['the Theta method', 'das Theta-Verfahren'],
  ['the Theta method, its line and weight fitted step by step', 'das Theta-Verfahren, Gerade und Gewicht Schritt für Schritt angepasst'],
  ['the Theta method of the logarithms', 'das Theta-Verfahren der Logarithmen'],
  [
    'exponential smoothing of what several seasons leave, such as day and week',
    'exponentielle Glättung dessen, was mehrere Saisons übrig lassen, etwa Tag und Woche',
  ],
  ['the mean of exponential smoothing and two forms of Theta', 'das Mittel exponentieller Glättung und zweier Formen von Theta'],
  [
    'a closed-form linear map from context to horizon for each series',
    'eine lineare Abbildung vom Kontext auf den Horizont in geschlossener Form für jede Reihe',
  ],
  [
    'one closed-form linear map from context to horizon for all series',
    'eine lineare Abbildung vom Kontext auf den Horizont in geschlossener Form für alle Reihen',
  ],
  ['the mean of ridge-local and ridge-global', 'das Mittel von ridge-local und ridge-global'],
  [
    'the ridge for all series and SegRNN beside it, as much of it as held-out parts speak for',
    'die Ridge für alle Reihen und daneben SegRNN, so viel davon, wie zurückgehaltene Teile nahelegen',
  ],
  ['{kind} with a direct quantile head beside a linear bypass', '{kind} mit direktem Quantilkopf neben einem linearen Bypass'],
  [
    'a GRU that reads the context and one that writes the horizon step by step',
    'ein GRU, das den Kontext liest, und eines, das den Horizont Schritt für Schritt schreibt',
  ],
  [
    'one recurrent network that forecasts a distribution a step and draws sample paths (DeepAR)',
    'ein rekurrentes Netz, das je Schritt eine Verteilung vorhersagt und Beispielpfade zieht (DeepAR)',
  ],
  [
    'recurrent over segments, the horizon decoded in parallel (SegRNN)',
    'rekurrent über Segmente, der Horizont parallel decodiert (SegRNN)',
  ],
  [
    'GRU over segments beside a linear bypass that starts as the ridge',
    'GRU über Segmente neben einem linearen Bypass, der als Ridge beginnt',
  ],
  [
    'exponential smoothing for each series and one network for what it leaves (ES-RNN)',
    'exponentielle Glättung für jede Reihe und ein Netz für das, was sie übrig lässt (ES-RNN)',
  ],

  // Searches.
  ['{count} trials, {running} at work', '{count} Versuche, {running} in Arbeit'],
  ['There is no study "{id}".', 'Es gibt keine Suche „{id}“.'],
  ['List the studies of its folder first.', 'Zuerst die Suchen ihres Ordners auflisten.'],
  ['None of {count} trials could be trained.', 'Keiner von {count} Versuchen konnte trainiert werden.'],
  ['The last: {why:w}', 'Der letzte: {why}'],
  ['Change the space.', 'Den Suchraum ändern.'],
  ['Tuning was cancelled; it can be gone on with.', 'Die Abstimmung wurde abgebrochen; sie kann fortgesetzt werden.'],
  ['Its forecasts of the validation part are not finite.', 'Seine Prognosen des Validierungsteils sind nicht endlich.'],
  [
    'The validation part of {name} has no origin with an observed "{target}" before and after it.',
    'Der Validierungsteil von {name} hat keinen Ursprung mit beobachtetem „{target}“ davor und danach.',
  ],
  [
    'MASE is undefined for {name}: in training every series is constant from season to season, or shorter than one.',
    'Der MASE ist für {name} nicht definiert: Im Training ist jede Reihe von Saison zu Saison konstant oder kürzer als eine.',
  ],
  ['Compare trials by pinball instead.', 'Versuche stattdessen nach pinball vergleichen.'],
];
