// Reads lists in the engine and in plain JavaScript, the same text in the same run. Gives megabytes per second.
const [record, size, budget] = arguments;

const parts = [];
for (let length = 0, number = 0; length < size; number++) {
  const part = record.replaceAll("EX@", "EX" + Math.floor(number / 8)).replaceAll("Relay @", "Relay " + number);
  parts.push(part);
  length += part.length;
}
const text = parts.join("");
const bytes = new TextEncoder().encode(text);

// Records as maps of names to texts, line by line; a line without a name goes on with the value above.
class Records {
  constructor() { this.all = []; this.open = new Map(); this.name = ""; }
  line(line) {
    if (line === "") {
      if (this.open.size) { this.all.push(this.open); this.open = new Map(); }
      return;
    }
    const at = line.indexOf(" : ");
    if (at < 0) {
      this.open.set(this.name, this.open.get(this.name) + line.trim());
      return;
    }
    this.name = line.slice(0, at).trimEnd();
    this.open.set(this.name, line.slice(at + 3));
  }
}

const work = {
  engine: () => mailflowDoctor.land([{ bytes }], []),
  split_parser: () => {
    const records = new Records();
    for (const line of text.split("\n")) records.line(line);
    return records.all;
  },
  indexof_parser: () => {
    const records = new Records();
    for (let at = 0; at < text.length;) {
      let end = text.indexOf("\n", at);
      if (end < 0) end = text.length;
      records.line(text.slice(at, end));
      at = end + 1;
    }
    return records.all;
  },
  split: () => text.split("\n"),
  decode: () => new TextDecoder().decode(bytes),
};

// The best of three batches; each is as many runs as its share of the time holds, for clocks that tick slowly.
const speed = run => {
  let best = Infinity;
  run();
  for (let batch = 0; batch < 3; batch++) {
    const start = performance.now();
    let runs = 0, taken = 0;
    do { run(); runs++; taken = performance.now() - start; } while (taken < budget / 3);
    best = Math.min(best, taken / runs);
  }
  return bytes.length / 1000 / best;
};

const records = work.split_parser().length;
const result = { records, megabytes: bytes.length / 1e6 };
for (const name of Object.keys(work)) result[name] = speed(work[name]);
return result;
