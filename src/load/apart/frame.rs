//! Frames: pieces of an answer, each behind its length.

use std::io::{self, Read, Write};

use crate::load::limits::{ANSWER_BESIDE, FRAME_PER_TEXT, Limit, Limits};

/// Bytes that a frame may have.
pub(super) fn most(limits: &Limits) -> u32 {
    let most = limits.of(Limit::PdfText).saturating_mul(FRAME_PER_TEXT);
    u32::try_from(most.saturating_add(ANSWER_BESIDE)).unwrap_or(u32::MAX)
}

/// Writes a frame and sees that it leaves at once.
pub(super) fn write(out: &mut dyn Write, frame: &[u8], most: u32) -> io::Result<()> {
    let length = u32::try_from(frame.len()).ok().filter(|length| *length <= most);
    let length = length.ok_or_else(|| io::Error::other("the answer is too long"))?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(frame)?;
    out.flush()
}

/// Reads a frame; `None` at the end of the stream between two of them.
pub(super) fn read(from: &mut dyn Read, most: u32) -> io::Result<Option<Vec<u8>>> {
    let mut first = [0];
    if from.read(&mut first)? == 0 {
        return Ok(None);
    }
    let mut rest = [0; 3];
    from.read_exact(&mut rest)?;
    let length = u32::from_le_bytes([first[0], rest[0], rest[1], rest[2]]);
    if length > most {
        return Err(io::Error::other("the answer is too long"));
    }
    // Memory is taken as bytes come, and not because a length was said.
    let mut frame = Vec::new();
    let read = from.take(u64::from(length)).read_to_end(&mut frame)?;
    match u32::try_from(read) == Ok(length) {
        true => Ok(Some(frame)),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_out_as_they_went_in() {
        let mut stream = Vec::new();
        for frame in [&b"first"[..], b"", b"third"] {
            write(&mut stream, frame, 6).unwrap();
        }
        let mut stream = &stream[..];
        for frame in [&b"first"[..], b"", b"third"] {
            assert_eq!(read(&mut stream, 6).unwrap().as_deref(), Some(frame));
        }
        assert_eq!(read(&mut stream, 6).unwrap(), None);
        assert!(write(&mut Vec::new(), b"seventh", 6).is_err());
    }

    #[test]
    fn what_is_no_frame_is_an_error() {
        assert!(read(&mut &b"\x07\0\0\0seventh"[..], 6).is_err());
        assert!(read(&mut &b"\x05\0\0\0four"[..], 6).is_err());
        assert!(read(&mut &b"\x05\0"[..], 6).is_err());
    }
}
