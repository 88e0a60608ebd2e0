//! Six queries typed letter by letter over a million labels, each key beside
//! `fzf --filter` on the same lines with the same query.
//!
//! `cargo bench --bench fuzzy` generates the lines; `GLEANER_LINES=FILE` reads them. The least
//! of three rounds counts, or of `GLEANER_ROUNDS`.
//! `cargo bench --bench fuzzy -- --check` compares the best 20 of every key with those
//! of `SkimMatcherV2` alone over all lines instead.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use gleaner::search::fold::fold;
use gleaner::search::fuzzy::Index;

const LINES: usize = 1_000_000;

/// From what matches most to what matches nothing.
const QUERIES: [&str; 6] =
    ["report", "gov", "petra varga", "lisbon budget", "2019 tunnel reviewed", "zyzzogeton"];

/// Hits that an overlay asks for.
const LIMIT: usize = 100;

/// Hits that are compared with skim's.
const COMPARED: usize = 20;

fn main() {
    let lines = lines();
    let mut index = Index::new();
    let start = Instant::now();
    lines.iter().for_each(|line| {
        index.push(line);
    });
    println!("{} lines indexed in {:.0} ms", lines.len(), milliseconds(start.elapsed()));
    if std::env::args().any(|argument| argument == "--check") {
        check(&mut index, &lines);
    } else {
        measure(&mut index, &lines);
    }
}

fn measure(index: &mut Index, lines: &[String]) {
    let file = written(lines);
    println!("{:24} {:>9} {:>9} {:>9} {:>7}", "query", "matches", "ms", "fzf ms", "ratio");
    let rounds = std::env::var("GLEANER_ROUNDS").ok().and_then(|text| text.parse().ok());
    let mut slowest = Duration::ZERO;
    let mut worst = 0.0f64;
    for query in QUERIES {
        for (end, (total, key)) in (1..).zip(typed(index, query, rounds.unwrap_or(3))) {
            let fzf = fzf(&file, &query[..end]);
            let ratio = fzf.map(|fzf| key.as_secs_f64() / fzf.as_secs_f64());
            slowest = slowest.max(key);
            worst = worst.max(ratio.unwrap_or(0.0));
            println!(
                "{:24} {total:>9} {:>9.2} {:>9} {:>7}",
                &query[..end],
                milliseconds(key),
                fzf.map_or("-".into(), |fzf| format!("{:.0}", milliseconds(fzf))),
                ratio.map_or("-".into(), |ratio| format!("{ratio:.3}")),
            );
        }
    }
    println!("slowest key {:.2} ms, worst ratio {worst:.3}", milliseconds(slowest));
    if std::env::var_os("GLEANER_LINES").is_none() {
        // What is left in the temporary folder does no harm.
        let _ = std::fs::remove_file(file);
    }
}

/// Matches and time of each key of a query typed letter by letter: the least of some rounds,
/// because whatever else runs on the machine only ever adds. Each round starts afresh.
fn typed(index: &mut Index, query: &str, rounds: usize) -> Vec<(usize, Duration)> {
    let mut best = vec![(0, Duration::MAX); query.len()];
    for _ in 0..rounds.max(1) {
        for (end, least) in (1..).zip(&mut best) {
            let (total, key) = timed(index, &query[..end]);
            *least = (total, key.min(least.1));
        }
    }
    best
}

fn timed(index: &mut Index, query: &str) -> (usize, Duration) {
    let start = Instant::now();
    let matches = index.query(query, LIMIT, &AtomicBool::new(false));
    (matches.map_or(0, |matches| matches.total), start.elapsed())
}

/// The time of `fzf --filter`; `None` where there is no fzf.
fn fzf(file: &PathBuf, query: &str) -> Option<Duration> {
    let start = Instant::now();
    let input = File::open(file).ok()?;
    Command::new("fzf")
        .args(["--filter", query])
        .stdin(input)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .ok()?;
    Some(start.elapsed())
}

