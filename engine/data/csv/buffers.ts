/** Typed arrays that grow by half, for columns whose length is known at the end only. */

export class FloatBuffer {
  #values = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Float64Array(this.length + (this.length >> 1));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  /** The values so far, without a copy. */
  view(): Float64Array {
    return this.#values.subarray(0, this.length);
  }
}

export class IntBuffer {
  #values = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Int32Array(this.length + (this.length >> 1));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  view(): Int32Array {
    return this.#values.subarray(0, this.length);
  }
}

/** Text by code: each different label is kept once. */
export class LabelBuffer {
  readonly labels: string[] = [];
  readonly codes = new IntBuffer();
  readonly #known = new Map<string, number>();

  /** -1 for a missing cell. */
  push(label: string | null): void {
    if (label === null) {
      this.codes.push(-1);
      return;
    }
    let code = this.#known.get(label);
    if (code === undefined) {
      code = this.labels.length;
      // A copy: a slice would keep the whole piece of the file alive.
      const copy = Buffer.from(label, 'utf16le').toString('utf16le');
      this.labels.push(copy);
      this.#known.set(copy, code);
    }
    this.codes.push(code);
  }
}
