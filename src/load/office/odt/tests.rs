use proptest::prelude::*;

use super::super::testing::{depths, links, outline, read, rows, styles};
use super::*;
use crate::document::{Document, InlineStyle};
use crate::load::limits::MAX_REPEATED;
use crate::load::package::tests::archive;

fn text(styles: &str, body: &str) -> String {
    format!(
        "<?xml version='1.0'?><office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn odt(styles: &str, body: &str) -> Content {
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
        ("content.xml", text(styles, body)),
    ])
}

fn document_of(styles: &str, body: &str) -> Document {
    read(&Odt, &odt(styles, body)).expect("a document")
}

fn document(body: &str) -> Document {
    document_of("", body)
}

#[test]
fn headings_titles_and_quotations_are_told_by_their_styles() {
    let sheet =
        "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>";
    let document = document_of(
        sheet,
        "<text:p text:style-name='P1'>Report</text:p><text:h text:outline-level='2'>Aims</text:h>\
         <text:p text:style-name='Quotations'>Quoted</text:p><text:p/>",
    );
    assert_eq!(outline(&document), [(1, "Report"), (2, "Aims")]);
    assert_eq!(document.text(), "Report\n\nAims\n\nQuoted\n");
    assert_eq!(document.blocks()[2].quote, 1);
}

#[test]
fn spans_have_looks_and_white_space_is_one_blank() {
    let sheet = "<style:style style:name='T1' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>\
        <style:style style:name='T2' style:family='text'><style:text-properties fo:font-style='italic' style:text-line-through-style='solid'/></style:style>\
        <style:style style:name='T3' style:family='text'><style:text-properties text:display='none'/></style:style>";
    let document = document_of(
        sheet,
        "<text:p>  One\n <text:span text:style-name='T1'>two <text:span text:style-name='T2'>three</text:span></text:span><text:s text:c='4294967295'/>x\
         <text:span text:style-name='T3'>hidden</text:span><text:tab/>y<text:line-break/>z<text:s/></text:p>",
    );
    let blanks = " ".repeat(MAX_REPEATED);
    assert_eq!(document.text(), format!("One two three{blanks}x y\nz\n"));
    assert_eq!(
        styles(&document),
        [
            (InlineStyle::Strong, "two "),
            (InlineStyle::Strikethrough, "three"),
            (InlineStyle::Emphasis, "three"),
            (InlineStyle::Strong, "three"),
        ]
    );
}

#[test]
fn items_have_the_numbers_and_depths_of_their_lists() {
    let sheet = "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>\
        <text:list-level-style-number text:level='2' style:num-format='a' style:num-prefix='(' style:num-suffix=')' text:display-levels='2'/></text:list-style>";
    let document = document_of(
        sheet,
        "<text:list text:style-name='L1'><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>deep</text:p></text:list-item>\
         <text:list-item><text:p>deeper</text:p><text:p>more</text:p></text:list-item></text:list></text:list-item></text:list>\
         <text:p>Between</text:p><text:list text:style-name='L1' text:continue-numbering='true'><text:list-item><text:p>two</text:p></text:list-item></text:list>\
         <text:list><text:list-item text:start-value='7'><text:p>dot</text:p></text:list-item></text:list>",
    );
    assert_eq!(
        document.text(),
        "1. one\n  (1.a) deep\n  (1.b) deeper\n    more\n\nBetween\n\n2. two\n• dot\n"
    );
    assert_eq!(depths(&document), [0, 1, 1, 0, 0]);
}

