export const en = {
  justNow: 'just now',
  byRow: 'by row',
  second: 'every second || every {count} seconds',
  minute: 'every minute || every {count} minutes',
  hour: 'hourly || every {count} hours',
  day: 'daily || every {count} days',
  'business-day': 'business days || every {count} business days',
  week: 'weekly || every {count} weeks',
  month: 'monthly || every {count} months',
  quarter: 'quarterly || every {count} quarters',
  year: 'yearly || every {count} years',
};
