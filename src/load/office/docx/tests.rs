use std::ops::ControlFlow;

use proptest::prelude::*;

use super::super::testing::{depths, links, outline, read, rows, styles};
use super::*;
use crate::document::{BlockKind, Document, InlineStyle};
use crate::load::limits::MAX_BOOK_BYTES;
use crate::load::package::tests::archive;

const SPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";

const ROOT: &str = "<Relationships><Relationship Id='a' Type='http://x/officeDocument' Target='word/document.xml'/>\
    <Relationship Id='b' Type='http://x/metadata/core-properties' Target='/docProps/core.xml'/></Relationships>";

const RELATIONS: &str = "<Relationships><Relationship Id='s' Type='http://x/styles' Target='styles.xml'/>\
    <Relationship Id='n' Type='http://x/numbering' Target='numbering.xml'/>\
    <Relationship Id='f' Type='http://x/footnotes' Target='footnotes.xml'/>\
    <Relationship Id='e' Type='http://x/endnotes' Target='endnotes.xml'/>\
    <Relationship Id='l' Type='http://x/hyperlink' Target='https://a.example/b' TargetMode='External'/>\
    <Relationship Id='bad' Type='http://x/hyperlink' Target='file:///etc/passwd' TargetMode='External'/></Relationships>";

fn text(body: &str) -> String {
    format!("<?xml version='1.0'?><w:document {SPACES}><w:body>{body}</w:body></w:document>")
}

/// A document with this body and further files.
fn docx(body: &str, files: &[(&str, &str)]) -> Content {
    let text = text(body);
    let mut all = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", ROOT),
        ("word/document.xml", text.as_str()),
        ("word/_rels/document.xml.rels", RELATIONS),
    ];
    all.extend(files);
    archive(&all)
}

fn document_of(body: &str, files: &[(&str, &str)]) -> Document {
    read(&Docx, &docx(body, files)).expect("a document")
}

fn document(body: &str) -> Document {
    document_of(body, &[])
}

