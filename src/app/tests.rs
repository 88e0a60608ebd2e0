//! Keystroke scripts: what a reader does, and where that leads.

use std::sync::Arc;

use super::documents::FileChange;
use super::overlay::Overlay;
use super::script::Script;
use super::{Action, Effect, Focus};
use crate::document::{Block, BlockKind, Document, Flow, Page, Parts, Span};
use crate::search::Scope;

const NOTES: &str = "# Harbour notes\n\nThe port opened in 1998. It has 12 cranes.\n\n\
    ## Costs\n\nThe quay cost 40 million euros. Mayor Ana Ruiz called it \"a bargain\".\n\n\
    See [the costs](#costs) or [the paper](https://example.org/paper).\n\n\
    ## Outlook\n\nAna Ruiz expects 3,000 ships next year.\n";

fn notes() -> Script {
    Script::texts(&[("notes.md", NOTES)], 100, 20)
}

fn long() -> Script {
    let text: String = (1..=200)
        .map(|number| {
            format!("This is paragraph number {number} of the text. It has a second sentence.\n\n")
        })
        .collect();
    Script::texts(&[("long.txt", &text)], 80, 24)
}

#[test]
fn the_sample_opens_with_its_date_and_facts() {
    let script = Script::sample(120, 40);
    let document = script.app.document().unwrap();
    assert_eq!(
        document.metadata().date.map(|date| date.to_string()).as_deref(),
        Some("2024-03-31")
    );
    assert!(script.app.sidebar().facts().is_some_and(|facts| facts.facts.len() > 20));
    assert!(script.focus().starts_with("Following the devastating"), "{}", script.focus());
}

#[test]
fn sentences_are_walked_with_counts_and_back() {
    let mut script = notes();
    script.press(") )");
    let there = script.focus().to_owned();
    script.press("( (");
    let here = script.focus().to_owned();
    assert_eq!(script.press("2 )").focus(), there);
    assert_ne!(here, there);
}

#[test]
fn a_page_down_and_up_is_where_it_was() {
    let mut script = long();
    script.press("space space");
    let place = script.place();
    script.press("space b");
    assert_eq!(script.place(), place);
    assert!(place > 0);
}

#[test]
fn the_end_is_the_last_screen_and_g_g_the_first() {
    let mut script = long();
    script.press("G");
    assert!(script.focus().starts_with("It has a second"), "{}", script.focus());
    let article = script.app.article().unwrap();
    assert!((article.progress() - 1.0).abs() < f64::EPSILON);
    assert_eq!(article.visible().len(), article.height());
    assert_eq!(script.press("g g").place(), 0);
}

#[test]
fn percentages_and_lines_are_gone_to() {
    let mut script = long();
    let half = script.app.document().unwrap().len() / 2;
    let place = script.press("5 0 %").place();
    assert!(place.abs_diff(half) < 200, "{place} {half}");
    script.press("9 9 G");
    assert!(script.focus().contains("number 50 "), "{}", script.focus());
    assert_eq!(script.press("ctrl-o").place(), place);
}

#[test]
fn a_resize_keeps_the_first_word() {
    let mut script = long();
    script.press("space space j");
    let place = script.place();
    for (columns, rows) in [(40, 12), (33, 50), (200, 60), (1, 1), (80, 24)] {
        script.act(Action::Resize(columns, rows));
        assert_eq!(script.place(), place, "at {columns}×{rows}");
        let article = script.app.article().unwrap();
        let first = article.visible().iter().find(|line| !line.span.is_empty());
        assert!(first.is_none_or(|line| line.span.start <= place && place <= line.span.end));
    }
    script.press("-");
    assert_eq!(script.place(), place, "after a change of the measure");
    script.press("z s");
    assert_eq!(script.place(), place, "without the sidebar");
}

#[test]
fn headings_and_the_outline_lead_to_sections() {
    let mut script = notes();
    assert_eq!(script.press("] ]").focus(), "Costs");
    assert_eq!(script.press("] ]").focus(), "Outlook");
    assert_eq!(script.press("[ [").focus(), "Costs");
    script.press("o").type_text("out").press("enter");
    assert_eq!(script.focus(), "Outlook");
    assert_eq!(script.press("ctrl-o").focus(), "Costs");
}

#[test]
fn find_goes_while_typing_and_esc_comes_back() {
    let mut script = long();
    script.press("space");
    let place = script.place();
    script.press("/").type_text("number 150");
    assert!(script.focus().contains("number 150 "), "{}", script.focus());
    script.press("esc");
    assert_eq!(script.place(), place);
    script.press("/").type_text("second").press("enter");
    assert_eq!(script.app.find().count().map(|count| count.ends_with("/200")), Some(true));
}

