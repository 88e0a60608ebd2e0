use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;
use crate::document::{BlockKind, Document};
use crate::load::anchor;
use crate::load::package::tests::archive;

const CONTAINER_XML: &str = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>\
    <rootfiles><rootfile full-path='OEBPS/a%20book.opf' media-type='application/oebps-package+xml'/>\
    </rootfiles></container>";

/// The package document of a book with these files as chapters.
fn opf(metadata: &str, chapters: &[&str], more: &str) -> String {
    let items: String = chapters
        .iter()
        .map(|path| format!("<item id='{path}' href='{path}' media-type='application/xhtml+xml'/>"))
        .collect();
    let spine: String = chapters.iter().map(|path| format!("<itemref idref='{path}'/>")).collect();
    format!(
        "<?xml version='1.0'?><opf:package xmlns:opf='http://www.idpf.org/2007/opf' version='3.0'>\
         <opf:metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>{metadata}</opf:metadata>\
         <opf:manifest>{items}{more}</opf:manifest><opf:spine toc='ncx'>{spine}</opf:spine></opf:package>"
    )
}

fn page(body: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>\
         <head><title/></head><body>{body}</body></html>"
    )
}

fn nav(list: &str) -> String {
    page(&format!(
        "<nav epub:type='landmarks'><ol><li><a href='x'>no</a></li></ol></nav>\
                   <nav epub:type='toc'><h1>Contents</h1>{list}</nav>"
    ))
}

const NAV_ITEM: &str =
    "<item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>";
const NCX_ITEM: &str = "<item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>";

/// A book of these files, beside the one that names the package document.
fn book(files: &[(&str, String)]) -> Content {
    let mut all = vec![
        ("mimetype", MIMETYPE.to_owned()),
        ("META-INF/container.xml", CONTAINER_XML.to_owned()),
    ];
    all.extend(files.iter().cloned());
    archive(&all)
}

fn read(content: &Content) -> Result<Document, Fault> {
    let whole = &mut |_| ControlFlow::Continue(());
    Epub.parts(content, &Options::default(), whole).map(Document::new)
}

fn document(files: &[(&str, String)]) -> Document {
    read(&book(files)).expect("a book")
}

fn outline(document: &Document) -> Vec<(u8, &str)> {
    document.outline().map(|heading| (heading.level, document.slice(heading.span))).collect()
}

/// What is at the place that the link with these words leads to.
fn follow<'a>(document: &'a Document, words: &str) -> &'a str {
    let link = document.links().iter().find(|link| document.slice(link.span) == words);
    let target = &link.expect("a link of these words").target;
    let place = anchor::resolve(document, target);
    document.slice(place.unwrap_or_else(|| panic!("no place {target}")))
}

#[test]
fn a_book_says_what_it_is() {
    let metadata = "<dc:title>The  Pier &amp; the Sea</dc:title><dc:title>A subtitle</dc:title>\
        <dc:creator id='a'>Ada Moreau</dc:creator><dc:creator opf:role='ill'>Jo Li</dc:creator>\
        <dc:creator id='b'>Ben Okri</dc:creator><dc:creator id='t'>Tom Ito</dc:creator>\
        <meta refines='#b' property='role'>aut</meta><meta refines='#t' property='role'>trl</meta>\
        <dc:date opf:event='modification'>2020-01-01</dc:date>\
        <dc:date opf:event='publication'>1998-05-03</dc:date>\
        <dc:publisher>Quay Press</dc:publisher><dc:language>de-AT</dc:language>";
    let document = document(&[
        ("OEBPS/a book.opf", opf(metadata, &["1.xhtml"], "")),
        ("OEBPS/1.xhtml", page("<p>Text.</p>")),
    ]);
    let metadata = document.metadata();
    assert_eq!(metadata.title.as_deref(), Some("The Pier & the Sea"));
    assert_eq!(metadata.byline.as_deref(), Some("Ada Moreau, Ben Okri"));
    assert_eq!(metadata.date, Some(jiff::civil::date(1998, 5, 3)));
    assert_eq!(metadata.source.as_deref(), Some("Quay Press"));
    assert_eq!(metadata.language, Some("de"));
    assert_eq!(document.text(), "Text.\n");
}

