//! The hostile inputs, small enough to be run in every build: what grows with the square
//! of its length shows at these lengths already, as a call that does not end in time.

use std::ffi::OsString;

/// One file.
pub struct Input {
    /// Its name.
    pub name: OsString,
    /// Its content.
    pub content: Vec<u8>,
    /// Whether it is a text that must be read.
    pub readable: bool,
}

/// Ordinary text with facts, to stand between the traps.
const PROSE: &str = "The committee met on 3 March 2024 in Lyon. Ada Moreau, who chairs it, said costs \
    rose 12 percent to 4.5 million euros. \"We did not expect this,\" she added. ";

fn text(name: &str, content: impl Into<Vec<u8>>) -> Input {
    Input { name: name.into(), content: content.into(), readable: true }
}

fn perhaps(name: &str, content: impl Into<Vec<u8>>) -> Input {
    Input { readable: false, ..text(name, content) }
}

/// What terminals take as commands.
const CONTROLS: [(&str, &str); 34] = [
    ("colour", "\x1b[31mred\x1b[0m"),
    ("clear", "\x1b[2J\x1b[1;1H\x1b[3J"),
    ("other-screen", "\x1b[?1049h\x1b[?7777h"),
    ("title", "\x1b]0;title\x07"),
    ("title-2", "\x1b]2;title\x1b\\"),
    ("link", "\x1b]8;;http://evil.example/\x1b\\click\x1b]8;;\x1b\\"),
    ("clipboard", "\x1b]52;c;b3duZWQ=\x07"),
    ("folder", "\x1b]7;file:///tmp\x1b\\"),
    ("notification", "\x1b]9;hello\x07"),
    ("image", "\x1b]1337;File=inline=1:AAAA\x07"),
    ("colour-query", "\x1b]4;0;?\x07\x1b]10;?\x07"),
    ("font-query", "\x1b]50;?\x07"),
    ("setting-query", "\x1bP$qm\x1b\\"),
    ("sixel", "\x1bPq#0;2;0;0;0\x1b\\"),
    ("multiplexer", "\x1bPtmux;\x1b\x1b]0;x\x07\x1b\\"),
    ("kitty", "\x1b_Ga=T,f=24;AAAA\x1b\\"),
    ("privacy", "\x1b^message\x1b\\\x1bXstring\x1b\\"),
    ("report", "\x1b[21t\x1b[6n\x1b[c\x1b[>q"),
    ("reset", "\x1bc\x1b#8"),
    ("character-set", "\x1b(0\x0e\x0f"),
    ("paste-end", "\x1b[201~"),
    ("mouse", "\x1b[?1003h"),
    ("printer", "\x1b[5i"),
    ("repeat", "\x1b[7777b"),
    ("enquiry", "\x05"),
    ("bell", "\x07"),
    ("overstrike", "a\x08b\x08\x08\x08"),
    ("overwrite", "safe text\revil"),
    ("page", "\x0b\x0c"),
    ("delete", "\x7f"),
    ("cancel", "\x18\x1a"),
    ("nul", "\0"),
    ("c1", "\u{9b}31m\u{9d}0;x\u{9c}\u{90}q\u{9c}\u{85}"),
    ("nested", "\x1b\x1b[2J]0;x\x07 \x1b[3\x1b[31m1;1m"),
];

/// Terminal controls in all places of a document.
pub fn escapes() -> Vec<Input> {
    let mut inputs: Vec<Input> = CONTROLS
        .iter()
        .map(|(name, control)| {
            text(
                &format!("{name}.txt"),
                format!("Title {control}\n\nbefore {control} after\n{PROSE}\n"),
            )
        })
        .collect();
    let all: String =
        CONTROLS.iter().map(|(name, control)| format!("{name}: {control}.\n")).collect();
    inputs.push(text("all.txt", all.clone()));
    inputs.push(text("c0.txt", [&(0..32).collect::<Vec<u8>>()[..], b"\x7f\n"].concat()));
    let c1: String = ('\u{80}'..='\u{9f}').collect();
    inputs.push(text("c1-all.txt", format!("{c1}\n{PROSE}")));
    inputs.push(perhaps(
        "c1-raw.txt",
        [b"a\x9b31mb \x9d0;x\x9c ", &(0x80..0xa0).collect::<Vec<u8>>()[..]].concat(),
    ));
    inputs.push(text("endless-osc.txt", format!("start \x1b]0;{}", "A".repeat(50_000))));
    inputs.push(text("endless-csi.txt", format!("start \x1b[{}", "7;".repeat(25_000))));
    for size in [8_191, 65_535] {
        let content = format!("{}\x1b]0;x\x07\u{9b}31m{}", "x".repeat(size), "y".repeat(size));
        inputs.push(text(&format!("split-{size}.txt"), content));
    }
    let bidi = "access = \"user\u{202e} \u{2066}// admin\u{2069}\" \u{202a}\u{202b}\u{202d}\u{200e}\u{200f}\u{61c}";
    inputs.push(text("bidi.txt", format!("{bidi}\n{PROSE}{bidi}")));
    inputs.push(text(
        "front.md",
        format!("---\ntitle: \"x \x1b]0;t\x07\"\n---\n# H \x1b[2J\n\n{PROSE}\n\n```\n\x1bPq\x1b\\\n```\n\n[l](http://e/&#27;]0;x&#7; \"t&#27;[31m\")\n\n&#27;]0;x&#7; &#x9b;31m &#x202e;\n"),
    ));
    inputs.push(text(
        "header.txt",
        format!("Title: {all}Date: \x1b[31m2024-03-31\nBy: \u{9b}31m\n\n{PROSE}"),
    ));
    inputs
}

