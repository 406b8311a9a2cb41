export const en = {
  cancel: 'Cancel',
  estimating: 'Estimating the time left…',
  remaining: 'About {time} left',
};
