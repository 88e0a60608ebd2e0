//! What the terminal is sent, and what not.

use std::time::Duration;

use crate::driver::{CTRL_P, ENTER, Home, TAB, View, paragraphs};

/// Sequences that would move the cursor, change a title, ask a question or hide text.
const SEQUENCES: &[&str] = &[
    "\x1b[31mred\x1b[0m",
    "\x1b]0;owned\x07",
    "\x1b]52;c;b3duZWQ=\x07",
    "\x1b]8;;http://owned.example/\x1b\\link\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[1;1Howned",
    "\x1b[?1049l",
    "\x1b[6n\x1b[c\x1b]11;?\x07",
    "\x1bP$q\"p\x1b\\",
    "\x1bc",
    "\u{9b}31mred",
    "\u{9d}0;owned\u{9c}",
    "\x07\x08\x0b\x0c\x0e\x0f\x7f",
    "\u{202e}desrever\u{202c}",
    "\u{2066}isolated\u{2069}",
];

fn assert_harmless(view: &View) {
    for sequence in SEQUENCES {
        let found = memchr::memmem::find(&view.bytes, sequence.as_bytes());
        // Leaving the alternate screen is what the program itself does at the end.
        assert!(found.is_none() || *sequence == "\x1b[?1049l", "{sequence:?} was written");
    }
    let text = std::str::from_utf8(&view.bytes).expect("the output is UTF-8");
    let bad = text.chars().find(|&character| {
        matches!(character, '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || (character < ' ' && !"\x1b\r\n".contains(character))
            || character == '\x7f'
    });
    assert_eq!(bad, None, "a control character was written");
    assert!(view.told.surprises.is_empty(), "{:?}", view.told.surprises);
    assert!(view.told.copied.is_empty(), "{:?}", view.told.copied);
}

#[test]
fn no_escape_sequence_of_a_document_reaches_the_terminal() {
    let home = Home::new();
    let body: String = SEQUENCES
        .iter()
        .enumerate()
        .map(|(number, sequence)| format!("Sentence {number} about Tom Cotton has {sequence}.\n\n"))
        .collect();
    let title = format!("Title: {}\n\n", SEQUENCES.concat());
    home.file("a.txt", format!("{title}{body}"));
    home.file("b.md", format!("# Heading {}\n\n{body}", SEQUENCES.concat()));
    home.file("name\x1b[31m\x1b]0;owned\x07.txt", &body);
    let mut terminal = home.reader(&["."]).size(120, 40).open();
    let view = terminal.wait_for("the first of three", |view| view.header().ends_with("1/3"));
    assert!(view.shows("Sentence 0 about Tom Cotton has ␛[31mred␛[0m."), "{}", view.picture());
    for place in ["1/3", "2/3", "3/3"] {
        terminal.wait_for(place, |view| view.header().ends_with(place) && view.shows("PEOPLE 1"));
        // Search, find line and cards show the text too.
        terminal.keys(CTRL_P);
        terminal.keys("sentence 1");
        terminal.wait_for("the results", |view| view.shows("text Sentence 1"));
        terminal.close_overlay();
        terminal.keys("/sentence 0");
        terminal.wait_for("the match", |view| view.focus().starts_with("Sentence 0"));
        terminal.keys(ENTER);
        terminal.wait_for("the count", |view| view.status().contains("1/1"));
        terminal.keys("K");
        terminal.wait_for_text("mention");
        terminal.close_overlay();
        terminal.keys("]d");
    }
    let ended = terminal.quit();
    assert_harmless(&ended.view);
    ended.assert_restored();
}

/// Files whose titles, senders, members and names are full of sequences, in each format that
/// has such.
fn hostile_files(home: &Home) -> Vec<String> {
    let all = SEQUENCES.concat();
    let quoted: String = all.bytes().map(|byte| format!("={byte:02X}")).collect();
    let json = serde_json::to_string(&all).unwrap();
    let ld = format!("{{\"@type\":\"NewsArticle\",\"headline\":{json},\"author\":{json}}}");
    let paragraph =
        "<p>The council met in Lyon and spoke of the harbour, as it does.</p>".repeat(9);
    home.file(
        "page.html",
        format!(
            "<!DOCTYPE html><title>{all}</title><script type='application/ld+json'>{ld}</script>\
             <article><h1>{all}</h1><a href='{all}'>a</a><img alt='{all}'>{paragraph}</article>"
        ),
    );
    home.file(
        "mail.eml",
        format!(
            "From: =?utf-8?q?{quoted}?= <a@example.org>\nSubject: =?utf-8?q?{quoted}?=\n\
             MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n{all}\n--b\n\
             Content-Type: image/png; name=\"=?utf-8?q?{quoted}?=\"\n\nx\n--b--\n"
        ),
    );
    home.file(
        "rows.jsonl",
        format!("{{\"title\":{json},\"text\":{json},{json}:{json}}}\n").repeat(2),
    );
    home.file(
        "feed.xml",
        format!(
            "<rss><channel><title>{all}</title><item><title>{all}</title></item></channel></rss>"
        ),
    );
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default();
    archive.start_file(format!("{}.txt", all.replace('/', "_")), stored).unwrap();
    home.file("archive.zip", archive.finish().unwrap().into_inner());
    let escaped: String = all.bytes().map(|byte| format!("\\'{byte:02x}")).collect();
    home.file(
        "minutes.rtf",
        format!(
            "{{\\rtf1{{\\info{{\\title {escaped}}}}}{escaped}\\u27 ?]0;owned\\u7 ?{all}\\par}}"
        ),
    );
    let damaged = "damaged \x1b[31m\x1b]0;owned\x07\u{9b}31m\u{202e}.pdf";
    home.file(damaged, format!("%PDF-1.7 {all}"));
    let names =
        ["page.html", "mail.eml", "rows.jsonl", "feed.xml", "archive.zip", "minutes.rtf", damaged];
    names.map(str::to_owned).to_vec()
}

#[test]
fn no_title_name_or_error_of_any_format_reaches_the_terminal_as_it_is() {
    let home = Home::new();
    let files = hostile_files(&home);
    let missing = "missing \x1b]0;owned\x07\u{9d}0;owned\u{9c}.txt";
    let paths: Vec<&str> = [missing].into_iter().chain(files.iter().map(String::as_str)).collect();
    let mut terminal = home.reader(&paths).size(120, 40).open();
    terminal.wait_for_text("The council met in Lyon");
    terminal.keys("z!");
    terminal.wait_for_text("missing");
    terminal.close_overlay();
    for _ in 0..9 {
        terminal.keys("]d");
        terminal.wait_for_quiet(Duration::from_millis(200));
    }
    terminal.keys(CTRL_P);
    terminal.wait_for_text("esc close");
    terminal.wait_for_quiet(Duration::from_millis(300));
    terminal.close_overlay();
    let ended = terminal.quit();
    assert_harmless(&ended.view);
    ended.assert_restored();
}

#[test]
fn what_is_printed_to_a_terminal_is_as_harmless() {
    let home = Home::new();
    hostile_files(&home);
    for call in ["text", "facts --format ndjson", "facts --format table", "find council"] {
        let script = format!(
            "for file in ./* \"$(printf 'missing \\033]0;owned\\007')\"; do \"$GLEANER\" {call} \"$file\"; \
             done; echo fin''ished"
        );
        let mut terminal = home.shell(&script).size(200, 50).open();
        terminal.wait_for_text("finished");
        let ended = terminal.wait_for_end();
        assert_harmless(&ended.view);
    }
}

#[test]
fn an_idle_reader_writes_nothing() {
    let terminal = Home::new().reader(&[]).size(120, 40).open();
    terminal.wait_for("the facts", |view| view.header().contains("facts"));
    let before = terminal.processor_time();
    terminal.wait_for_quiet(Duration::from_secs(1));
    assert!(terminal.processor_time() - before <= 5, "an idle reader works");
    terminal.quit();
}

#[test]
fn nothing_is_asked_of_the_terminal_at_the_start() {
    let terminal = Home::new().reader(&[]).open();
    let view = terminal.wait_for("the facts", |view| view.header().contains("facts"));
    for question in ["\x1b[6n", "\x1b[c", "\x1b[>c", "\x1b[?u", "\x1b]11;?", "\x1b[14t", "$p"] {
        let asked = memchr::memmem::find(&view.bytes, question.as_bytes());
        assert!(asked.is_none(), "{question:?} was asked");
    }
    terminal.quit();
}

#[test]
fn keys_typed_before_the_first_screen_count() {
    let home = Home::new();
    home.file("a.txt", paragraphs(60));
    let mut terminal = home.reader(&["a.txt"]).open();
    terminal.keys("G");
    terminal.wait_for_text("It closes with number 60.");
    terminal.quit();
}

/// Colours are SGR 30 to 49, 90 to 107 and their long forms.
fn colours(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end =
            rest.find(|character: char| !(character.is_ascii_digit() || ";:".contains(character)))?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    let is_colour = |sequence: &String| {
        sequence.split([';', ':']).any(|number| {
            // 39 and 49 take colours away.
            matches!(number.parse(), Ok(30..=38 | 40..=48 | 90..=107u16))
        })
    };
    sequences.filter(is_colour).collect()
}

#[test]
fn no_colour_is_written_where_none_is_wanted() {
    let home = Home::new();
    let look_around = |start: crate::driver::Start| {
        let mut terminal = start.size(120, 40).open();
        terminal.wait_for("the facts", |view| view.header().contains("facts"));
        terminal.keys("/border");
        terminal.wait_for("a match", |view| view.status().contains("border"));
        terminal.keys(&format!("{ENTER}zl{TAB}jj"));
        terminal.keys("?");
        terminal.wait_for_text("Show and search all keys");
        terminal.close_overlay();
        terminal.quit().view.bytes
    };
    let plain = look_around(home.reader(&[]).variable("NO_COLOR", "1"));
    assert_eq!(colours(&plain), Vec::<String>::new());
    assert!(memchr::memmem::find(&plain, b"\x1b[;m").is_none());
    let plain = look_around(home.reader(&["--theme", "none"]));
    assert_eq!(colours(&plain), Vec::<String>::new());
    let colourful = look_around(home.reader(&[]));
    assert!(!colours(&colourful).is_empty(), "else this test proves nothing");
    let wanted = look_around(home.reader(&["--theme", "dark"]).variable("NO_COLOR", "1"));
    assert!(!colours(&wanted).is_empty(), "what is asked for by name is done");
}

#[test]
fn without_box_drawing_only_ascii_surrounds_the_text() {
    let home = Home::new();
    home.file("a.txt", paragraphs(60));
    let mut terminal = home.reader(&["--ascii", "a.txt"]).size(120, 40).open();
    terminal.wait_for("the facts", |view| view.header().contains("facts"));
    terminal.keys("?");
    terminal.wait_for_text("Show and search all keys");
    terminal.close_overlay();
    terminal.keys(CTRL_P);
    terminal.keys("weather");
    terminal.wait_for_text("speaks of ships");
    let view = terminal.wait_for_quiet(Duration::from_millis(50));
    let other = String::from_utf8_lossy(&view.bytes).chars().find(|c| !c.is_ascii());
    assert_eq!(other, None, "{}", view.picture());
    terminal.close_overlay();
    terminal.quit();
}

#[test]
fn a_mistake_in_the_configuration_is_named_with_file_and_line() {
    let home = Home::new();
    home.file("a.txt", paragraphs(3));
    home.configure("width = 60\n[keys.article]\nj = \"line-up\"\nx = \"lin-up\"\n");
    let terminal = home.reader(&["a.txt"]).size(160, 24).open();
    let view = terminal.wait_for("the mistake", |view| view.status().contains("lin-up"));
    assert!(view.status().contains("config.toml:4"), "{}", view.status());
    terminal.quit();
    home.configure("width = 60\nthem = \"dark\"\n");
    let terminal = home.reader(&["a.txt"]).size(200, 24).open();
    let view = terminal.wait_for("the mistake", |view| view.status().contains("them"));
    assert!(view.status().contains("config.toml:2"), "{}", view.status());
    terminal.quit();
}

#[test]
fn a_key_of_the_configuration_does_what_it_says() {
    let home = Home::new();
    home.file("a.txt", paragraphs(60));
    home.configure("[keys.article]\nx = \"end\"\n");
    let mut terminal = home.reader(&["a.txt"]).open();
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys("x");
    terminal.wait_for_text("It closes with number 60.");
    terminal.quit();
}
