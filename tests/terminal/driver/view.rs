//! What a terminal made of the bytes that it was sent.

use std::fmt::Write as _;

use vt100::Callbacks;

use super::State;

/// What a terminal was told to do besides showing text.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The clipboard's new contents, decoded.
    pub copied: Vec<String>,
    /// Titles of the window, and everything that the parser does not know or that rings.
    pub surprises: Vec<String>,
}

impl Callbacks for Told {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.surprises.push("bell".to_owned());
    }

    fn resize(&mut self, _: &mut vt100::Screen, size: (u16, u16)) {
        self.surprises.push(format!("resize to {size:?}"));
    }

    fn set_window_icon_name(&mut self, _: &mut vt100::Screen, name: &[u8]) {
        self.surprises.push(format!("icon {}", String::from_utf8_lossy(name)));
    }

    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.surprises.push(format!("title {}", String::from_utf8_lossy(title)));
    }

    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        self.copied.push(String::from_utf8(base64(data)).unwrap());
    }

    fn paste_from_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.surprises.push("clipboard asked for".to_owned());
    }

    fn unhandled_control(&mut self, _: &mut vt100::Screen, byte: u8) {
        self.surprises.push(format!("control {byte:#x}"));
    }

    fn unhandled_escape(&mut self, _: &mut vt100::Screen, _: Option<u8>, _: Option<u8>, byte: u8) {
        // This one only ends a command such as that for the clipboard.
        if byte != b'\\' {
            self.surprises.push(format!("escape {:?}", char::from(byte)));
        }
    }

    fn unhandled_osc(&mut self, _: &mut vt100::Screen, parameters: &[&[u8]]) {
        let words: Vec<_> = parameters.iter().map(|word| String::from_utf8_lossy(word)).collect();
        self.surprises.push(format!("operating system command {words:?}"));
    }
}

/// The bytes that were written in base 64, with or without padding.
fn base64(text: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for digit in text.iter().filter(|&&byte| byte != b'=') {
        let value = DIGITS.iter().position(|known| known == digit).expect("a digit of base 64");
        bits = (bits << 6) | u32::try_from(value).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}

/// A screen at one moment.
#[derive(Clone)]
pub struct View {
    pub screen: vt100::Screen,
    pub told: Told,
    pub bytes: Vec<u8>,
}

impl View {
    pub(super) fn of(state: &State) -> Self {
        Self {
            screen: state.parser.screen().clone(),
            told: state.parser.callbacks().clone(),
            bytes: state.bytes.clone(),
        }
    }

    /// The rows from left to right.
    pub fn rows(&self) -> Vec<String> {
        let (_, columns) = self.screen.size();
        self.screen.rows(0, columns.get()).map(|row| row.trim_end().to_owned()).collect()
    }

    /// The line with the title and the measures.
    pub fn header(&self) -> String {
        self.rows().first().cloned().unwrap_or_default()
    }

    /// The line with the hints, messages and the progress.
    pub fn status(&self) -> String {
        self.rows().last().cloned().unwrap_or_default()
    }

    /// Whether the words are on the screen, however they are wrapped.
    pub fn shows(&self, text: &str) -> bool {
        words(&self.rows().join("\n")).contains(&words(text))
    }

    /// The rows between the rules.
    pub fn article(&self) -> Vec<String> {
        let rows = self.rows();
        let inner = 2..rows.len().saturating_sub(2);
        rows.get(inner).unwrap_or_default().to_vec()
    }

    /// The article's first line with text.
    pub fn top(&self) -> String {
        let rows = self.article();
        rows.iter().map(|row| words(row)).find(|row| !row.is_empty()).unwrap_or_default()
    }

    /// The sentence in focus: the rows with the bar.
    pub fn focus(&self) -> String {
        let rows = self.article();
        let marked: Vec<&str> =
            rows.iter().filter(|row| row.contains(BAR)).map(String::as_str).collect();
        words(&marked.join("\n"))
    }

    /// Whether the text is shown with the colours or styles of something found.
    pub fn is_lit(&self, text: &str) -> bool {
        let (rows, columns) = self.screen.size();
        (0..rows.get()).any(|row| {
            let cells = (0..columns.get()).filter_map(|column| self.screen.cell(row, column));
            let lit: String = cells
                .filter(|cell| cell.bgcolor() != vt100::Color::Default || cell.inverse())
                .map(vt100::Cell::contents)
                .collect();
            lit.contains(text)
        })
    }

    /// Fails where the terminal is not as a shell wants it.
    #[track_caller]
    pub fn assert_given_back(&self) {
        let screen = &self.screen;
        assert!(!screen.alternate_screen(), "the alternate screen is not left");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is on");
        let mouse = screen.mouse_protocol_mode();
        assert_eq!(mouse, vt100::MouseProtocolMode::None, "the mouse is taken");
        assert!(!is_updating(&self.bytes), "an update is not closed");
    }

    /// The screen as a picture, for messages.
    pub fn picture(&self) -> String {
        let mut picture = String::from("the screen:\n");
        for row in self.rows() {
            let _ = writeln!(picture, "|{row}");
        }
        picture
    }
}

/// What stands before the lines of the sentence in focus.
const BAR: char = '▌';

/// The words of a text with one space between them.
fn words(text: &str) -> String {
    text.replace(BAR, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a frame was begun and not ended: what is seen then is half of it.
pub(super) fn is_updating(bytes: &[u8]) -> bool {
    let update = b"\x1b[?2026";
    memchr::memmem::rfind(bytes, update)
        .is_some_and(|at| bytes.get(at + update.len()) == Some(&b'h'))
}
