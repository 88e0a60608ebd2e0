//! A small document of each format, for fuzzers to begin with.

use std::io::{Cursor, Write};

/// The byte that chooses the name (see `functions.rs`), and the document.
pub fn seeds() -> Vec<(&'static str, u8, Vec<u8>)> {
    let text = |content: &str| content.as_bytes().to_vec();
    let page =
        format!("<!DOCTYPE html><html><head><title>A day</title></head><body>{BODY}</body></html>");
    vec![
        ("plain", 1, text(PLAIN)),
        ("markdown", 2, text(MARKDOWN)),
        ("html", 3, text(&page)),
        (
            "csv",
            4,
            text("title,body,date\nOne,\"The council, in Lyon\nmet.\",2024-03-01\nTwo,Rain,\n"),
        ),
        (
            "jsonl",
            5,
            text("{\"title\":\"One\",\"text\":\"Rain in \\u004cyon.\"}\n{\"text\":\"Two\"}\n"),
        ),
        (
            "json",
            6,
            text("[{\"title\":\"One\",\"text\":\"Rain\"},{\"text\":\"Two\",\"date\":1700000000}]"),
        ),
        ("mail", 7, text(MAIL)),
        (
            "mbox",
            0,
            text(&format!(
                "From ana@example.org Fri Mar  1 10:00:00 2024\n{MAIL}\n\nFrom b@example.org Fri Mar  1 11:00:00 2024\nSubject: Two\n\n>From here\n"
            )),
        ),
        (
            "rss",
            11,
            text(&format!(
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title><item><title>One</title><pubDate>Fri, 01 Mar 2024 10:00:00 GMT</pubDate><description>{}</description></item></channel></rss>",
                BODY.replace('<', "&lt;")
            )),
        ),
        (
            "atom",
            11,
            text(
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>News</title><entry><title>One</title><updated>2024-03-01T10:00:00Z</updated><content type=\"html\">&lt;p&gt;Rain&lt;/p&gt;</content></entry></feed>",
            ),
        ),
        (
            "opml",
            11,
            text(
                "<opml version=\"2.0\"><body><outline text=\"News\" xmlUrl=\"news.xml\"/></body></opml>",
            ),
        ),
        ("zip", 10, zip(&[("a.txt", PLAIN), ("b/c.md", MARKDOWN)])),
        (
            "epub",
            9,
            zip(&[
                ("mimetype", "application/epub+zip"),
                ("META-INF/container.xml", CONTAINER),
                ("book.opf", BOOK),
                (
                    "one.xhtml",
                    &format!(
                        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{BODY}</body></html>"
                    ),
                ),
            ]),
        ),
        (
            "docx",
            8,
            zip(&[
                (
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
                ),
                ("word/document.xml", WORD),
            ]),
        ),
        (
            "odt",
            0,
            zip(&[
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("content.xml", OFFICE),
            ]),
        ),
        ("rtf", 0, include_bytes!("../support/minutes.rtf").to_vec()),
        ("gzip", 1, gzip(PLAIN)),
        (
            "pdf",
            0,
            text(
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
            ),
        ),
    ]
}

const PLAIN: &str = "Title: Rain\nDate: 2024-03-01\n\nThe council met in Lyon on 3 March 2024. Costs rose 12 percent \
    to 4.5 million euros. \"We did not expect this,\" said Ada Moreau, who chairs it.\n";
const MARKDOWN: &str = "# Rain\n\nThe *council* [met](https://example.org/)[^1].\n\n- one\n- two\n\n| a | b |\n|---|---|\n\
    | 1 | 2 |\n\n```\ncode\n```\n\n[^1]: In Lyon.\n";
const BODY: &str = "<h1>Rain</h1><p>The <b>council</b> met in <a href=\"#n\">Lyon</a>.</p><ul><li>one<li>two</ul>\
    <table><tr><th>a<th>b<tr><td>1<td>2</table><pre>code</pre><p id=\"n\">A note.</p>";
const MAIL: &str = "From: Ana Ruiz <ana@example.org>\nTo: b@example.org\nSubject: =?utf-8?q?Rain_in_Ly=C3=B6n?=\n\
    Date: Fri, 1 Mar 2024 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\
    Content-Type: text/plain; charset=utf-8\n\n> It rains.\nYes.\n--b\nContent-Type: text/html\n\n<p>Yes.</p>\n--b--\n";
const CONTAINER: &str = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\"><rootfiles>\
    <rootfile full-path=\"book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
const BOOK: &str = "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"><metadata \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Rain</dc:title></metadata><manifest>\
    <item id=\"a\" href=\"one.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
const WORD: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r>\
    <w:t>The council met in Lyon.</w:t></w:r></w:p></w:body></w:document>";
const OFFICE: &str = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text><text:p>The council met.</text:p>\
    </office:text></office:body></office:document-content>";
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        writer.start_file(*name, stored).expect("a name");
        writer.write_all(content.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).expect("memory");
    encoder.finish().expect("memory")
}
