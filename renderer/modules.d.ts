/** What the bundler makes of files that are not TypeScript, for tools that do not ask it. */
declare module '*.css';
declare module '*.vue' {
  import type { Component } from 'vue';
  const component: Component;
  export default component;
}
