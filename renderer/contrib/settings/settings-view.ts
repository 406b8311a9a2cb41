import { ref } from 'vue';

/** What the settings editor shows, wherever it stands; a command may ask for a search. */
export const settingsView = { query: ref(''), tab: ref('user') };
