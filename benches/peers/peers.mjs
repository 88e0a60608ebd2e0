// Runs gleaner and its peers on the same texts, one after the other on one core, and
// prints megabytes a second and the ratio to gleaner.
//
//   node peers.mjs GLEANER TEXTS.ndjson [SECONDS]
//
// GLEANER is the built program; TEXTS has one {"id", "text"} a line. Each peer is given
// documents until SECONDS (default 5) have passed; gleaner is given all of them at once,
// with its start and the reading and writing of JSON, which the peers are spared.
// Long documents are cut into pieces, since a peer cannot be stopped within one. Each is
// warmed up on the first piece, so that no peer pays for its compilation.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as chrono from "chrono-node";
import compromise from "compromise";
import recognizers from "@microsoft/recognizers-text-suite";

const [program, file, limit = "5"] = process.argv.slice(2);
if (!program || !file) {
  console.error("usage: node peers.mjs GLEANER TEXTS.ndjson [SECONDS]");
  process.exit(2);
}
const MOST = 2000;

function pieces(text) {
  const found = [];
  let rest = text;
  while (rest.length > MOST) {
    const cut = Math.max(rest.lastIndexOf(". ", MOST) + 1, rest.lastIndexOf("\n", MOST)) || MOST;
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...found, rest].filter((piece) => piece.trim());
}

const texts = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line.trim())
  .flatMap((line) => pieces(JSON.parse(line).text));
const bytes = (text) => Buffer.byteLength(text);
const total = texts.reduce((sum, text) => sum + bytes(text), 0);
const culture = recognizers.Culture.English;

const peers = {
  "compromise: people, places, organisations": (text) => {
    const read = compromise(text);
    return [read.people().out("array"), read.places().out("array"), read.organizations().out("array")];
  },
  "compromise: sentences": (text) => compromise(text).sentences().out("array"),
  "chrono-node: dates": (text) => chrono.parse(text),
  "recognizers-text: dates": (text) => recognizers.recognizeDateTime(text, culture),
  "recognizers-text: numbers, money, units": (text) => [
    recognizers.recognizeNumber(text, culture),
    recognizers.recognizePercentage(text, culture),
    recognizers.recognizeCurrency(text, culture),
    recognizers.recognizeDimension(text, culture),
  ],
};

function speedOfGleaner() {
  const input = texts.map((text, id) => JSON.stringify({ id, text })).join("\n") + "\n";
  const begin = performance.now();
  const done = spawnSync(
    program,
    ["facts", "--input", "ndjson", "--format", "ndjson"],
    { input, maxBuffer: 1 << 30, env: { ...process.env, RAYON_NUM_THREADS: "1" } },
  );
  const seconds = (performance.now() - begin) / 1000;
  const lines = done.stdout.toString().split("\n").filter(Boolean).length;
  if (done.status !== 0 || lines !== texts.length) {
    console.error(`gleaner: status ${done.status}, ${lines} of ${texts.length} documents`);
    process.exit(1);
  }
  return { speed: total / seconds / 1e6, read: total };
}

function speedOf(peer) {
  peer(texts[0]);
  const begin = performance.now();
  let read = 0;
  for (const text of texts) {
    peer(text);
    read += bytes(text);
    if (performance.now() - begin > Number(limit) * 1000) break;
  }
  return { speed: read / (performance.now() - begin) / 1e3, read };
}

const print = (name, { speed, read }, ours) =>
  console.log(
    `${name.padEnd(44)} ${speed.toFixed(3).padStart(8)} MB/s  ${(ours / speed).toFixed(1).padStart(7)} x` +
      `  (${(read / 1e6).toFixed(2)} MB read)`,
  );

console.log(`${texts.length} documents, ${(total / 1e6).toFixed(2)} MB`);
const gleaner = speedOfGleaner();
print("gleaner: everything, with JSON", gleaner, gleaner.speed);
for (const [name, peer] of Object.entries(peers)) print(name, speedOf(peer), gleaner.speed);
