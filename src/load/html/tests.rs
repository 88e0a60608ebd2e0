use super::*;

fn parts_of(source: &str, whole: bool) -> Parts {
    parts(source, &Options { whole, ..Options::default() })
}
use crate::document::{Document, InlineStyle};

/// All of a page.
fn page(body: &str) -> Document {
    Document::new(parts_of(&format!("<!DOCTYPE html><html><body>{body}</body></html>"), true))
}

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks().iter().map(|block| (block.kind, document.slice(block.span))).collect()
}

/// Sentences enough to be taken for an article.
fn article_text() -> String {
    let sentence = "The council met for five hours, heard the mayor, the harbour master and two \
                    residents, and passed the plan with 12 votes to three. ";
    format!("<p>{}</p><p>{}</p>", sentence.repeat(3), sentence.repeat(2))
}

#[test]
fn blocks_read_well_as_text() {
    let document = page(
        "<h1>A <em>vote</em></h1>\n<div>One\n  two <b>three</b> <a href='http://a.b/c'>four</a>.</div>\
         <ul><li>x<ul><li>y</ul><li>z</ul><ol start=3><li><p>one</p><p>more</p></ol>\
         <blockquote><p>quoted</p></blockquote><pre>fn a() {}\n\n  b\n</pre><hr>line<br>break",
    );
    assert_eq!(
        document.text(),
        "A vote\n\nOne two three four.\n\n• x\n  • y\n• z\n\n3. one\n  more\n\nquoted\n\n\
         fn a() {}\n\n  b\n\n---\n\nline\nbreak\n"
    );
    let styles: Vec<_> = document.inlines().iter().map(|inline| inline.style).collect();
    assert_eq!(styles, [InlineStyle::Emphasis, InlineStyle::Strong]);
    let link = &document.links()[0];
    assert_eq!((document.slice(link.span), link.target.as_str()), ("four", "http://a.b/c"));
    let quoted = document.blocks().iter().find(|block| block.quote == 1).expect("a quotation");
    assert_eq!(document.slice(quoted.span), "quoted");
}

#[test]
fn tables_of_data_have_cells_and_tables_of_layout_are_blocks() {
    let document = page(
        "<table><caption>Votes</caption><tr><th>Party<th>Yes</tr><tr><td>Green<td>7</tr>\
         <tr><td colspan=2>none</table><table><tr><td><h2>Left</h2><p>a</p></td><td>b</td></tr></table>",
    );
    assert_eq!(document.text(), "Votes\n\nParty\tYes\nGreen\t7\nnone\n\nLeft\n\na\n\nb\n");
    let rows: Vec<Vec<&str>> = document.tables()[0]
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| document.slice(*cell)).collect())
        .collect();
    assert_eq!(rows, [vec!["Party", "Yes"], vec!["Green", "7"], vec!["none"]]);
    assert!(document.tables()[0].header);
}

#[test]
fn what_a_browser_does_not_show_is_left_out() {
    let document = page(
        "<p>a<script>b</script><style>c</style><!-- d --><span hidden>e</span>\
         <span style='color: red; display : none'>f</span><noscript>g</noscript>h</p>\
         <template>i</template><svg><text>j</text></svg><select><option>k</select>",
    );
    assert_eq!(document.text(), "ah\n");
}

#[test]
fn images_are_the_words_that_stand_for_them() {
    let document = page(
        "<figure><img src=p.jpg alt='The old  pier'><figcaption>In 1970.</figcaption></figure><img src=x>",
    );
    assert_eq!(document.text(), "The old pier\n\nIn 1970.\n");
    assert_eq!(document.links()[0].target, "p.jpg");
}

#[test]
fn a_link_around_blocks_is_a_link_of_their_text_and_scripts_are_no_links() {
    let document =
        page("<li><a href=/x><h3>One</h3><p>two</p></a><p><a href='JavaScript:run()'>three</a>");
    let links: Vec<(&str, &str)> = document
        .links()
        .iter()
        .map(|link| (document.slice(link.span), link.target.as_str()))
        .collect();
    assert_eq!(links, [("One", "/x"), ("two", "/x")]);
}

