export const en = {
  cancel: 'Cancel',
  estimating: 'Estimating the time left…',
  remaining: 'About {time} left',
  waitsFirst: '{place}. Begins in a moment',
  waitsForEnd: '{place}. Waits for the end of {names} || {place}. Waits until one of these ends: {names}',
  waitsMore: '{count} more',
  waitsAfter: '{place}. Begins after {name}',
};
