use super::*;
use crate::document::{Block, BlockKind, Flow, Parts};

static GO: AtomicBool = AtomicBool::new(false);

/// A document of one heading and one paragraph.
fn document(heading: &str, paragraph: &str) -> Arc<Document> {
    let text = format!("{heading}\n\n{paragraph}");
    let block = |start, end, kind| Block {
        span: Span::new(start, end),
        kind,
        flow: Flow::Fill,
        quote: 0,
        depth: 0,
    };
    let blocks = vec![
        block(0, heading.len(), BlockKind::Heading { level: 1 }),
        block(heading.len() + 2, text.len(), BlockKind::Paragraph),
    ];
    Arc::new(Document::new(Parts { text, blocks, ..Parts::default() }))
}

fn fact(label: &str, start: usize, index: u32) -> FactLabel {
    FactLabel { label: label.to_owned(), span: Span::new(start, start + 4), index }
}

fn corpus() -> Corpus {
    let mut corpus = Corpus::new();
    corpus.add_document(2, "Tunnel budget", document("Costs", "The tunnel\nneeds 40 million."));
    corpus.add_document(1, "Grid review", document("Tunnels", "Nothing of note."));
    corpus.add_facts(2, [fact("40 million", 20, 0), fact("Tunnel Authority", 9, 3)]);
    corpus
}

fn shown(corpus: &mut Corpus, query: &str, scope: Scope) -> Vec<(HitKind, u32, String)> {
    let results = corpus.query(query, scope, 10, &GO).unwrap();
    results.hits.into_iter().map(|hit| (hit.kind, hit.document, hit.label)).collect()
}

#[test]
fn each_scope_finds_its_own() {
    let mut corpus = corpus();
    let found = |corpus: &mut Corpus, scope| {
        shown(corpus, "tunnel", scope).into_iter().map(|(kind, ..)| kind).collect::<Vec<_>>()
    };
    assert_eq!(found(&mut corpus, Scope::Documents), [HitKind::Document]);
    assert_eq!(found(&mut corpus, Scope::Headings), [HitKind::Heading]);
    assert_eq!(found(&mut corpus, Scope::Facts), [HitKind::Fact(3)]);
    assert_eq!(found(&mut corpus, Scope::Text), [HitKind::Text, HitKind::Text]);
    let all = [HitKind::Document, HitKind::Heading, HitKind::Fact(3), HitKind::Text, HitKind::Text];
    assert_eq!(found(&mut corpus, Scope::All), all);
}

#[test]
fn a_text_hit_carries_its_sentence_and_its_place() {
    let results = corpus().query("needs tunnel", Scope::Text, 10, &GO).unwrap();
    let hit = &results.hits[0];
    assert_eq!(hit.label, "The tunnel needs 40 million.");
    let lit: Vec<&str> = hit.matched.iter().map(|range| &hit.label[range.clone()]).collect();
    assert_eq!(lit, ["tunnel", "needs"]);
    assert_eq!(hit.span.start as usize, "Costs\n\nThe ".len());
}

#[test]
fn scattered_letters_come_behind_text() {
    let mut corpus = corpus();
    corpus.add_facts(1, [fact("Monetary pledges", 0, 9)]);
    let kinds: Vec<HitKind> =
        shown(&mut corpus, "needs", Scope::All).into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds, [HitKind::Text, HitKind::Fact(9)]);
}

#[test]
fn an_empty_query_lists_in_order() {
    let mut corpus = corpus();
    let titles: Vec<String> =
        shown(&mut corpus, " ", Scope::All).into_iter().map(|(.., label)| label).collect();
    assert_eq!(titles, ["Grid review", "Tunnel budget"]);
    let facts: Vec<HitKind> =
        shown(&mut corpus, "", Scope::Facts).into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(facts, [HitKind::Fact(3), HitKind::Fact(0)]);
    assert!(shown(&mut corpus, "", Scope::Text).is_empty());
}

#[test]
fn what_is_replaced_or_removed_is_not_found() {
    let mut corpus = corpus();
    corpus.add_document(2, "Bridge budget", document("Costs", "The bridge."));
    assert!(shown(&mut corpus, "tunnel", Scope::Facts).is_empty());
    assert!(shown(&mut corpus, "tunnel", Scope::Documents).is_empty());
    assert_eq!(shown(&mut corpus, "bridge", Scope::All).len(), 2);
    corpus.remove(1);
    assert!(shown(&mut corpus, "grid", Scope::All).is_empty());
    assert_eq!(corpus.query("", Scope::All, 10, &GO).unwrap().total, 1);
    assert_eq!(corpus.len(), 1);
}

#[test]
fn a_shelf_that_is_mostly_empty_is_built_anew() {
    let mut shelf = Shelf::default();
    for document in 0..3 * u32::try_from(MIN_REMOVED).unwrap() {
        let entry = Entry { document: document % 3, span: Span::default(), index: document };
        shelf.push(if document == 4 { "Övelgönne" } else { "Oslo" }, entry);
    }
    shelf.remove(0);
    shelf.remove(2);
    assert_eq!((shelf.removed, shelf.entries.len()), (0, MIN_REMOVED));
    let found = shelf.query("ovel", HitKind::Fact, 3, &GO).unwrap();
    assert_eq!((found.hits[0].kind, found.hits[0].label.as_str()), (HitKind::Fact(4), "Övelgönne"));
}

#[test]
fn a_cancelled_query_returns_nothing() {
    let stop = AtomicBool::new(true);
    assert_eq!(corpus().query("tunnel", Scope::All, 10, &stop), None);
}