/// A paragraph with these properties.
fn p(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn headings_are_told_by_name_outline_and_style() {
    let sheet = "<w:styles><w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
        <w:style w:styleId='Own'><w:name w:val='Own'/><w:basedOn w:val='berschrift1'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>\
        <w:style w:styleId='Loop'><w:name w:val='Loop'/><w:basedOn w:val='Loop'/></w:style></w:styles>";
    let body = [
        p("<w:pStyle w:val='Title'/>", "Report"),
        p("<w:pStyle w:val='berschrift1'/>", "One"),
        p("<w:pStyle w:val='Own'/>", "Deep"),
        p("<w:outlineLvl w:val='1'/>", "Two"),
        p("<w:pStyle w:val='berschrift1'/><w:outlineLvl w:val='9'/>", "Text"),
        p("<w:pStyle w:val='Loop'/><w:pPrChange><w:pPr><w:pStyle w:val='Title'/></w:pPr></w:pPrChange>", "Loop"),
    ]
    .concat();
    let document = document_of(&body, &[("word/styles.xml", sheet)]);
    assert_eq!(outline(&document), [(1, "Report"), (1, "One"), (3, "Deep"), (2, "Two")]);
    assert_eq!(document.text(), "Report\n\nOne\n\nDeep\n\nTwo\n\nText\n\nLoop\n");
}

#[test]
fn runs_that_look_alike_are_one_and_hidden_ones_none() {
    let sheet = "<w:styles><w:style w:styleId='S'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style></w:styles>";
    let body = "<w:p><w:r><w:t xml:space='preserve'>a </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r>\
        <w:r><w:rPr><w:rStyle w:val='S'/></w:rPr><w:t>c</w:t></w:r><w:r><w:rPr><w:b w:val='0'/><w:i/></w:rPr><w:t>d</w:t></w:r>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>e</w:t><w:br/><w:t>f</w:t></w:r>\
        <w:r><w:t>g</w:t><w:tab/><w:t>h</w:t><w:br w:type='page'/><w:noBreakHyphen/><w:t>i</w:t></w:r></w:p><w:p/>";
    let document = document_of(body, &[("word/styles.xml", sheet)]);
    assert_eq!(document.text(), "a bcde\nfg h -i\n");
    assert_eq!(
        styles(&document),
        [
            (InlineStyle::Strong, "bc"),
            (InlineStyle::Emphasis, "d"),
            (InlineStyle::Strikethrough, "e\nf"),
        ]
    );
}

const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId='7'>\
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='&#xF0B7;'/></w:lvl></w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num>\
    <w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num></w:numbering>";

#[test]
fn items_have_the_numbers_and_depths_of_their_lists() {
    let item = |list: u32, level: u32, words: &str| {
        p(&format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>"), words)
    };
    let body = [
        p("", "Before"),
        item(1, 0, "one"),
        item(1, 1, "deep"),
        item(1, 1, "deeper"),
        item(1, 0, "two"),
        item(2, 0, "dot"),
        item(3, 0, "five"),
        item(0, 0, "none"),
        item(99, 0, "unknown"),
    ]
    .concat();
    let document = document_of(&body, &[("word/numbering.xml", NUMBERING)]);
    assert_eq!(
        document.text(),
        "Before\n\n1. one\n  1.a) deep\n  1.b) deeper\n2. two\n• dot\n5. five\n\nnone\n\n• unknown\n"
    );
    assert_eq!(depths(&document), [0, 1, 1, 0, 0, 0, 0]);
    assert_eq!(document.blocks()[1].kind, BlockKind::ListItem { marker: 3 });
}

#[test]
fn numbers_of_headings_are_shown() {
    let body = p("<w:pStyle w:val='Heading2'/><w:numPr><w:numId w:val='1'/></w:numPr>", "Aims");
    let document = document_of(&body, &[("word/numbering.xml", NUMBERING)]);
    assert_eq!(outline(&document), [(2, "1.a) Aims")]);
}

#[test]
fn tables_of_data_have_cells_and_others_are_paragraphs() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", p("", words));
    let wide = format!("<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{}</w:tc>", p("", "all"));
    let data = format!(
        "<w:tbl><w:tblPr><w:tblLook w:val='0420'/></w:tblPr><w:tr>{}{}{}</w:tr><w:tr>{}{wide}</w:tr></w:tbl>",
        cell("a"),
        cell("b"),
        cell("c"),
        format_args!("<w:tc>{}{}</w:tc>", p("", "x"), p("", "y")),
    );
    let arranged = format!("<w:tbl><w:tr><w:tc>{}{data}</w:tc></w:tr></w:tbl>", p("", "Boxed"));
    let document = document(&format!("{data}{arranged}{}", p("", "After")));
    let expected = "a\tb\tc\nx y\tall";
    assert_eq!(document.text(), format!("{expected}\n\nBoxed\n\n{expected}\n\nAfter\n"));
    assert_eq!(rows(&document)[..2], [vec!["a", "b", "c"], vec!["x y", "all"]]);
    assert!(document.tables().iter().all(|table| table.header));
}

#[test]
fn links_lead_out_or_to_bookmarks() {
    let body = "<w:p><w:hyperlink r:id='l'><w:r><w:t>web</w:t></w:r></w:hyperlink><w:r><w:t xml:space='preserve'> </w:t></w:r>\
        <w:hyperlink w:anchor='there'><w:r><w:t>down</w:t></w:r></w:hyperlink><w:hyperlink r:id='bad'><w:r><w:t> bad</w:t></w:r></w:hyperlink></w:p>\
        <w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK \"https://c.example\" \\l \"x\" </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>field</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>\
        <w:r><w:t xml:space='preserve'> and </w:t></w:r><w:fldSimple w:instr='HYPERLINK \\l \"there\"'><w:r><w:t>simple</w:t></w:r></w:fldSimple></w:p>\
        <w:p><w:bookmarkStart w:id='0' w:name='there'/><w:r><w:t>Here it is</w:t></w:r></w:p>";
    let document = document(body);
    assert_eq!(document.text(), "web down bad\n\nfield and simple\n\nHere it is\n");
    assert_eq!(
        links(&document),
        [
            ("web", "https://a.example/b"),
            ("down", "Here it is"),
            ("field", "https://c.example"),
            ("simple", "Here it is"),
        ]
    );
}

#[test]
fn notes_stand_behind_the_text_and_are_linked_both_ways() {
    let body = "<w:p><w:r><w:t>One</w:t></w:r><w:r><w:footnoteReference w:id='4'/></w:r><w:r><w:t xml:space='preserve'> two</w:t>\
        <w:endnoteReference w:id='2'/><w:footnoteReference w:id='77'/><w:t>.</w:t></w:r></w:p>";
    let notes = |name: &str, id: u32, words: &str| {
        format!(
            "<w:{name}s><w:{name} w:type='separator' w:id='-1'><w:p><w:r><w:t>no</w:t></w:r></w:p></w:{name}>\
             <w:{name} w:id='{id}'><w:p><w:r><w:{name}Ref/></w:r><w:r><w:t xml:space='preserve'> {words}</w:t></w:r></w:p>{}</w:{name}></w:{name}s>",
            p("", "More.")
        )
    };
    let (footnotes, endnotes) =
        (notes("footnote", 4, "A note."), notes("endnote", 2, "At the end."));
    let files = [("word/footnotes.xml", &*footnotes), ("word/endnotes.xml", &*endnotes)];
    let document = document_of(body, &files);
    assert_eq!(
        document.text(),
        "One[1] two[i].\n\n---\n\n[1] A note.\n\nMore.\n\n[i] At the end.\n\nMore.\n"
    );
    assert_eq!(
        links(&document),
        [("[1]", "[1] A note."), ("[i]", "[i] At the end."), ("[1]", "[1]"), ("[i]", "[i]")]
    );
}

#[test]
fn deleted_text_is_left_out_and_inserted_text_kept() {
    let body = "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>They </w:t></w:r>\
        <w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space='preserve'>often </w:t></w:r></w:ins></w:p>\
        <w:p><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>came</w:t></w:r></w:moveTo>\
        <w:commentRangeStart w:id='0'/><w:r><w:t>.</w:t><w:commentReference w:id='0'/></w:r></w:p>";
    assert_eq!(document(body).text(), "They often came.\n");
}

#[test]
fn text_boxes_are_read_once_and_behind_their_paragraph() {
    let inner = p("", "Boxed words");
    let body = format!(
        "<w:p><w:r><w:t xml:space='preserve'>Before </w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>\
         <wp:docPr descr='A  pier'/><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:t xml:space='preserve'> after</w:t></w:r></w:p>{}",
        p("", "Next")
    );
    assert_eq!(document(&body).text(), "Before A pier after\n\nBoxed words\n\nNext\n");
}

#[test]
fn core_properties_are_metadata() {
    let core = "<cp:coreProperties xmlns:dc='x' xmlns:dcterms='y'><dc:title>Budget</dc:title><dc:creator>Ada Moreau</dc:creator>\
        <dcterms:modified>2024-05-01T10:00:00Z</dcterms:modified><dcterms:created>2024-03-31T10:00:00Z</dcterms:created>\
        <dc:language>en-GB</dc:language></cp:coreProperties>";
    let document = document_of(&p("", "Text."), &[("docProps/core.xml", core)]);
    let metadata = document.metadata();
    assert_eq!(metadata.title.as_deref(), Some("Budget"));
    assert_eq!(metadata.byline.as_deref(), Some("Ada Moreau"));
    assert_eq!(metadata.date, Some(jiff::civil::date(2024, 3, 31)));
    assert_eq!(metadata.language, Some("en"));
}

#[test]
fn what_is_hostile_stays_small() {
    let laughs = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><w:document><w:body>\
        <w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    let content = archive(&[("word/document.xml", laughs)]);
    assert_eq!(read(&Docx, &content).expect("a document").text(), "&b;\n");
    let deep = "<w:tbl><w:tr><w:tc>".repeat(5000);
    assert!(read(&Docx, &docx(&format!("{deep}{}", p("", "x")), &[])).is_ok());
    let boxes = "<w:p><w:r><w:txbxContent>".repeat(3000);
    assert!(read(&Docx, &docx(&format!("{boxes}{}", p("", "x")), &[])).is_ok());
    let blanks = vec![b' '; MAX_BOOK_BYTES as usize + 1];
    let bomb =
        archive(&[("word/document.xml", [text(&p("", "One")).as_bytes(), &blanks].concat())]);
    let document = read(&Docx, &bomb).expect("a document");
    assert_eq!(document.text(), "One\n");
    assert!(matches!(document.notices(), [Notice::Truncated { .. }]));
    let nothing = read(&Docx, &archive(&[("a", "b")])).err().map(|fault| fault.to_string());
    assert_eq!(nothing.as_deref(), Some("there is no text of a Word document in it"));
}

#[test]
fn long_documents_show_their_beginning_first() {
    let body = p("", "Some words of a long document.").repeat(4000);
    let mut parts = Vec::new();
    let whole = Docx
        .parts(&docx(&body, &[]), &Options::default(), &mut |part| {
            parts.push(part.text);
            ControlFlow::Continue(())
        })
        .expect("a document");
    assert!(!parts.is_empty() && parts[0].len() < whole.text.len() / 4);
    assert!(parts.iter().all(|part| whole.text.starts_with(part.as_str())));
}

#[test]
fn documents_of_word_are_told_by_their_beginning() {
    let Content::Memory(bytes) = docx("", &[]) else { panic!("in memory") };
    assert_eq!(Docx.sign(&bytes), Sign::Certain);
    let Content::Memory(bytes) = archive(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")])
    else {
        panic!("in memory")
    };
    assert_eq!(Docx.sign(&bytes), Sign::IfNamed);
}

proptest! {
    #[test]
    fn any_elements_make_a_document(body in "(<w:p>|</w:p>|<w:r>|</w:r>|<w:t>|</w:t>|x y|é |<w:tbl>|</w:tbl>|<w:tr>|</w:tr>|<w:tc>|</w:tc>|<w:br/>|<w:rPr><w:b/></w:rPr>|<w:pPr><w:outlineLvl w:val='1'/></w:pPr>|<w:hyperlink w:anchor='b'>|</w:hyperlink>|<w:bookmarkStart w:name='b'/>|<w:footnoteReference w:id='1'/>|<w:txbxContent>|</w:txbxContent>|<w:numPr><w:numId w:val='1'/></w:numPr>|<w:del>|</w:del>){0,50}") {
        let notes = format!("<w:footnotes><w:footnote w:id='1'>{body}</w:footnote></w:footnotes>");
        let files = [("word/footnotes.xml", &*notes), ("word/numbering.xml", NUMBERING)];
        prop_assert!(read(&Docx, &docx(&body, &files)).is_ok());
    }
}
