import { createApp, type Component } from 'vue';
import App from './App.vue';
import './themes.css';

const query = new URLSearchParams(location.search);
document.documentElement.dataset['theme'] = query.get('theme') ?? 'dark';
createApp(App as Component, { scene: query.get('scene') ?? 'all' }).mount('#app');
