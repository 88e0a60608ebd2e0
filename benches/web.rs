//! Web pages beside dom_smoothie alone, on the same pages in one run:
//! `cargo bench --bench web [FOLDER]`. Without a folder of pages, some are made.

use std::path::Path;
use std::time::{Duration, Instant};

use dom_smoothie::{Config, Readability};
use gleaner::load::{Options, Source, load};

/// Rounds; of each side the fastest counts, because noise only adds.
const ROUNDS: usize = 15;

/// Bytes of all pages, at most.
const MOST_BYTES: usize = 4 << 20;

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let pages = folder.map_or_else(made, |folder| found(Path::new(&folder)));
    let bytes: usize = pages.iter().map(String::len).sum();
    let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        ours = ours.min(time(&pages, |page| {
            let source = Source::memory("page.html", page.as_bytes().to_vec());
            load(&source, &Options::default()).map_or(0, |document| document.text().len())
        }));
        theirs = theirs.min(time(&pages, |page| {
            let readability = Readability::new(page, None, Some(Config::default()));
            let article = readability.and_then(|mut readability| readability.parse());
            article.map_or(0, |article| article.text_content.len())
        }));
    }
    println!("{} pages, {bytes} bytes", pages.len());
    println!("gleaner       {ours:?}");
    println!("dom_smoothie  {theirs:?}");
    println!("ratio         {:.2}", ours.as_secs_f64() / theirs.as_secs_f64());
}

fn time(pages: &[String], mut read: impl FnMut(&str) -> usize) -> Duration {
    let begun = Instant::now();
    let length: usize = pages.iter().map(|page| read(page)).sum();
    std::hint::black_box(length);
    begun.elapsed()
}

fn found(folder: &Path) -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder of pages")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .collect();
    paths.sort();
    let mut bytes = 0;
    let pages = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok());
    pages
        .take_while(|page| {
            bytes += page.len();
            bytes <= MOST_BYTES
        })
        .collect()
}

/// Pages with an article among navigation, comments and scripts.
fn made() -> Vec<String> {
    (1..=40).map(page).collect()
}

fn page(number: usize) -> String {
    let links: String = (0..60)
        .map(|link| format!("<li><a href=\"/section/{link}\">Section {link}</a></li>"))
        .collect();
    let paragraphs: String = (0..number * 3)
        .map(|paragraph| {
            format!(
                "<p>The committee said on Monday that it would <em>vote</em> on measure {paragraph}, \
                 which <a href=\"/people/{paragraph}\">Ada Moreau</a> had questioned in Lyon; about 380 \
                 jobs, up 38.3 percent on the year, depend on it, critics said.</p>"
            )
        })
        .collect();
    format!(
        "<!DOCTYPE html><html lang=en><head><title>A vote is near</title><meta name=author \
         content=\"Ada Moreau\"><script>var a = 1;</script><style>p {{}}</style></head><body>\
         <nav><ul>{links}</ul></nav><div class=layout><article><h1>A vote is near</h1>{paragraphs}\
         <table><tr><th>Year<th>Cost<tr><td>2023<td>4.5</table></article>\
         <aside class=sidebar><ul>{links}</ul></aside></div><footer><ul>{links}</ul></footer></body></html>"
    )
}
