//! Feeds as they are opened: listed, and read.

use proptest::prelude::*;

use crate::document::{BlockKind, Document};
use crate::load::{Columns, LoadError, Options, Source, expand, load};

fn listed(source: Source) -> Vec<Result<Source, LoadError>> {
    expand(source, &Options::default(), &Columns::default()).collect()
}

fn documents(bytes: impl Into<Vec<u8>>) -> Vec<Document> {
    let sources = listed(Source::memory("feed", bytes.into()));
    sources.into_iter().map(|one| load(&one.unwrap(), &Options::default()).unwrap()).collect()
}

fn shown(document: &Document) -> Vec<&str> {
    document.blocks().iter().map(|block| document.slice(block.span)).collect()
}

fn targets(document: &Document) -> Vec<&str> {
    document.links().iter().map(|link| link.target.as_str()).collect()
}

const RSS: &str = r#"<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY own "no">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="x" xmlns:media="m"><channel>
<image><title>logo</title></image><title>The  Daily &amp; Co</title><link>https://d.example/</link><language>en-gb</language>
<item><title>R&amp;amp;D &lt;i&gt;plan&lt;/i&gt;</title><link>/1</link><pubDate>Sun, 31 Mar 2024 10:00:00 GMT</pubDate>
 <dc:creator>Ada Moreau</dc:creator><media:title>no</media:title><description>Short &own;</description>
 <content:encoded><![CDATA[<h2>Part</h2><p>Full <a href="more">text</a>.</p>]]></content:encoded>
 <enclosure url="https://d.example/a.mp3" type="audio/mpeg"/></item>
<item><title>Two</title><guid>https://d.example/2</guid><author>jo@d.example (Jo Li)</author>
 <description>Only &own; a text, 1 &lt; 2.</description></item>
</channel></rss>"#;

#[test]
fn entries_of_rss_are_documents() {
    let sources = listed(Source::memory("news.rss", RSS.as_bytes()));
    let names: Vec<String> = sources.iter().map(|one| one.as_ref().unwrap().name()).collect();
    assert_eq!(names, ["news.rss#1", "news.rss#2"]);
    assert_eq!(sources[0].as_ref().unwrap().short_name(), "R&D plan");
    let found = documents(RSS);
    let header = "By: Ada Moreau\nDate: Sun, 31 Mar 2024 10:00:00 GMT\nLink: https://d.example/1\n\
        Attached: https://d.example/a.mp3";
    assert_eq!(shown(&found[0]), ["R&D plan", header, "Part", "Full text."]);
    assert_eq!(found[0].blocks()[2].kind, BlockKind::Heading { level: 2 });
    let links = ["https://d.example/1", "https://d.example/a.mp3", "https://d.example/more"];
    assert_eq!(targets(&found[0]), links);
    let metadata = found[0].metadata();
    assert_eq!(metadata.title.as_deref(), Some("R&D plan"));
    assert_eq!(metadata.byline.as_deref(), Some("Ada Moreau"));
    assert_eq!(metadata.source.as_deref(), Some("The Daily & Co"));
    assert_eq!(metadata.date, Some(jiff::civil::date(2024, 3, 31)));
    assert_eq!(metadata.language, Some("en"));
    assert!(found[0].notices().is_empty(), "{:?}", found[0].notices());
    let second = ["Two", "By: Jo Li\nLink: https://d.example/2", "Only &own; a text, 1 < 2."];
    assert_eq!(shown(&found[1]), second);
}

#[test]
fn entries_of_atom_are_documents() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/blog/">
        <title type="html">A &lt;b&gt;blog&lt;/b&gt;</title><author><name>Nobody</name></author>
        <entry xml:base="2024/"><title>One</title><link rel="edit" href="x"/><link href="one"/>
        <author><name>Ada</name></author><author><name>Jo</name></author><updated>2024-04-01T00:00:00Z</updated>
        <published>2024-03-31T00:00:00Z</published><summary>Short</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Full <em>text</em> <a href="b">b</a></p></div></content></entry>
        <entry><title type="text">1 &lt; 2</title><content type="text">Plain &lt;p&gt;.</content></entry></feed>"#;
    let found = documents(feed);
    let header = "By: Ada, Jo\nDate: 2024-03-31T00:00:00Z\nLink: https://a.example/blog/2024/one";
    assert_eq!(shown(&found[0]), ["One", header, "Full text b"]);
    assert_eq!(targets(&found[0])[1], "https://a.example/blog/2024/b");
    assert_eq!(found[0].inlines().len(), 1);
    assert_eq!(found[0].metadata().source.as_deref(), Some("A blog"));
    assert_eq!(shown(&found[1]), ["1 < 2", "Plain <p>."]);
}

