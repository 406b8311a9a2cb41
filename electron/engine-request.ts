/** What the main process asks of the engine's process: take the port that comes along, or save and end. */
export type EngineRequest = 'connect' | 'stop';