#[test]
fn tables_notes_links_and_boxes_are_read() {
    let document = document(
        "<text:p><text:bookmark text:name='top'/>Text<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>\
         <text:note-body><text:p>A note.</text:p></text:note-body></text:note> goes \
         <draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame>\
         <text:a xlink:href='https://a.example'>on</text:a> <text:a xlink:href='../x.odt'>off</text:a>.</text:p>\
         <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated='16384'><text:p>b</text:p></table:table-cell></table:table-row></table:table-header-rows>\
         <table:table-row table:number-rows-repeated='1048576'><table:table-cell><text:p>c</text:p><text:p>d</text:p></table:table-cell></table:table-row></table:table>\
         <text:p><text:a xlink:href='#top'>up</text:a></text:p><draw:frame><draw:image/><svg:title>The pier</svg:title><svg:desc>A long one</svg:desc></draw:frame>",
    );
    assert_eq!(
        document.text(),
        "Text[1] goes on off.\n\nBoxed\n\na\tb\nc d\n\nup\n\nThe pier\n\n---\n\n[1] A note.\n"
    );
    assert_eq!(rows(&document), [vec!["a", "b"], vec!["c d"]]);
    assert!(document.tables()[0].header);
    assert_eq!(
        links(&document),
        [
            ("[1]", "[1] A note."),
            ("on", "https://a.example"),
            ("up", "Text[1] goes on off."),
            ("[1]", "[1]"),
        ]
    );
}

#[test]
fn what_was_deleted_or_remarked_is_left_out() {
    let document = document(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p>Kept<text:change text:change-id='1'/><office:annotation><dc:creator>x</dc:creator><text:p>remark</text:p></office:annotation></text:p>\
         <text:table-of-content><text:table-of-content-source><text:index-title-template>no</text:index-title-template></text:table-of-content-source>\
         <text:index-body><text:p>Contents</text:p></text:index-body></text:table-of-content>\
         <text:section text:display='none'><text:p>hidden</text:p></text:section>",
    );
    assert_eq!(document.text(), "Kept\n\nContents\n");
}

#[test]
fn meta_is_metadata_and_passwords_are_told() {
    let meta = "<office:document-meta><office:meta><dc:title>Budget</dc:title><meta:initial-creator>Ada Moreau</meta:initial-creator>\
        <dc:creator>Jo Li</dc:creator><dc:date>2024-05-01T10:00:00</dc:date><meta:creation-date>2024-03-31T10:00:00</meta:creation-date>\
        <dc:language>de-DE</dc:language></office:meta></office:document-meta>";
    let content = text("", "<text:p>Text.</text:p>");
    let files = archive(&[("content.xml", &*content), ("meta.xml", meta)]);
    let document = read(&Odt, &files).expect("a document");
    let metadata = document.metadata();
    assert_eq!(metadata.title.as_deref(), Some("Budget"));
    assert_eq!(metadata.byline.as_deref(), Some("Ada Moreau"));
    assert_eq!(metadata.date, Some(jiff::civil::date(2024, 3, 31)));
    assert_eq!(metadata.language, Some("de"));
    let manifest = "<manifest:manifest><manifest:file-entry manifest:full-path='content.xml'><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let files = archive(&[("content.xml", "noise"), ("META-INF/manifest.xml", manifest)]);
    let error = read(&Odt, &files).err().map(|fault| fault.to_string());
    assert!(error.is_some_and(|error| error.starts_with("it is encrypted")));
}

#[test]
fn documents_are_told_by_their_beginning() {
    let Content::Memory(bytes) = odt("", "") else { panic!("in memory") };
    assert_eq!(Odt.sign(&bytes), Sign::Certain);
    assert_eq!(Odt.sign(b"PK\x03\x04 content.xml"), Sign::IfNamed);
    assert_eq!(Odt.sign(b"mimetypeapplication/vnd.oasis.opendocument.text"), Sign::None);
}

proptest! {
    #[test]
    fn any_elements_make_a_document(body in "(<text:p>|</text:p>|<text:h>|</text:h>|<text:span>|</text:span>|<text:a xlink:href='#b'>|</text:a>|x y|é |<table:table>|</table:table>|<table:table-row>|</table:table-row>|<table:table-cell>|</table:table-cell>|<text:line-break/>|<text:list>|</text:list>|<text:list-item>|</text:list-item>|<text:bookmark text:name='b'/>|<text:note><text:note-citation>1</text:note-citation><text:note-body>|</text:note-body></text:note>|<draw:text-box>|</draw:text-box>|<draw:frame>|</draw:frame>|<svg:title>){0,50}") {
        prop_assert!(read(&Odt, &odt("", &body)).is_ok());
    }
}