#[test]
fn n_goes_on_and_wraps_and_n_with_shift_goes_back() {
    let mut script = notes();
    script.press("/").type_text("ruiz").press("enter");
    assert_eq!(script.app.find().count().as_deref(), Some("1/2"));
    script.press("n");
    assert_eq!(script.app.find().count().as_deref(), Some("2/2"));
    script.press("n");
    assert_eq!(
        (script.app.find().count().as_deref(), script.message()),
        (Some("1/2"), "went on from the other end")
    );
    script.press("N");
    assert_eq!(script.app.find().count().as_deref(), Some("2/2"));
    script.press("\\").type_text("ana").press("enter n");
    assert_eq!(script.app.find().count().as_deref(), Some("2/2"));
}

#[test]
fn smart_case_whole_words_and_patterns_are_switched() {
    let mut script = Script::texts(&[("a.txt", "Cat cats CAT concat")], 80, 24);
    script.press("/").type_text("cat").press("enter");
    assert_eq!(script.app.find().count().as_deref(), Some("1/4"));
    script.press("/").type_text("Cat").press("enter");
    assert_eq!(script.app.find().count().as_deref(), Some("1/1"));
    script.press("/").type_text("cat").press("alt-w enter");
    assert_eq!(script.app.find().count().as_deref(), Some("1/2"));
    script.press("/ alt-w alt-r").type_text("c.ts").press("enter");
    assert_eq!(script.app.find().count().as_deref(), Some("1/1"));
    script.press("/").type_text("(").press("enter");
    assert!(script.app.message().is_some_and(|message| message.is_error));
}

#[test]
fn marks_and_jumps_lead_back() {
    let mut script = long();
    script.press("space space m a");
    let (place, focus) = (script.place(), script.focus().to_owned());
    script.press("G ' a");
    assert_eq!(script.focus(), focus);
    script.press("g g ctrl-o");
    assert_eq!(script.focus(), focus);
    assert!(script.place().abs_diff(place) < 2000);
    script.press("' z");
    assert_eq!(script.message(), "there is no mark z in this document");
}

#[test]
fn links_are_followed_by_their_letters() {
    let mut script = notes();
    script.press("l a");
    assert_eq!(script.focus(), "Costs");
    script.press("l s");
    assert!(script.outside.iter().any(
        |effect| matches!(effect, Effect::Open(target) if target == "https://example.org/paper")
    ));
}

#[test]
fn links_within_a_page_jump_to_their_places_and_back() {
    let filler = "<p>One sentence stands here.</p>".repeat(60);
    let page = format!(
        "<!DOCTYPE html><html><body><p>Costs rose<a id=r href='#n'>*</a> again.</p>{filler}\
         <p id=n>The note says why. <a href='#r'>Up</a></p></body></html>"
    );
    let mut script = Script::texts(&[("a.html", &page)], 80, 24);
    script.press("l a");
    assert_eq!((script.focus(), script.lit()), ("The note says why.", "The note says why. Up"));
    script.press("ctrl-o");
    assert_eq!(script.focus(), "Costs rose* again.");
    script.press("ctrl-i");
    assert_eq!(script.focus(), "The note says why.");
    script.press("l a");
    assert_eq!((script.focus(), script.lit()), ("Costs rose* again.", "*"));
}

#[test]
fn links_that_could_run_something_are_not_opened() {
    for target in ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"] {
        let mut script = Script::texts(&[("a.md", &format!("A [link]({target}) here."))], 80, 24);
        script.press("l a");
        assert!(!script.outside.iter().any(|effect| matches!(effect, Effect::Open(_))), "{target}");
    }
}

#[test]
fn the_sidebar_shows_the_sentence_of_its_row() {
    let mut script = notes();
    script.press("tab / r u i z enter");
    assert_eq!(script.app.focus(), Focus::Facts);
    assert!(script.focus().contains("Ana Ruiz"), "{}", script.focus());
    assert_eq!(script.lit(), "Ana Ruiz");
    script.press("enter");
    assert_eq!(script.app.focus(), Focus::Article);
    script.press("] f");
    assert!(script.focus().starts_with("Ana Ruiz expects"), "{}", script.focus());
    script.press("[ f");
    assert!(script.focus().contains("bargain"), "{}", script.focus());
}