#[test]
fn chapters_come_in_the_order_of_the_spine_each_once() {
    let chapters = ["b.xhtml", "a.xhtml", "b.xhtml"];
    let document = document(&[
        ("OEBPS/a.xhtml", page("<p>one</p><table><tr><th>x</th></tr><tr><td>y</td></tr></table>")),
        ("OEBPS/b.xhtml", page("<p>two <b>bold</b></p><table><tr><th>z</th></tr></table>")),
        ("OEBPS/a book.opf", opf("", &chapters, "")),
    ]);
    assert_eq!(document.text(), "two bold\n\nz\n\none\n\nx\ny\n");
    let cells: Vec<&str> = document
        .tables()
        .iter()
        .flat_map(|table| table.rows.iter().flatten())
        .map(|cell| document.slice(*cell))
        .collect();
    assert_eq!(cells, ["z", "x", "y"]);
    assert_eq!(document.slice(document.inlines()[0].span), "bold");
    assert_eq!(document.blocks()[3].kind, BlockKind::Table(1));
    assert!(document.notices().is_empty());
}

#[test]
fn the_contents_give_headings_where_chapters_have_none() {
    let list = "<ol><li><span>Part One</span><ol><li><a href='1.xhtml'>I. The Pier</a></li>\
        <li><a href='2.xhtml'>The Sea</a><ol><li><a href='2.xhtml#s'>A storm</a></li></ol></li></ol></li>\
        <li><a href='3.xhtml'>Notes</a></li><li><a href='gone.xhtml'>Gone</a></li></ol>";
    let document = document(&[
        ("OEBPS/a book.opf", opf("", &["1.xhtml", "2.xhtml", "3.xhtml"], NAV_ITEM)),
        ("OEBPS/nav.xhtml", nav(list)),
        ("OEBPS/1.xhtml", page("<h1>The pier</h1><p>a</p><h2>Below</h2><p>b</p>")),
        (
            "OEBPS/2.xhtml",
            page(
                "<p>The sea</p><p>c</p><ul><li>d</li><li id='s'>e <a href='2.xhtml#s'>here</a></li></ul>",
            ),
        ),
        ("OEBPS/3.xhtml", page("<p>f</p>")),
    ]);
    assert_eq!(
        outline(&document),
        [
            (1, "Part One"),
            (2, "The pier"),
            (3, "Below"),
            (2, "The sea"),
            (3, "A storm"),
            (1, "Notes")
        ]
    );
    assert_eq!(
        document.text(),
        "Part One\n\nThe pier\n\na\n\nBelow\n\nb\n\nThe sea\n\nc\n\n• d\n\nA storm\n\n• e here\n\nNotes\n\nf\n"
    );
    assert_eq!(follow(&document, "here"), "A storm");
}

#[test]
fn the_ncx_of_older_books_is_read() {
    let ncx = "<?xml version='1.0' encoding='iso-8859-1'?><ncx><docTitle><text>no</text></docTitle><navMap>\
        <navPoint><navLabel><text>Caf\u{e9}</text></navLabel><content src='1.html#c1'/>\
        <navPoint><navLabel><text>Deep</text></navLabel><content src='1.html#c2'/></navPoint></navPoint>\
        </navMap><pageList><pageTarget><navLabel><text>7</text></navLabel><content src='1.html'/></pageTarget></pageList></ncx>";
    let latin: Vec<u8> = ncx.chars().map(|sign| u8::try_from(sign).expect("latin")).collect();
    let opf = opf("", &["1.html"], NCX_ITEM);
    let page = page("<a id='c1'/><p>one</p><a name='c2'/><h4>deep</h4><p>two</p>");
    let content = archive(&[
        ("META-INF/container.xml", CONTAINER_XML.as_bytes()),
        ("OEBPS/a book.opf", opf.as_bytes()),
        ("OEBPS/toc.ncx", &latin),
        ("OEBPS/1.html", page.as_bytes()),
    ]);
    let document = read(&content).expect("a book");
    assert_eq!(outline(&document), [(1, "Café"), (2, "deep")]);
    assert_eq!(document.text(), "Café\n\none\n\ndeep\n\ntwo\n");
}