#[test]
fn entries_of_rdf_and_json_are_documents() {
    let rdf = r#"<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/"><channel><title>Old</title></channel>
        <item rdf:about="x"><title>One</title><dc:date>2024-03-31</dc:date><description>&lt;p&gt;Text&lt;/p&gt;</description></item></rdf:RDF>"#;
    let found = documents(rdf);
    assert_eq!(shown(&found[0]), ["One", "Date: 2024-03-31", "Text"]);
    assert_eq!(found[0].metadata().source.as_deref(), Some("Old"));
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://j.example/",
        "items": [{"id": 1, "title": "One", "url": "/1", "authors": [{"name": "Ada"}], "content_html": "<p>A <a href='x'>b</a></p>",
        "date_published": "2024-03-31T10:00:00Z"}, {"id": "2", "content_text": "Just < text"}]}"#;
    let found = documents(json);
    let header = "By: Ada\nDate: 2024-03-31T10:00:00Z\nLink: https://j.example/1";
    assert_eq!(shown(&found[0]), ["One", header, "A b"]);
    assert_eq!(targets(&found[0]), ["https://j.example/1", "https://j.example/x"]);
    assert_eq!(shown(&found[1]), ["Just < text"]);
    assert_eq!(found[1].metadata().source.as_deref(), Some("J"));
}

#[test]
fn feeds_in_other_encodings_and_broken_ones_are_read() {
    let text = RSS
        .replace("version=\"1.0\"?", "version=\"1.0\" encoding=\"iso-8859-1\"?")
        .replace("Ada", "Ad\u{e9}la");
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(&text);
    assert_eq!(
        documents(latin.into_owned())[0].metadata().byline.as_deref(),
        Some("Ad\u{e9}la Moreau")
    );
    let wide: Vec<u8> =
        [0xfeff].into_iter().chain(RSS.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(documents(wide).len(), 2);
    let broken = RSS.split("</description></item>").next().unwrap();
    assert_eq!(shown(documents(broken).last().unwrap())[0], "Two");
    let page =
        "<rss><channel><item><title>A<description>x <br> y & z</item><item><title>B</title></item>";
    assert_eq!(documents(page).len(), 2);
}

#[test]
fn a_list_leads_to_files_in_its_own_folder_only() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("lists");
    std::fs::create_dir_all(inner.join("feeds")).unwrap();
    std::fs::write(inner.join("feeds/a.xml"), RSS).unwrap();
    std::fs::write(folder.path().join("out.xml"), RSS).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../out.xml", inner.join("link.xml")).unwrap();
    let outline = |address: &str| format!("<outline text=\"T\" xmlUrl=\"{address}\"/>");
    let inside =
        ["feeds/a.xml", "./feeds/a.xml", "list.opml", "https://w.example/f"].map(outline).concat();
    let outside = ["../out.xml", "/etc/passwd", "link.xml", "none.xml"].map(outline).concat();
    let text = format!(
        "<opml version=\"2.0\"><body><outline text=\"g\">{inside}</outline>{outside}</body></opml>"
    );
    let list = inner.join("list.opml");
    std::fs::write(&list, text).unwrap();
    let found = listed(Source::File(list));
    let told = |one: &Result<Source, LoadError>| match one {
        Ok(source) => source.name(),
        Err(error) => error.to_string(),
    };
    let told: Vec<String> = found
        .iter()
        .map(|one| {
            told(one).replace(&*inner.to_string_lossy(), "IN").replace("IN/list.opml", "LIST")
        })
        .collect();
    let mut expected = vec![
        "IN/feeds/a.xml#1",
        "IN/feeds/a.xml#2",
        "LIST: ../out.xml: leads out of the folder of the list",
        "LIST: /etc/passwd: leads out of the folder of the list",
        "LIST: link.xml: leads out of the folder of the list",
        "LIST: none.xml: there is no such file",
        "LIST: T: is on the web, and gleaner does not fetch",
    ];
    if cfg!(not(unix)) {
        expected.remove(4);
    }
    assert_eq!(told, expected);
}

#[test]
fn many_feeds_on_the_web_are_counted() {
    let outlines = "<outline xmlUrl=\"https://w.example/f\"/>".repeat(20);
    let found = listed(Source::memory("a.opml", format!("<opml>{outlines}</opml>").into_bytes()));
    let message = found[0].as_ref().unwrap_err().to_string();
    assert_eq!(
        (message.as_str(), found.len()),
        ("a.opml: 20 feeds are on the web, and gleaner does not fetch", 1)
    );
}

fn pieces() -> impl Strategy<Value = String> {
    let pieces: &[&str] = &[
        "<rss>",
        "<feed>",
        "<channel>",
        "<item>",
        "</item>",
        "<entry xml:base='a'>",
        "</entry>",
        "<title>",
        "</title>",
        "<content type='xhtml'>",
        "</content>",
        "<link href='/x'/>",
        "<description>",
        "</description>",
        "<![CDATA[",
        "]]>",
        "&amp;",
        "&lt;p&gt;",
        "&#0;",
        "&#x9b;",
        "&own;",
        "&",
        "<",
        ">",
        "<!--",
        "-->",
        "<!DOCTYPE x [",
        "<?xml",
        "é",
        "word",
        "\u{0}",
        "<author><name>",
        "<opml>",
        "<outline xmlUrl='a'/>",
        "<a b=c d>",
        "</",
        "\"",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_pieces_are_listed_and_read(pieces in pieces(), kind in 0..3) {
        let start = ["<rss>", "<feed>", "<opml>"][kind as usize];
        for source in listed(Source::memory("a.xml", format!("{start}{pieces}").into_bytes())).into_iter().flatten() {
            if let Ok(document) = load(&source, &Options::default()) {
                let end = document.blocks().last().map_or(0, |block| block.span.end);
                prop_assert!(end <= document.len());
            }
        }
    }
}