#[test]
fn the_article_is_found_with_what_is_said_of_it() {
    let source = format!(
        "<!DOCTYPE html><html lang=en-GB><head><title>Plan passes | The Daily</title>\
         <meta property='og:site_name' content='The Daily'><meta name=author content='Jo Lind'>\
         <meta property='article:published_time' content='2024-03-31T10:00:00Z'>\
         <link rel=canonical href='https://daily.example/a/plan'></head><body><nav><a href=/>Home</a></nav>\
         <article><h1>Plan passes</h1>{}<p><a href='/votes'>All the votes of the evening</a></p></article>\
         <footer>Imprint</footer></body></html>",
        article_text()
    );
    let document = Document::new(parts_of(&source, false));
    let metadata = document.metadata();
    assert_eq!(metadata.title.as_deref(), Some("Plan passes"));
    assert_eq!(metadata.byline.as_deref(), Some("Jo Lind"));
    assert_eq!(metadata.source.as_deref(), Some("The Daily"));
    assert_eq!(metadata.date.map(|date| date.to_string()).as_deref(), Some("2024-03-31"));
    assert_eq!(metadata.language, Some("en"));
    assert!(document.text().starts_with("Plan passes\n\nJo Lind\n\nThe council met"));
    assert!(!document.text().contains("Home") && !document.text().contains("Imprint"));
    assert_eq!(document.links()[0].target, "https://daily.example/votes");
    assert!(document.notices().is_empty());
    let whole = Document::new(parts_of(&source, true));
    assert!(whole.text().contains("Home") && whole.text().contains("Imprint"));
    assert!(whole.notices().is_empty());
}

#[test]
fn a_page_without_an_article_is_shown_whole_and_says_so() {
    let document = Document::new(parts_of("<html><body></body></html>", false));
    assert_eq!(document.notices(), [Notice::NoArticle]);
    assert!(document.is_empty());
}

#[test]
fn a_title_told_twice_is_told_once() {
    let source = format!(
        "<html><head><title>Plan passes</title></head><body><article><h2>Plan passes</h2>{}</article></body></html>",
        article_text()
    );
    let document = Document::new(parts_of(&source, false));
    let told = |(kind, text): &(BlockKind, &str)| {
        matches!(kind, BlockKind::Heading { .. }) && *text == "Plan passes"
    };
    assert_eq!(blocks(&document).iter().filter(|block| told(block)).count(), 1);
}

#[test]
fn deep_and_wide_pages_are_read() {
    for monster in [
        "<div>",
        "<b>",
        "<font size=1>",
        "<table><tr><td>",
        "<ul><li>",
        "<a href=x>",
        "<p><i>",
        "<svg>",
        "</p>",
    ] {
        let document = Document::new(parts_of(&format!("{}end", monster.repeat(3000)), true));
        assert!(document.text().contains("end") || monster == "<svg>", "{monster}");
    }
}

#[test]
fn links_within_a_page_lead_to_the_places_that_it_names_and_back() {
    let document = page(
        "<h2 id=caf\u{e9}>Coffee</h2><p>Text<sup><a href='#n1' id=r1>1</a></sup> goes on. \
         <a name=old></a>More <a href='#caf%C3%A9'>above</a>, <a href='#old'>old</a>, \
         <a href='#gone'>gone</a><a href='#n1'></a>.</p><ol><li id=n1><a href='#r1'>^</a> A note.</li></ol>",
    );
    assert_eq!(
        document.text(),
        "Coffee\n\nText[1] goes on. More above, old, gone.\n\n1. ^ A note.\n"
    );
    let place = |target| anchor::resolve(&document, target).map(|span| document.slice(span));
    assert_eq!(place("#n1"), Some("1. ^ A note."));
    assert_eq!(place("#r1"), Some("[1]"));
    assert_eq!(place("#caf%C3%A9"), Some("Coffee"));
    assert!(place("#old").is_some_and(|text| text.starts_with("More above")));
    assert_eq!(place("#gone"), None);
    assert_eq!(document.anchor("r2"), None);
}

#[test]
fn links_within_an_article_stay_within_it() {
    let source = format!(
        "<html><head><link rel=canonical href='https://daily.example/a?page=1'></head><body>\
         <article><h1>Plan passes</h1><p>They met<a href='#n'>*</a> and <a href='/b#n'>left</a>.</p>{}\
         <p id=n>A note.</p></article></body></html>",
        article_text()
    );
    let document = Document::new(parts_of(&source, false));
    let targets: Vec<&str> = document.links().iter().map(|link| link.target.as_str()).collect();
    assert_eq!(targets, ["#n", "https://daily.example/b#n"]);
    assert!(anchor::resolve(&document, "#n").is_some());
}