#[test]
fn notes_are_linked_both_ways_between_chapters() {
    let one = "<h1>One</h1><p>Text<a id='r1' epub:type='noteref' href='notes/n.xhtml#n1'>1</a> and \
        <a href='two.xhtml#gone'>two</a>, <a href='https://a.example/b'>web</a>, \
        <a href='../../../etc/passwd'>out</a>, <a href='file:///etc/passwd'>file</a>, \
        <a href='JavaScript:x()'>script</a>, <a href='cover.jpg'>cover</a>.</p><img src='p.jpg' alt='The pier'/>";
    let document = document(&[
        ("OEBPS/a book.opf", opf("", &["one.xhtml", "two.xhtml", "notes/n.xhtml"], "")),
        ("OEBPS/one.xhtml", page(one)),
        ("OEBPS/two.xhtml", page("<p>Second <a href='#'>start</a></p>")),
        (
            "OEBPS/notes/n.xhtml",
            page(
                "<aside epub:type='footnote' id='n1'><p><a href='../one.xhtml#r1'>1.</a> A note.</p></aside>",
            ),
        ),
    ]);
    assert!(document.text().starts_with(
        "One\n\nText[1] and two, web, out, file, script, cover.\n\nThe pier\n\nSecond start"
    ));
    assert_eq!(follow(&document, "[1]"), "1. A note.");
    assert_eq!(follow(&document, "1."), "[1]");
    assert_eq!(follow(&document, "two"), "Second start");
    assert_eq!(follow(&document, "start"), "Second start");
    let words: Vec<&str> = document.links().iter().map(|link| document.slice(link.span)).collect();
    assert_eq!(words, ["[1]", "two", "web", "start", "1."]);
}

#[test]
fn notes_without_a_number_are_given_that_of_their_reference() {
    let body = "<p>Text<a id='r1' epub:type='noteref' href='#n1'>7</a> and <a class='footnote-ref' id='r2' href='#n2'>8</a>.</p>\
        <aside epub:type='footnote' id='n1'><p><i>The</i> first.</p><p>More.</p></aside>\
        <aside epub:type='footnote' id='n2'><p><a href='#r2'>8</a> The second.</p></aside>\
        <aside epub:type='footnote' id='n3'><p>Another.</p></aside>";
    let document =
        document(&[("OEBPS/a book.opf", opf("", &["1.xhtml"], "")), ("OEBPS/1.xhtml", page(body))]);
    assert_eq!(
        document.text(),
        "Text[7] and [8].\n\n[7] The first.\n\nMore.\n\n8 The second.\n\nAnother.\n"
    );
    let back = document.links().iter().rev().find(|link| document.slice(link.span) == "[7]");
    let place = back.and_then(|link| anchor::resolve(&document, &link.target));
    assert_eq!(place.map(|span| (span.start, document.slice(span))), Some((4, "[7]")));
}

#[test]
fn the_first_chapters_are_there_before_the_others() {
    let chapter = |number: usize| {
        page(&format!("<h1>{number}</h1>{}", "<p>Some words of it.</p>".repeat(400)))
    };
    let names: Vec<String> = (0..60).map(|number| format!("{number}.xhtml")).collect();
    let paths: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut files = vec![("OEBPS/a book.opf".to_owned(), opf("", &paths, ""))];
    files.extend(
        names.iter().enumerate().map(|(number, name)| (format!("OEBPS/{name}"), chapter(number))),
    );
    let files: Vec<(&str, String)> =
        files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let content = book(&files);
    let mut parts = Vec::new();
    let whole = Epub
        .parts(&content, &Options::default(), &mut |part| {
            parts.push(part.text);
            ControlFlow::Continue(())
        })
        .expect("a book");
    assert!(parts.len() == 2 && parts[0].len() < 2 * FIRST_CHAPTERS_BYTES);
    assert!(parts.iter().all(|part| whole.text.starts_with(part.as_str())));
    let stopped = Epub.parts(&content, &Options::default(), &mut |_| ControlFlow::Break(()));
    assert!(stopped.expect("a beginning").text.len() < whole.text.len());
}

#[test]
fn what_is_missing_or_damaged_is_told_and_the_rest_read() {
    let document = document(&[
        ("OEBPS/a book.opf", opf("", &["1.xhtml", "gone.xhtml", "2.xhtml"], "")),
        ("OEBPS/1.xhtml", page("<p>one")),
        ("OEBPS/2.xhtml", page("<p>two &nbsp; & < 3 &unknown;</b>")),
    ]);
    assert_eq!(document.text(), "one\n\ntwo \u{a0} & < 3 &unknown;\n");
    assert_eq!(document.notices(), [Notice::Missing { count: 1 }]);
}

