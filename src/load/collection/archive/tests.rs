use std::io::{Cursor, Write};

use crate::load::limits::{Limit, Limits};
use crate::load::{Columns, LoadError, Options, Source, expand, load};

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_ustar();
        // The crate itself refuses names that lead out of an archive.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(content.len() as u64);
        header.set_cksum();
        builder.append(&header, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn listed(name: &str, bytes: Vec<u8>, options: &Options) -> Vec<Result<Source, LoadError>> {
    expand(Source::memory(name, bytes), options, &Columns::default()).collect()
}

/// The name and the text of each document, or why it is none.
fn documents(name: &str, bytes: Vec<u8>) -> Vec<(String, String)> {
    let options = Options::default();
    let read = |listed: Result<Source, LoadError>| match listed {
        Err(error) => (error.name().to_owned(), error.to_string()),
        Ok(source) => match load(&source, &options) {
            Ok(document) => (source.name(), document.text().to_owned()),
            Err(error) => (source.name(), error.to_string()),
        },
    };
    listed(name, bytes, &options).into_iter().map(read).collect()
}

fn names(documents: &[(String, String)]) -> Vec<&str> {
    documents.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn each_file_is_a_document_of_its_own_format() {
    let files: [(&str, &[u8]); 3] =
        [("a.txt", b"One."), ("notes/b.md", b"# Two\n\n*three*\n"), ("c.txt.gz", &gzip(b"Four."))];
    for (name, archive) in [("x.zip", zip(&files)), ("x.tar", tar(&files))] {
        let found = documents(name, archive);
        let wanted: Vec<String> =
            ["a.txt", "notes/b.md", "c.txt.gz"].map(|file| format!("{name}/{file}")).into();
        assert_eq!(names(&found), wanted);
        assert_eq!(found[0].1, "One.");
        assert_eq!(found[1].1, "Two\n\nthree\n");
        assert_eq!(found[2].1, "Four.");
    }
}

#[test]
fn a_compressed_archive_and_one_without_an_ending_are_told_by_content() {
    let archive = tar(&[("a.txt", b"One.")]);
    assert_eq!(documents("x.tgz", gzip(&archive)), [("x.tgz/a.txt".into(), "One.".into())]);
    assert_eq!(documents("x", archive), [("x/a.txt".into(), "One.".into())]);
}

#[test]
fn archives_in_archives_are_opened_but_not_for_ever() {
    let mut archive = zip(&[("a.txt", b"One.")]);
    for _ in 0..2 {
        archive = zip(&[("in.zip", &archive), ("b.txt", b"Two.")]);
    }
    let found = documents("x.zip", archive.clone());
    assert_eq!(names(&found), ["x.zip/in.zip/in.zip/a.txt", "x.zip/in.zip/b.txt", "x.zip/b.txt"]);
    let options =
        Options { limits: Limits::default().with(Limit::Nested, 2), ..Options::default() };
    let found = listed("x.zip", archive, &options);
    assert!(matches!(&found[0], Err(LoadError::Omitted { .. })), "{found:?}");
    assert_eq!(found.len(), 3);
}

#[test]
fn what_is_no_text_is_named_and_what_is_hidden_is_not() {
    let files: [(&str, &[u8]); 4] = [
        ("picture.png", b"\x89PNG"),
        (".git/config", b"x"),
        ("__MACOSX/a.txt", b"x"),
        ("a.dat2", b"\x7fELF\x02\x01"),
    ];
    let found = documents("x.zip", zip(&files));
    assert_eq!(names(&found), ["x.zip/picture.png", "x.zip/a.dat2"]);
    assert!(found[0].1.contains("not text") && found[1].1.contains("a program"), "{found:?}");
}

#[test]
fn names_that_lead_out_are_names_and_nothing_more() {
    let files: [(&str, &[u8]); 2] = [("../../etc/passwd", b"One."), ("/etc/hosts", b"Two.")];
    for archive in [zip(&files), tar(&files)] {
        let found = documents("x", archive);
        assert_eq!(found[0].1, "One.");
        assert_eq!(found[1].1, "Two.");
        assert_eq!(names(&found), ["x/../../etc/passwd", "x/etc/hosts"]);
    }
}

#[test]
fn damage_is_told_and_what_is_whole_is_listed() {
    let archive = tar(&[("a.txt", &[b'a'; 2000]), ("b.txt", &[b'b'; 2000])]);
    let found = documents("x.tar", archive[..3000].to_vec());
    assert_eq!(found[0].0, "x.tar/a.txt");
    assert!(found[0].1.starts_with("aaa"));
    let archive = zip(&[("a.txt", b"One.")]);
    let found = documents("x.zip", archive[..20].to_vec());
    assert_eq!(found.len(), 1);
    assert!(found[0].1.starts_with("x.zip: cannot be read as"), "{found:?}");
}

#[test]
fn an_endless_list_ends_at_the_limit() {
    let files: Vec<(String, &[u8])> = (0..9).map(|n| (format!("{n}.txt"), &b"x"[..])).collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let options =
        Options { limits: Limits::default().with(Limit::Members, 4), ..Options::default() };
    for (name, archive) in [("x.zip", zip(&files)), ("x.tar", tar(&files))] {
        let found = listed(name, archive, &options);
        assert_eq!(found.len(), 5, "{found:?}");
        let told = found[4].as_ref().unwrap_err().to_string();
        assert!(told.contains("only the first 4"), "{told}");
    }
}
