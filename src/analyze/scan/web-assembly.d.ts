/** What gram-kernel.ts uses of the WebAssembly of Node.js: TypeScript declares it only for browsers. */
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { initial: number });
    readonly buffer: ArrayBuffer;
    /** @throws RangeError where there is not so much address space */
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: { scan: { memory: Memory } });
    readonly exports: unknown;
  }
}