#[test]
fn esc_in_the_sidebar_comes_back_to_where_tab_left() {
    let mut script = long();
    script.press("space");
    let place = script.place();
    script.press("tab G esc");
    assert_eq!((script.place(), script.app.focus()), (place, Focus::Article));
}

#[test]
fn kinds_are_switched_off_and_on() {
    let mut script = Script::sample(120, 40);
    let all = script.app.sidebar().items().len();
    script.press("tab x");
    assert!(script.app.sidebar().items().len() < all);
    script.press("X");
    assert_eq!(script.app.sidebar().items().len(), all);
}

#[test]
fn a_card_tells_of_the_fact_and_steps_through_its_mentions() {
    let mut script = Script::sample(120, 40);
    script.press("/").type_text("lerette").press("enter K");
    let Overlay::Card(card) = script.app.overlay() else { panic!("no card") };
    assert_eq!(card.mentions.len(), 1);
    script.press("y");
    assert!(
        script.copied().starts_with("“Morgan Lerette, a former US Army captain"),
        "{}",
        script.copied()
    );
    assert!(script.copied().contains("2024-03-31"));
}

#[test]
fn search_finds_text_facts_and_documents_and_esc_changes_nothing() {
    let mut script = Script::texts(
        &[
            ("notes.md", NOTES),
            ("b.txt", "Cranes of the north\n\nThe cranes fly over the harbour in autumn.\n"),
        ],
        120,
        40,
    );
    let place = script.place();
    script.press("ctrl-p").type_text("harb aut");
    let Overlay::Search(search) = script.app.overlay() else { panic!("no search") };
    assert!(
        search.hits.iter().any(|hit| hit.document == 1 && hit.label.contains("autumn")),
        "{:?}",
        search.hits
    );
    script.press("esc");
    assert_eq!((script.place(), script.app.current()), (place, 0));
    script.press("t").type_text("fly autumn").press("enter");
    assert_eq!(script.app.current(), 1);
    assert!(script.focus().contains("cranes fly"), "{}", script.focus());
    script.press("ctrl-o");
    assert_eq!(script.app.current(), 0);
    script.press("f").type_text("ruiz");
    let Overlay::Search(search) = script.app.overlay() else { panic!("no search") };
    assert_eq!(search.scope, Scope::Facts);
    assert!(!search.hits.is_empty());
    script.press("tab");
    let Overlay::Search(search) = script.app.overlay() else { panic!("no search") };
    assert_ne!(search.scope, Scope::Facts);
}

#[test]
fn a_citation_names_the_page_of_a_document_that_has_pages() {
    let mut script = Script::texts(&[("report.txt", "The text that is yet to come.\n")], 80, 24);
    let text = "The port opened in 1998.\n\nIt has 12 cranes.\n";
    let block = |start, end| Block {
        span: Span::new(start, end),
        kind: BlockKind::Paragraph,
        flow: Flow::Fill,
        quote: 0,
        depth: 0,
    };
    let page = |start, label: &str| Page { start, label: label.to_owned() };
    let document = Arc::new(Document::new(Parts {
        text: text.to_owned(),
        blocks: vec![block(0, 24), block(26, 43)],
        pages: vec![page(0, "iv"), page(26, "v")],
        ..Parts::default()
    }));
    let generation = script.app.documents().get(0).unwrap().generation;
    let complete = true;
    script.act(Action::Loaded { id: 0, generation, document, complete, saved: None });
    script.press("/").type_text("cranes").press("enter Y");
    assert_eq!(script.copied(), "“It has 12 cranes.” — report.txt, p. v");
}

#[test]
fn selecting_copies_what_it_says() {
    let mut script = notes();
    script.press(") y");
    assert_eq!(script.copied(), "The port opened in 1998.");
    assert_eq!(script.message(), "copied 5 words, 24 characters");
    script.press("v ) y");
    assert_eq!(script.copied(), "The port opened in 1998. It has 12 cranes.");
    script.press("v c").press("l l y");
    assert_eq!(script.copied(), "The");
}

#[test]
fn hard_wrapped_text_is_copied_on_one_line() {
    let wrapped = "The first line of a paragraph that is wrapped\nby hand at some column, as in old mails and\nplain text books. It ends here.\n";
    let mut script = Script::texts(&[("a.txt", wrapped)], 80, 24);
    script.press("y");
    assert!(!script.copied().contains('\n'), "{:?}", script.copied());
}

