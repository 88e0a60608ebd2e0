//! What is there before all is read: first screens, slow pipes, breaking off.

use super::*;

fn article(paragraphs: usize) -> String {
    let paragraph = "The committee said on Monday that it would vote on the measure next week. ";
    let mut text = "A vote is near\n\nBy Ada Moreau\n\n".to_owned();
    for number in 0..paragraphs {
        text.push_str(&paragraph.repeat(1 + number % 7));
        text.push_str(if number % 9 == 0 { "\n\nA heading between\n\n" } else { "\n\n" });
    }
    text
}

fn reports(source: &Source, options: &Options) -> Vec<Progress> {
    let mut reports = Vec::new();
    let result = open(source, options, &mut |progress| {
        reports.push(progress);
        ControlFlow::Continue(())
    });
    result.expect("the source opens");
    reports
}

#[test]
fn the_beginning_is_shown_before_the_rest_is_read() {
    let text = article(4000);
    let source = Source::memory("a.txt", text.as_bytes());
    let reports = reports(&source, &Options::default());
    let Some(Progress::Part(part)) = reports.first() else { panic!("a part comes first") };
    assert!(!part.complete && part.document.len() as usize <= limits::PREVIEW_BYTES);
    assert!(text.starts_with(part.document.text()));
    let Some(Progress::Complete(document)) = reports.last() else { panic!("all comes last") };
    assert_eq!(document.text(), text);
    assert!(reports.iter().any(|report| matches!(report, Progress::Reading { .. })));
}

#[test]
fn a_small_file_is_complete_at_once() {
    let source = Source::memory("a.txt", article(3).into_bytes());
    let Preview { document, complete, size } =
        preview(&source, &Options::default()).expect("a preview");
    assert!(complete);
    assert_eq!(size, Some(u64::from(document.len())));
    let reports = reports(&source, &Options::default());
    assert!(matches!(reports.as_slice(), [Progress::Complete(_)]));
}

#[test]
fn loading_can_be_broken_off() {
    let source = Source::memory("a.txt", article(4000).into_bytes());
    let mut calls = 0;
    let result = open(&source, &Options::default(), &mut |_| {
        calls += 1;
        ControlFlow::Break(())
    });
    assert!(result.is_ok());
    assert_eq!(calls, 1);
}

/// A reader that gives what is sent, when it is sent.
struct Channel(mpsc::Receiver<Vec<u8>>);

impl Read for Channel {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.0.recv().unwrap_or_default();
        buffer[..bytes.len()].copy_from_slice(&bytes);
        Ok(bytes.len())
    }
}

#[test]
fn a_slow_pipe_is_shown_as_it_comes() {
    let (sender, receiver) = mpsc::channel();
    let source = Source::stream("standard input", Channel(receiver));
    assert!(preview(&source, &Options::default()).expect("never waits").document.is_empty());
    sender.send(b"First line.\n".to_vec()).expect("the reader listens");
    let mut parts = Vec::new();
    let mut sender = Some(sender);
    let result = open(&source, &Options::default(), &mut |progress| {
        if let Progress::Part(part) = progress {
            parts.push(part.document.text().to_owned());
            // The next line is sent only once the one before was shown.
            match parts.len() {
                1 => sender.as_ref().map(|sender| sender.send(b"Second line.\n".to_vec())),
                _ => sender.take().map(|_| Ok(())),
            };
        }
        ControlFlow::Continue(())
    });
    assert!(result.is_ok());
    assert_eq!(parts, ["First line.\n", "First line.\nSecond line.\n"]);
    let again = load(&source, &Options::default());
    assert!(matches!(again, Err(LoadError::AlreadyRead { .. })));
}

#[test]
fn an_endless_pipe_ends_at_the_limit() {
    let options =
        Options { limits: Limits::default().with(Limit::Document, 300_000), ..Options::default() };
    let document = load(&Source::stream("pipe", io::repeat(b'a')), &options).expect("a document");
    assert!(matches!(
        document.notices(),
        [Notice::Truncated { read: 300_000..=700_000, limit: "document" }]
    ));
}
