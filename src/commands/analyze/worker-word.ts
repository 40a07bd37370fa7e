/** The word by which the program knows that it was started to do jobs for another run. It is loaded with every start. */
export const WORKER_WORD = 'analysis-worker';