/// Bytes that are no UTF-8, or text in other encodings.
pub fn encodings() -> Vec<Input> {
    let words = "Ünïcode 日本語 Привет мир עברית 🙂 e\u{301}\n";
    let wide = |swap: bool| -> Vec<u8> {
        let units = format!("\u{feff}{words}{PROSE}");
        let bytes = |unit: u16| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() };
        units.encode_utf16().flat_map(bytes).collect()
    };
    let mut odd = wide(false);
    odd.pop();
    let mut broken = Vec::new();
    for first in 0x80..=0xff_u8 {
        broken.extend([b'|', first, b' ', first, 0x80, b' ', first, 0x80, 0x80, b'\n']);
    }
    broken.extend(
        b"\xc0\x9b[31m \xe0\x80\x9b]0;x\xc0\x87 \xed\xa0\xbd\xed\xb8\x80 \xf4\x90\x80\x80\n",
    );
    let legacy = |encoding: &'static encoding_rs::Encoding, sentence: &str| {
        encoding.encode(&sentence.repeat(30)).0.into_owned()
    };
    // A generator that needs no library and gives the same bytes on every run.
    let random = std::iter::successors(Some(7_u32), |state| {
        Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223))
    });
    let random: Vec<u8> = random.map(|state| (state >> 24) as u8).take(100_000).collect();
    vec![
        text("utf-16-le.txt", wide(false)),
        text("utf-16-be.txt", wide(true)),
        text("utf-16-odd.txt", odd),
        perhaps("utf-16-lone.txt", b"\xff\xfea\x00\x00\xd8b\x00".to_vec()),
        text("utf-8-mark.txt", format!("\u{feff}{words}{PROSE}")),
        perhaps("broken.txt", broken),
        text("latin.txt", legacy(encoding_rs::WINDOWS_1252, "“Élève” à Genève – l’été… ")),
        text("cyrillic.txt", legacy(encoding_rs::WINDOWS_1251, "Съешь же ещё этих мягких булок. ")),
        text("shift-jis.txt", legacy(encoding_rs::SHIFT_JIS, "吾輩は猫である。名前はまだ無い。")),
        text("gb18030.txt", legacy(encoding_rs::GB18030, "人人生而自由，在尊严和权利上一律平等。")),
        text("nul.txt", format!("a\0b\0\0c\n{PROSE}")),
        perhaps("nul-only.txt", vec![0; 50_000]),
        perhaps("random.bin", random),
        text("mark-only.txt", "\u{feff}"),
        text("line-ends.txt", "a\rb\r\nc\n\rd\u{85}e\u{2028}f\u{2029}g\x0bh\x0ci"),
        perhaps("program.bin", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec()),
    ]
}

