import { ref } from 'vue';

/** What the editor of keys looks for; a command may ask for it. */
export const keysQuery = ref('');