#[test]
fn documents_are_stepped_through_and_keep_their_places() {
    let mut script = Script::texts(
        &[("a.txt", &"A line of text.\n\n".repeat(90)), ("b.txt", "Another text.\n")],
        80,
        24,
    );
    script.press("space space");
    let place = script.place();
    script.press("] d");
    assert_eq!((script.app.current(), script.place()), (1, 0));
    script.press("] d");
    assert_eq!(script.message(), "this is the last document");
    script.press("[ d");
    assert_eq!((script.app.current(), script.place()), (0, place));
}

#[test]
fn a_file_that_cannot_be_read_is_listed_and_the_others_open() {
    use crate::load::Source;
    let sources = vec![
        Source::File("/nonexistent/a.txt".into()),
        Source::memory("b.txt", b"Here it is.\n".to_vec()),
    ];
    let mut script = Script::of(sources, 80, 24);
    assert_eq!((script.app.current(), script.focus()), (1, "Here it is."));
    script.press("z !");
    let Overlay::List(list) = script.app.overlay() else { panic!("no list") };
    assert!(list.chosen().is_some_and(|entry| entry.note.contains("a.txt")));
}

#[test]
fn reload_keeps_the_place_when_text_comes_in_above() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.txt");
    let text: String =
        (1..=100).map(|number| format!("Paragraph number {number} stands here.\n\n")).collect();
    std::fs::write(&path, &text).unwrap();
    let mut script = Script::of(vec![crate::load::Source::File(path.clone())], 80, 24);
    script.press("space space");
    let first = |script: &Script| {
        let document = script.app.document().unwrap();
        document.text()[script.place() as usize..].split('.').next().map(str::to_owned)
    };
    let before = first(&script);
    std::fs::write(&path, format!("A new paragraph at the top.\n\n{text}")).unwrap();
    script.act(Action::FileChanged { id: 0, vanished: false });
    assert_eq!(
        script.app.documents().get(0).and_then(|entry| entry.change),
        Some(FileChange::Changed)
    );
    script.press("R");
    assert_eq!(first(&script), before);
    assert!(script.app.document().unwrap().text().starts_with("A new paragraph"));
    assert_eq!(script.app.documents().get(0).and_then(|entry| entry.change), None);
}

#[test]
fn a_stale_result_is_dropped() {
    let mut script = notes();
    let document = script.app.document().cloned().unwrap();
    script.act(Action::Extracted { id: 0, generation: 99, facts: Default::default() });
    assert!(script.app.sidebar().facts().is_some_and(|facts| !facts.facts.is_empty()));
    script.act(Action::Failed { id: 0, generation: 99, reason: "stale".into() });
    assert!(std::sync::Arc::ptr_eq(script.app.document().unwrap(), &document));
}

#[test]
fn pasted_text_runs_no_commands() {
    let mut script = notes();
    script.act(Action::Paste("qqqG".into()));
    assert!(!script.outside.iter().any(|effect| matches!(effect, Effect::Quit)));
    assert_eq!(script.place(), 0);
    script.press("/").act(Action::Paste("quay".into()));
    assert!(script.focus().contains("quay"), "{}", script.focus());
}

#[test]
fn the_palette_runs_commands_and_prefixes_show_what_follows() {
    let mut script = long();
    script.press(":").type_text("end").press("enter");
    assert!(script.place() > 0);
    script.press("z");
    assert!(!script.app.continuations().is_empty());
    script.press("x");
    assert!(script.app.continuations().is_empty());
}

#[test]
fn a_key_that_continues_no_prefix_stands_for_itself() {
    let mut script = long();
    script.press(":").type_text("end").press("enter");
    let end = script.place();
    script.press("g").press("esc");
    assert_eq!(script.place(), end);
    script.press("g").press("home");
    assert_eq!(script.place(), 0);
}

#[test]
fn quitting_keeps_the_place_of_a_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.txt");
    std::fs::write(&path, "A line of text.\n\n".repeat(90)).unwrap();
    let mut script = Script::of(vec![crate::load::Source::File(path)], 80, 24);
    script.press("space space q");
    let place = script.place();
    let saved = script.outside.iter().find_map(|effect| match effect {
        Effect::Save { state, .. } => state.place.as_ref().map(|place| place.offset),
        _ => None,
    });
    assert_eq!(saved, Some(place));
    assert!(matches!(script.outside.last(), Some(Effect::Quit)));
}