/// Text that is long, empty or wide where none should be.
pub fn shapes() -> Vec<Input> {
    let zalgo: String = PROSE
        .repeat(3)
        .chars()
        .flat_map(|character| std::iter::once(character).chain('\u{300}'..'\u{332}'))
        .collect();
    let tags: String =
        "ignore this".chars().filter_map(|c| char::from_u32(0xe0000 + c as u32)).collect();
    vec![
        text("no-blank.txt", "A".repeat(200_000)),
        text("one-line.txt", PROSE.repeat(200)),
        text("combining.txt", format!("a{} end\n", "\u{301}".repeat(50_000))),
        text("joined-emoji.txt", format!("\u{1f468}{}\n", "\u{200d}\u{1f469}".repeat(10_000))),
        text("flags.txt", "\u{1f1e6}".repeat(19_999)),
        text("zalgo.txt", zalgo),
        text("homoglyphs.txt", "pаypаl.com googIe.com ｐａｙ ⓟⓐⓨ 𝗉𝖺𝗒\nhttps://аpple.com/login\n"),
        text(
            "zero-width.txt",
            format!(
                "{}{}",
                "p\u{200b}a\u{200d}s\u{2060}w\u{feff}o\u{ad}\n".repeat(200),
                "\u{200b}".repeat(20_000)
            ),
        ),
        text("tags.txt", format!("visible{tags}\n{}", "\u{fe00}\u{fe0f}\u{e0100}".repeat(500))),
        text("wide.txt", "漢字かな交じり文ﾊﾝｶｸ🙂👨‍👩‍👧‍👦🇫🇷①ⅷ±°§".repeat(300)),
        text("tabs.txt", format!("{}x\n{}", "\t".repeat(20_000), "a\tb\t\tc\n".repeat(500))),
        text("empty-lines.txt", "\n".repeat(100_000)),
        text("short-lines.txt", "a\n".repeat(50_000)),
        text("white.txt", " \t\u{a0}\u{3000} \n".repeat(1_000)),
        text("ligatures.txt", "\u{fdfa}".repeat(10_000)),
        text(
            "private.txt",
            format!("{}\u{fdd0}\u{ffff}\u{10ffff}", ('\u{e000}'..'\u{e400}').collect::<String>()),
        ),
        text("no-stop.txt", "word ".repeat(30_000)),
        text("abbreviations.txt", "Dr. Mr. e.g. i.e. U.S. a.m. 3.14. ... ?! \".\" ".repeat(1_000)),
        text("digits.txt", "1234567890.".repeat(10_000)),
        text("quotes.txt", format!("{}{}{PROSE}", "“".repeat(20_000), "\"".repeat(20_001))),
        text("numbers.txt", "between one and two hundred million and ".repeat(2_000)),
        text("dates.txt", "from March to April 2024 to May 31 until ".repeat(2_000)),
        text("names.txt", "Sir John of the Society of ".repeat(3_000)),
        text("said.txt", "said that he said \"".repeat(4_000)),
        text("money.txt", "$1 €2 £3 $ $ $$ 4 m 5bn ".repeat(3_000)),
        text(
            "patterns.txt",
            format!(
                "{}!\n{}\n{}\n{}\n{}",
                "a".repeat(20_000),
                "(".repeat(20_000),
                "@".repeat(20_000),
                "http://".repeat(5_000),
                "-".repeat(50_000)
            ),
        ),
        text(
            "urls.txt",
            format!(
                "http://a.b/{} www.{} a@{}",
                "(".repeat(20_000),
                "a.".repeat(20_000),
                "b.".repeat(20_000)
            ),
        ),
        text("capitals.txt", "THE END OF THE WORLD ".repeat(3_000)),
        text("empty.txt", ""),
    ]
}

/// Markdown whose nesting or references explode.
pub fn markdown() -> Vec<Input> {
    let all = [
        ("quotes", format!("{} x\n", ">".repeat(5_000))),
        ("spaced-quotes", format!("{}x\n", "> ".repeat(10_000))),
        ("lists", format!("{}x\n", "- ".repeat(5_000))),
        ("indented-list", (0..300).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect()),
        ("brackets", "[".repeat(20_000)),
        ("bracket-pairs", format!("{}a{}", "[".repeat(10_000), "]".repeat(10_000))),
        ("open-links", "[a](".repeat(10_000)),
        ("nested-links", format!("{}a{}", "[".repeat(5_000), "](x)".repeat(5_000))),
        ("nested-images", format!("{}a{}", "![".repeat(5_000), "](x)".repeat(5_000))),
        ("emphasis", "*a _b ".repeat(10_000)),
        ("stars", "*".repeat(20_000)),
        ("strong", format!("{}{}", "**a ".repeat(6_000), "b** ".repeat(6_000))),
        ("ticks", (1..300).map(|count| "`".repeat(count) + "x ").collect()),
        ("less-than", "<".repeat(20_000)),
        ("cdata", "<![CDATA[".repeat(4_000)),
        ("comments", "<!--".repeat(10_000)),
        (
            "references",
            (0..5_000).map(|n| format!("[r{n}]: http://e/{n}\n")).collect::<String>() + "[r1]\n",
        ),
        ("expansion", format!("[a]: /{}\n{}", "x".repeat(5_000), "[a] ".repeat(5_000))),
        (
            "footnotes",
            (0..1_000).map(|n| format!("[^{n}]: see [^{}]\n\n", n + 1)).collect::<String>()
                + "x[^0]\n",
        ),
        ("footnote-cycle", "[^a]: see [^b]\n\n[^b]: see [^a]\n\nx[^a]\n".to_owned()),
        (
            "table",
            format!("|{}\n|{}\n{}", "a|".repeat(1_000), "-|".repeat(1_000), "|x\n".repeat(200)),
        ),
        ("entities", format!("{}{}", "&".repeat(20_000), "&amp;".repeat(20_000))),
        ("open-fence", format!("```rust\n{}", "let x = 1;\n".repeat(5_000))),
        ("fence-name", format!("```{}\na\n```\n", "x".repeat(100_000))),
        ("underlined", format!("{}===\n", "a\n".repeat(10_000))),
        ("front-matter", format!("---\na: {}\n---\nx\n", "[".repeat(20_000))),
        ("open-front-matter", format!("---\n{}", "a: b\n".repeat(10_000))),
        ("headings", "# h\n".repeat(10_000)),
        ("prose", format!("# T\n\n{PROSE}\n\n- a\n- b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")),
    ];
    all.into_iter().map(|(name, content)| text(&format!("{name}.md"), content)).collect()
}

