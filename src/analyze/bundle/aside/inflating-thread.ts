import { parentPort, workerData } from 'node:worker_threads';
import { inflateFile } from './inflate-file.ts';
import type { Task } from './messages.ts';

void inflateFile(workerData as Task, (message) => parentPort?.postMessage(message));