#[test]
fn any_keys_on_any_screen_break_nothing() {
    use proptest::prelude::*;
    let keys = "j k space b ctrl-d ctrl-u g G ) ( } { ] [ f d t / \\ n N o m ' l v y Y c s p h w tab enter esc K x X c C z a M R + - ? : ctrl-o ctrl-p ctrl-n up down left right pageup pagedown home end backspace 3 7 %";
    let keys: Vec<&str> = keys.split(' ').collect();
    proptest!(ProptestConfig::with_cases(48), |(columns in 0u16..130, rows in 0u16..45, picks in proptest::collection::vec(0..keys.len(), 0..60))| {
        let mut script = Script::texts(&[("notes.md", NOTES), ("b.txt", "Tables | of\u{1b}[31m things.\n")], columns, rows);
        for pick in picks {
            script.press(keys[pick]);
            let areas = script.app.areas();
            prop_assert!(script.app.article().is_none_or(|article| article.visible().len() <= usize::from(areas.text.height)));
        }
    });
}

#[test]
fn keys_typed_behind_a_line_number_do_not_overtake_it() {
    let mut script = long();
    script.press("9 9 G z t");
    let place = script.place();
    let document = script.app.document().unwrap();
    assert!(document.text()[place as usize..].starts_with("This is paragraph number 50 "));
}

#[test]
fn steps_asked_for_while_a_match_is_looked_for_are_made_when_it_is_there() {
    let mut script = notes();
    // The core alone: answers come when the test hands them over.
    let mut asked = Vec::new();
    for key in ["/", "r", "u", "i", "z", "enter", "n"] {
        asked.extend(script.app.update(Action::Key(key.parse().unwrap())));
    }
    for effect in asked {
        let answer = super::answers::answer(effect, &std::sync::atomic::AtomicBool::new(false));
        if let Some(answer) = answer {
            script.act(answer);
        }
    }
    assert_eq!(script.app.find().count().as_deref(), Some("2/2"));
}

#[test]
fn what_the_beginning_did_not_hold_is_found_when_the_rest_is_there() {
    use std::sync::Arc;
    let document = |text: &str| {
        let source = crate::load::Source::memory("a.txt", text.as_bytes().to_vec());
        Arc::new(crate::load::load(&source, &Default::default()).unwrap())
    };
    let beginning = "It begins here and goes on for some time.\n\n".repeat(40);
    let mut script = Script::texts(&[("a.txt", &beginning)], 80, 24);
    script.press("/").type_text("needle").press("enter");
    assert_eq!(script.message(), "not found");
    let whole = document(&format!("{beginning}And here is the needle.\n"));
    script.act(Action::Loaded {
        id: 0,
        generation: 0,
        document: whole,
        complete: true,
        saved: None,
    });
    assert_eq!(script.focus(), "And here is the needle.");
}

/// What does not fit is listed by its title, and read again when it is opened.
#[test]
fn text_beyond_the_limit_is_not_held_but_can_be_read() {
    use super::Settings;
    use crate::load::limits::{Limit, Limits};
    use crate::load::{Options, Source};
    let text = |n| format!("# Title {n}\n\n{}", "word ".repeat(40));
    let texts = (0..5).map(|n| Source::memory(format!("{n}.md"), text(n).into_bytes())).collect();
    let limits = Limits::default().with(Limit::Library, 500);
    let loading = Options { limits, ..Options::default() };
    let mut script = Script::with(Settings { loading, ..Settings::default() }, texts, 80, 24);
    assert!(script.message().contains("more than"), "{}", script.message());
    let held = script.app.documents().iter().filter(|(_, entry)| entry.document().is_some());
    assert_eq!(held.count(), 2);
    let titles: Vec<String> =
        script.app.documents().iter().map(|(_, entry)| entry.title()).collect();
    assert_eq!(titles[4], "Title 4");
    script.press("4 ] d");
    assert!(script.app.document().is_some_and(|document| document.text().contains("Title 4")));
}

/// A book is a packed file: an editor would show its bytes.
#[test]
fn a_packed_file_is_not_given_to_the_editor() {
    use crate::load::Source;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.docx");
    let mut writer = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let word = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Rain.</w:t></w:r></w:p></w:body></w:document>";
    for (name, content) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", word)] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, content.as_bytes()).unwrap();
    }
    writer.finish().unwrap();
    let mut script = Script::of(vec![Source::File(path)], 80, 24);
    assert!(script.app.document().is_some(), "{}", script.message());
    script.press("e");
    assert!(script.message().contains("no text"), "{}", script.message());
    assert!(!script.outside.iter().any(|effect| matches!(effect, Effect::Edit { .. })));
}
