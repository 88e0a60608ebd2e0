//! A bounded run of what is fuzzed: seeds of every format, damaged at random but the same
//! way each time.

mod functions;
mod seeds;

/// Damaged copies of each seed.
const COPIES: usize = 150;

/// A small generator (SplitMix64), so that a failure can be run again.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

/// Bytes that parsers care for.
const TELLING: &[u8] = b"\0\xff\x80<>&;\"'/=[]{}()#%\\:,\n\r \tPK0129-";

/// Does to a document what damage, or a fuzzer, does.
fn damage(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len());
        match random.below(6) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, TELLING[random.below(TELLING.len())]),
            2 if !bytes.is_empty() => bytes[at] = TELLING[random.below(TELLING.len())],
            3 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
            4 => {
                let end = (at + random.below(40)).min(bytes.len());
                let piece = bytes[at.min(end)..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, piece.repeat(1 + random.below(20)));
            }
            _ => drop(bytes.drain(at..(at + random.below(20)).min(bytes.len()))),
        }
    }
    bytes
}

/// What is read apart is read by the program itself.
fn set_program() {
    gleaner::load::apart::set_program(env!("CARGO_BIN_EXE_gleaner"));
}

#[test]
fn seeds_are_documents() {
    set_program();
    for (name, choice, seed) in seeds::seeds() {
        let read = functions::read(&[&[choice], &seed[..]].concat());
        // The page of the one is empty, and the file that the other lists is not there.
        assert_eq!(read > 0, !matches!(name, "pdf" | "opml"), "{name}");
    }
}

#[test]
fn damaged_documents_are_read_or_refused() {
    set_program();
    let mut random = Random(1);
    for (_, choice, seed) in seeds::seeds() {
        for _ in 0..COPIES {
            functions::documents(&[&[choice], &damage(&seed, &mut random)[..]].concat());
        }
    }
}

#[test]
fn facts_of_damaged_text_are_spans_of_it() {
    let mut random = Random(2);
    for (_, _, seed) in seeds::seeds() {
        for _ in 0..COPIES / 10 {
            functions::facts(&damage(&seed, &mut random));
        }
    }
}