#[test]
fn entities_of_a_book_are_never_expanded() {
    let page = "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">\
        <!ENTITY e SYSTEM 'file:///etc/passwd'>]><html><body><p>&b; &e;</p></body></html>";
    let title = "<dc:title>&e;</dc:title>";
    let document = document(&[
        ("OEBPS/a book.opf", opf(title, &["1.xhtml"], "")),
        ("OEBPS/1.xhtml", page.to_owned()),
    ]);
    assert_eq!(document.text(), "&b; &e;\n");
    assert_eq!(document.metadata().title.as_deref(), Some("&e;"));
}

#[test]
fn encrypted_books_are_refused_and_hidden_fonts_are_not() {
    let encryption = |method: &str, path: &str| {
        format!(
            "<encryption xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData>\
             <enc:EncryptionMethod Algorithm='{method}'/><enc:CipherData>\
             <enc:CipherReference URI='{path}'/></enc:CipherData></enc:EncryptedData></encryption>"
        )
    };
    let files = |encryption: String| {
        book(&[
            ("OEBPS/a book.opf", opf("", &["1.xhtml"], "")),
            ("OEBPS/1.xhtml", page("<p>one</p>")),
            ("META-INF/encryption.xml", encryption),
        ])
    };
    let fonts = encryption("http://www.idpf.org/2008/embedding", "OEBPS/font.otf");
    assert!(read(&files(fonts)).is_ok());
    let text = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/1.xhtml");
    let error = read(&files(text)).err().map(|fault| fault.to_string());
    assert!(error.is_some_and(|error| error.starts_with("it is encrypted")));
}

#[test]
fn what_is_no_book_says_why() {
    let told = |files: &[(&str, String)]| read(&book(files)).err().map(|fault| fault.to_string());
    assert_eq!(told(&[]).as_deref(), Some("it does not say which files are its chapters"));
    let gone = [("OEBPS/a book.opf", opf("", &["1.xhtml"], ""))];
    assert_eq!(told(&gone).as_deref(), Some("its chapters are missing or damaged"));
    assert!(matches!(read(&Content::Memory(b"PK\x03\x04".to_vec().into())), Err(Fault::Broken(_))));
}

#[test]
fn books_are_told_by_their_beginning() {
    let Content::Memory(bytes) = book(&[]) else { panic!("in memory") };
    assert_eq!(Epub.sign(&bytes), Sign::Certain);
    let Content::Memory(bytes) = archive(&[("a", "b")]) else { panic!("in memory") };
    assert_eq!(Epub.sign(&bytes), Sign::IfNamed);
    assert_eq!(Epub.sign(b"mimetypeapplication/epub+zip"), Sign::None);
}

proptest! {
    #[test]
    fn any_page_and_contents_make_a_book(
        pages in prop::collection::vec("(<p>|</p>|<h1>|<h3 id='b'>|<li id='a'>|<ul>|<table><tr><td>|<a href='1.xhtml#a'>|<a href='#b'/>|x y|<br/>|<i>|é|\n){0,24}", 1..3),
        list in "(<ol>|</ol>|<li>|<a href='0.xhtml#a'>|<a href='1.xhtml#b'>|<a href='1.xhtml'>|</a>|x|y z|<span>|</span>){0,30}",
    ) {
        let mut files = vec![
            ("OEBPS/a book.opf", opf("", &["0.xhtml", "1.xhtml"], NAV_ITEM)),
            ("OEBPS/nav.xhtml", nav(&list)),
        ];
        let names = ["OEBPS/0.xhtml", "OEBPS/1.xhtml"];
        files.extend(names.into_iter().zip(pages.iter().map(|body| page(body))));
        if let Ok(parts) = Epub.parts(&book(&files), &Options::default(), &mut |_| ControlFlow::Continue(())) {
            crate::load::format::tests::check_parts(&parts);
        }
    }

    #[test]
    fn any_bytes_are_a_book_or_none(noise in prop::collection::vec(any::<(u16, u8)>(), 0..12)) {
        let Content::Memory(bytes) = book(&[
            ("OEBPS/a book.opf", opf("<dc:title>T</dc:title>", &["1.xhtml"], NAV_ITEM)),
            ("OEBPS/1.xhtml", page("<p>one</p>")),
        ]) else { panic!("in memory") };
        let mut bytes = bytes.to_vec();
        for (at, byte) in noise {
            let at = usize::from(at) % bytes.len();
            bytes[at] = byte;
        }
        if let Ok(document) = read(&Content::Memory(bytes.into())) {
            prop_assert!(document.text().len() < 10_000);
        }
    }
}
