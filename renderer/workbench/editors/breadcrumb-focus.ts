import { ref } from 'vue';

/** Counts the wishes to go to the breadcrumbs of the active editor; its bar watches. */
export const breadcrumbFocus = ref(0);