/// Files whose names are an attack.
pub fn names() -> Vec<Input> {
    let mut names: Vec<OsString> = vec![
        "\u{202e}gnp.txt".into(),
        "-rf --help.txt".into(),
        " .txt".into(),
        "a\u{200b}\u{2028}\u{9b}.txt".into(),
        format!("{}.txt", "n".repeat(251)).into(),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;
        names.push("new\nline\tname.txt".into());
        names.push("name\x1b]0;x\x07\x1b[31m.txt".into());
        names.push(OsString::from_vec(b"bad\xff\xfename.txt".to_vec()));
    }
    let input = |name| Input { name, content: PROSE.into(), readable: true };
    names.into_iter().map(input).collect()
}

/// Pages, books, mails, feeds, rows and archives that are deep, endless, damaged, or ask for
/// more than there is.
pub fn formats() -> Vec<Input> {
    let deep =
        |open: &str, close: &str, depth: usize| open.repeat(depth) + PROSE + &close.repeat(depth);
    let page = |body: &str| format!("<!DOCTYPE html><html><body>{body}</body></html>");
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha ha ha ha \"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
                  <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d SYSTEM \"file:///etc/passwd\">]>";
    let rss = |item: &str| {
        format!("<rss version=\"2.0\"><channel><title>T</title>{item}</channel></rss>")
    };
    let chapter = format!("{laughs}<html><body><p>&c; &d; {PROSE}</p></body></html>");
    let container = "<container><rootfiles><rootfile full-path=\"../../../etc/passwd\"/></rootfiles></container>";
    let mail = "From: a@example.org\nSubject: \x1b]0;x\x07 bell\nMIME-Version: 1.0\n";
    let nested: String = (0..200)
        .map(|part| format!("Content-Type: multipart/mixed; boundary=b{part}\n\n--b{part}\n"))
        .collect();
    let mut archive = zip(&[("a.txt", PROSE.as_bytes())]);
    for _ in 0..12 {
        archive = zip(&[("in.zip", &archive)]);
    }
    let huge = vec![b'a'; 8 << 20];
    vec![
        perhaps("deep.html", page(&deep("<div>", "</div>", 20_000))),
        perhaps("unclosed.html", page(&deep("<b><i><a href=x>", "", 5_000))),
        perhaps(
            "cells.html",
            page(&format!("<table><tr>{}</table>", "<td colspan=1000>x".repeat(5_000))),
        ),
        perhaps("script.html", page("<script>while (1) {}</script><p onclick=x()>text</p>")),
        perhaps("laughs.xml", format!("{laughs}{}", rss("<item><title>&c;&d;</title></item>"))),
        perhaps(
            "items.xml",
            rss(&"<item><title>\x1b[2J</title><description>x</description></item>".repeat(300)),
        ),
        perhaps("cut.xml", rss(&"<item><title>x</title>".repeat(300)).split_at(3_000).0.to_owned()),
        perhaps("parts.eml", format!("{mail}{nested}end")),
        perhaps(
            "words.eml",
            format!("{mail}To: {}\n\n{PROSE}", "=?utf-8?q?=1B[31m?= ".repeat(2_000)),
        ),
        perhaps("box.mbox", format!("From a Mon Jan  1 00:00:00 2024\n{mail}\nx\n\n").repeat(300)),
        perhaps("open.csv", format!("text,title\n\"{}", PROSE.repeat(2_000))),
        perhaps("wide.csv", format!("{}\n", "\u{9b}31m,".repeat(20_000)).repeat(3)),
        perhaps("deep.json", format!("[{}{}]", "[".repeat(100_000), "]".repeat(100_000))),
        perhaps("deep.jsonl", format!("{{\"text\":{}1}}\n", "[".repeat(100_000))),
        perhaps("list.opml", "<opml><body><outline xmlUrl=\"../../../etc/passwd\"/></body></opml>"),
        perhaps("nested.zip", archive),
        perhaps("bomb.zip", zip(&[("a.txt", &huge)])),
        perhaps("out.zip", zip(&[("../../a.txt", PROSE.as_bytes()), ("/etc/\x1b[2J.txt", b"x")])),
        perhaps(
            "out.epub",
            zip(&[
                ("mimetype", b"application/epub+zip"),
                ("META-INF/container.xml", container.as_bytes()),
            ]),
        ),
        perhaps(
            "bomb.docx",
            zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &huge)]),
        ),
        perhaps(
            "laughs.odt",
            zip(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("content.xml", chapter.as_bytes()),
            ]),
        ),
        perhaps("cut.pdf", "%PDF-1.7\n1 0 obj <</Kids [1 0 R]/Count 9999999999>> endobj"),
        perhaps(
            "deep.pdf",
            format!("%PDF-1.7\n1 0 obj {} endobj\ntrailer <</Root 1 0 R>>", "[".repeat(200_000)),
        ),
        perhaps("deep.rtf", format!("{{\\rtf1 {}", deep("{", "}", 200_000))),
        perhaps("cells.rtf", format!("{{\\rtf1\\trowd {PROSE}{}", "\\intbl\\cell".repeat(50_000))),
        perhaps("notes.rtf", format!("{{\\rtf1 {PROSE}{}}}", "{\\footnote x}".repeat(5_000))),
        perhaps(
            "signs.rtf",
            format!(
                "{{\\rtf1\\\n{}\\bin999999999 {PROSE}",
                "\\'1b[2J\\u7 ?\\'\\u155 ?31m\\\n".repeat(5_000)
            ),
        ),
        perhaps(
            "tables.rtf",
            format!("{{\\rtf1{}{PROSE}}}", "{\\fonttbl{\\f0 \x1b]0;x\x07;}}".repeat(5_000)),
        ),
        perhaps("cut.txt.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec()),
    ]
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Lines that are not what the filter asks for.
pub fn records() -> Vec<Input> {
    let record = format!("{{\"id\": \"a\", \"title\": \"T\", \"text\": {:?}}}\n", "Rain in Lyon.");
    let deep = format!("{{\"id\":1,\"x\":{}{}}}\n", "[".repeat(50_000), "]".repeat(50_000));
    let all: Vec<(&str, Vec<u8>)> = vec![
        ("bad-between", format!("{record}{{bad\n{record}").into()),
        ("blank", format!("\r\n\n{record}\r\n\n").into()),
        ("open", record.trim_end().into()),
        ("mark", format!("\u{feff}{record}").into()),
        ("deep", deep.into()),
        ("surrogate", "{\"id\":1,\"text\":\"a\\ud800b \\udc00\"}\n".into()),
        ("numbers", format!("{{\"id\":{},\"text\":\"x\"}}\n{{\"id\":1e99999,\"text\":\"x\"}}\n{{\"id\":-0,\"text\":1}}\n", "9".repeat(5_000)).into()),
        ("twice", "{\"id\":1,\"id\":2,\"text\":\"a\",\"text\":\"b\"}\n".into()),
        ("bytes", b"{\"id\":1,\"text\":\"\xff\xfe\"}\n\xff\n\0\n".to_vec()),
        ("escapes", "{\"id\":\"a\\u0000\\u001b\",\"text\":\"c\\u0000d\\u009b\\u202e\"}\n".into()),
        ("others", "[]\n1\n\"x\"\nnull\ntrue\n".into()),
        ("two-in-one", format!("{}{record}", record.trim_end()).into()),
        ("dates", "{\"id\":1,\"text\":\"x\",\"date\":\"2024-02-30\"}\n{\"id\":2,\"text\":\"x\",\"date\":null}\n".into()),
        ("long", format!("{{\"id\":1,\"text\":{:?}}}\n", PROSE.repeat(300)).into()),
    ];
    all.into_iter().map(|(name, content)| text(name, content)).collect()
}
