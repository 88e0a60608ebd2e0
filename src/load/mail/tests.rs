use proptest::prelude::*;

use super::*;
use crate::document::{BlockKind, Document};

fn mail(text: &str) -> Document {
    let mut parts = parts(text.as_bytes(), crate::load::limits::MAX_MAIL_PARTS);
    crate::load::measure::complete(&mut parts);
    Document::new(parts)
}

fn shown(document: &Document) -> Vec<(u8, &str)> {
    document.blocks().iter().map(|block| (block.quote, document.slice(block.span))).collect()
}

const HEAD: &str = "From: =?utf-8?q?Ad=C3=A9la?= Moreau <ada@x.example>\nTo: Jo <jo@y.example>, b@z.example\n\
    Cc: c@z.example\nSubject: =?utf-8?b?VGhlIHbDtHRl?=\nDate: Mon, 4 Mar 2024 23:30:00 -0500\n";

#[test]
fn a_plain_mail_has_subject_sender_date_and_quotations() {
    let body = "Dear Jo,\n\nI see it now, and I shall be there on Tuesday with both of the others.\n\n\
        On Monday Jo wrote:\n> Will you come to the meeting?\n>> No.\n\n-- \nAda Moreau\nHarbour Authority\n";
    let document = mail(&format!("{HEAD}\n{body}"));
    let metadata = document.metadata();
    assert_eq!(metadata.title.as_deref(), Some("The vôte"));
    assert_eq!(metadata.byline.as_deref(), Some("Adéla Moreau"));
    assert_eq!(metadata.date, Some(jiff::civil::date(2024, 3, 4)));
    let blocks = shown(&document);
    assert_eq!(blocks[0], (0, "The vôte"));
    assert_eq!(
        blocks[1].1,
        "From: Adéla Moreau <ada@x.example>\nTo: Jo <jo@y.example>, b@z.example\n\
        Cc: c@z.example\nDate: Mon, 4 Mar 2024 23:30:00 -0500"
    );
    assert_eq!(document.blocks()[1].kind, BlockKind::Header);
    assert!(blocks.contains(&(1, "Will you come to the meeting?")), "{blocks:?}");
    assert!(blocks.contains(&(2, "No.")), "{blocks:?}");
    assert!(blocks.last().unwrap().1.contains("Ada Moreau\nHarbour Authority"));
}

#[test]
fn the_readable_part_is_shown_and_the_rest_named() {
    let html = "<p>Hello <b>you</b></p><blockquote>said</blockquote>";
    let text = format!(
        "{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"out\"\n\npreamble\n\
        --out\nContent-Type: multipart/alternative; boundary=in\n\n\
        --in\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n\
        Caf=E9 at noon, a=\nnd so on.\n--in\nContent-Type: text/html\n\n{html}\n--in--\n\
        --out\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n\
        PHA+SGVsbG8gPGI+eW91PC9iPjwvcD48YmxvY2txdW90ZT5zYWlkPC9ibG9ja3F1b3RlPg==\n\
        --out\nContent-Type: application/pdf; name=\"plan.pdf\"\nContent-Disposition: attachment\n\
        Content-Transfer-Encoding: base64\n\n{}\n--out--\nepilogue",
        "QUJD".repeat(1000)
    );
    let document = mail(&text);
    let blocks = shown(&document);
    let expected = [
        (0, "Café at noon, and so on."),
        (0, "Hello you"),
        (1, "said"),
        (0, "Attached: plan.pdf (application/pdf, 2.9 KB)"),
    ];
    assert_eq!(blocks[2..], expected);
    assert!(document.notices().is_empty());
}

#[test]
fn a_hint_to_read_the_page_is_no_text() {
    let page = format!("<p>The real letter.</p><!-- {} -->", "x".repeat(5000));
    let text = format!(
        "{HEAD}Content-Type: multipart/alternative; boundary=in\n\n--in\n\nThis mail is a page.\n\
        --in\nContent-Type: text/html; charset=utf-8\n\n{page}\n--in--\n"
    );
    assert_eq!(shown(&mail(&text))[2..], [(0, "The real letter.")]);
    let only = format!("{HEAD}Content-Type: text/html\n\n<h2>News</h2><p>All of it.</p>");
    assert_eq!(shown(&mail(&only))[2..], [(0, "News"), (0, "All of it.")]);
}

#[test]
fn a_mail_in_a_mail_is_quoted() {
    let text = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n--b\n\
        Content-Type: message/rfc822\n\nFrom: c@d.example\nSubject: Inner\n\nWords.\n--b--\n"
    );
    let expected = [(0, "See below."), (1, "From: c@d.example\nSubject: Inner"), (1, "Words.")];
    assert_eq!(shown(&mail(&text))[2..], expected);
}

#[test]
fn damaged_mails_are_texts() {
    assert_eq!(shown(&mail("no header at all")), [(0, "no header at all")]);
    assert_eq!(shown(&mail("Subject: Only\n")), [(0, "Only")]);
    let unclosed = "Subject: A\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n";
    assert_eq!(shown(&mail(unclosed)), [(0, "A"), (0, "Text")]);
    let latin = [b"Subject: A\n\nd\xe9j\xe0 vu, tr\xe8s bien \xe0 bient\xf4t".as_slice()].concat();
    let read = parts(&latin, crate::load::limits::MAX_MAIL_PARTS);
    assert!(read.text.contains("déjà vu"), "{}", read.text);
}

#[test]
fn nested_parts_end_somewhere() {
    let level = |number: usize| {
        format!("Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n")
    };
    let deep: String = (0..2000).map(level).collect();
    assert!(mail(&deep).text().contains("too deep"));
    let mails = "Content-Type: message/rfc822\n\n".repeat(2000);
    assert!(mail(&mails).text().contains("too deep"));
    let wide =
        format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(5000));
    assert!(mail(&wide).text().contains("too many"));
}

fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let pieces: &[&[u8]] = &[
        b"From: a@x\n",
        b"Subject: =?utf-8?q?=C3?=\n",
        b"Date: x\n",
        b"Date: Mon, 99 Mar 0000\n",
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"Content-Type: multipart/digest; boundary=\"b\"\n",
        b"Content-Type: multipart/alternative; boundary=\n",
        b"Content-Type: text/html; charset=x\n",
        b"Content-Type: message/rfc822\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: quoted-printable\n",
        b"Content-Disposition: attachment; filename*=x''%\n",
        b"\n",
        b"\r\n",
        b"--b\n",
        b"--b--\n",
        b"--b",
        b"--\n",
        b"QUJD",
        b"=E9=\n=",
        b"> said\n",
        b"<p>x</p>",
        b"\xff\xfe",
        b"\0",
        b" folded\n",
        b":",
        b"-- \n",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_a_mail(bytes in prop::collection::vec(any::<u8>(), 0..300), pieces in pieces()) {
        for bytes in [&bytes, &pieces] {
            let mut parts = parts(bytes, crate::load::limits::MAX_MAIL_PARTS);
            crate::load::measure::complete(&mut parts);
            Document::new(parts);
            sign::of(bytes);
            subject(bytes);
        }
    }
}