fn check(index: &mut Index, lines: &[String]) {
    let mut differing = 0;
    for query in QUERIES {
        for end in 1..=query.len() {
            let typed = &query[..end];
            let matches = index.query(typed, COMPARED, &AtomicBool::new(false));
            let best = matches.map_or(Vec::new(), |matches| matches.best);
            let ours: Vec<(i64, u32)> =
                best.iter().map(|found| (found.score.into(), found.label)).collect();
            let same = ours == by_skim(lines, typed);
            differing += usize::from(!same);
            println!("{typed:24} {}", if same { "same" } else { "DIFFERENT" });
        }
    }
    println!("{differing} keys differ");
    std::process::exit(i32::from(differing > 0));
}

/// The best lines of `SkimMatcherV2` alone; of equal ones the shorter, then the earlier.
fn by_skim(lines: &[String], query: &str) -> Vec<(i64, u32)> {
    let query = fold(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut scored: Vec<(i64, usize, u32)> = (0u32..)
        .zip(lines)
        .filter_map(|(number, line)| {
            let line = fold(line);
            let scores = words.iter().map(|word| {
                // A matcher used twice lets the line before change the score.
                SkimMatcherV2::default().ignore_case().fuzzy_indices(&line, word)
            });
            let sum: Option<i64> = scores.map(|found| found.map(|(score, _)| score)).sum();
            Some((sum?, line.len(), number))
        })
        .collect();
    scored.sort_unstable_by_key(|&(score, length, number)| (-score, length, number));
    scored.iter().take(COMPARED).map(|&(score, _, number)| (score, number)).collect()
}

fn lines() -> Vec<String> {
    match std::env::var_os("GLEANER_LINES") {
        Some(path) => std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
            .lines()
            .map(str::to_owned)
            .collect(),
        None => generated(),
    }
}

/// The file that fzf reads.
fn written(lines: &[String]) -> PathBuf {
    if let Some(path) = std::env::var_os("GLEANER_LINES") {
        return path.into();
    }
    let path = std::env::temp_dir().join(format!("gleaner-bench-{}.txt", std::process::id()));
    std::fs::write(&path, lines.join("\n")).expect("the temporary folder is writable");
    path
}

/// Titles, names, dates and addresses of the news, in a fixed random order.
fn generated() -> Vec<String> {
    const ADJECTIVES: &str = "new regional national delayed controversial revised quarterly record";
    const TOPICS: &str =
        "budget harbour vaccine election housing drought tariff pension tunnel tax";
    const NOUNS: &str =
        "agreement report plan proposal investigation forecast ruling review scheme";
    const VERBS: &str = "announced rejected postponed approved reviewed published presented";
    const PLACES: &str =
        "Lisbon Oslo Vienna Nairobi Lagos Osaka Lima Toronto Geneva Prague Tallinn";
    const FIRST: &str = "Ada Boris Clara Daniel Elena Farid Greta Ivan Petra Rosa Tomas Viktor";
    const LAST: &str = "Adler Berger Castillo Eriksen Grant Haddad Kowalski Okafor Varga Xu";
    let mut seed = 4u64;
    let mut random = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    let mut line = || {
        let kind = random() % 5;
        let number = random();
        let mut pick = |words: &'static str| {
            let count = words.split(' ').count();
            words.split(' ').nth(random() % count).unwrap_or_default()
        };
        let (adjective, topic, noun) = (pick(ADJECTIVES), pick(TOPICS), pick(NOUNS));
        let (verb, place, name) = (pick(VERBS), pick(PLACES), [pick(FIRST), pick(LAST)].join(" "));
        let year = 1998 + number % 30;
        match kind {
            0 => format!("{place} {topic} {noun} {verb} by {name}"),
            1 => format!("{adjective} {topic} {noun} in {place}, {year}"),
            2 => format!("{name} - the {topic} authority, {place}"),
            3 => format!(
                "https://{place}.example/{topic}/{year}/{adjective}-{noun}-{}",
                number % 99_999
            ),
            _ => format!("{} households | {place} {topic} {noun} {verb}", number % 999),
        }
    };
    (0..LINES).map(|_| line()).collect()
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
