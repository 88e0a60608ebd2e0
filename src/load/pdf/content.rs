//! The content of a page → characters with their places.
//!
//! Only what moves or shows text is followed: the graphics state as far as it places
//! things, text, and the forms that a page is composed of.

use std::ops::ControlFlow;
use std::rc::Rc;

use hayro_font::kurbo::Affine;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources, Rotation};

use super::font::{Face, Fonts, Look};
use crate::load::apart;
use crate::load::limits::{MAX_FORM_DEPTH, MAX_PAGE_GLYPHS, MAX_PAGE_OPERATIONS};

/// The characters of a page, in the order in which it shows them.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub text: String,
    pub glyphs: Vec<Glyph>,
    pub width: f32,
    pub height: f32,
    /// Whether more is drawn on it than is read.
    pub is_cut: bool,
    /// Whether it shows a picture.
    pub has_picture: bool,
}

/// What one code shows. Its place is told with the text turned upright: `x` grows along
/// the line, `y` from the lines below to those above.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// Where its text ends in [`Shown::text`]; it begins where that of the one before ends.
    pub text_end: u32,
    pub start: f32,
    pub end: f32,
    pub y: f32,
    pub size: f32,
    pub look: Look,
    pub turn: Turn,
}

/// Which way a line of text runs on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    #[default]
    Right,
    Up,
    Down,
    Left,
}

/// The graphics state as far as it places text.
#[derive(Clone)]
struct State<'a> {
    place: Affine,
    face: Option<Rc<Face<'a>>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Graphics states that are kept; a file that saves more never means to come back.
const MAX_SAVED: usize = 4096;

/// How often the clock is asked, in operations.
const CLOCK: usize = 2048;

/// Reads the content of one page.
struct Interpreter<'a, 'f> {
    fonts: &'f mut Fonts<'a>,
    state: State<'a>,
    saved: Vec<State<'a>>,
    /// Saved states beyond those that are kept.
    unkept: usize,
    text: Affine,
    line: Affine,
    /// For each open piece of marked content whether it is none of the text.
    marked: Vec<bool>,
    operations: usize,
    depth: usize,
    seconds: u64,
    out: Shown,
}

/// The characters of a page, as far as they come within so many seconds.
pub(super) fn read<'a>(page: &Page<'a>, fonts: &mut Fonts<'a>, seconds: u64) -> Shown {
    let (width, height) = page.render_dimensions();
    let place = upright(page);
    let state = State {
        place,
        face: None,
        size: 0.0,
        spacing: 0.0,
        word_spacing: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
    };
    let mut interpreter = Interpreter {
        fonts,
        state,
        saved: Vec::new(),
        unkept: 0,
        text: Affine::IDENTITY,
        line: Affine::IDENTITY,
        marked: Vec::new(),
        operations: 0,
        depth: 0,
        seconds,
        out: Shown { width, height, ..Shown::default() },
    };
    let is_cut = interpreter.run(&content(page), page.resources()).is_break();
    Shown { is_cut, ..interpreter.out }
}

/// The place of a page's own coordinates on the page as it is looked at, with `y` growing
/// upwards.
fn upright(page: &Page<'_>) -> Affine {
    let area = page.intersected_crop_box();
    let (width, height) = page.base_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let origin = Affine::translate((-area.x0, -area.y0));
    let turned = match page.rotation() {
        Rotation::None => Affine::IDENTITY,
        Rotation::Horizontal => Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, width]),
        Rotation::Flipped => Affine::new([-1.0, 0.0, 0.0, -1.0, width, height]),
        Rotation::FlippedHorizontal => Affine::new([0.0, 1.0, -1.0, 0.0, height, 0.0]),
    };
    turned * origin
}

/// The content stream of a page, decoded each time: the library's own copy would be kept
/// for every page.
fn content(page: &Page<'_>) -> Vec<u8> {
    let decoded = |stream: Stream<'_>| stream.decoded_data().map(|data| data.into_owned()).ok();
    let raw = page.raw();
    if let Some(stream) = raw.get::<Stream<'_>>("Contents") {
        return decoded(stream).unwrap_or_default();
    }
    let mut all = Vec::new();
    for stream in
        raw.get::<Array<'_>>("Contents").iter().flat_map(|parts| parts.iter::<Stream<'_>>())
    {
        all.extend(decoded(stream).unwrap_or_default());
        all.push(b'\n');
    }
    all
}

fn number(number: &Number) -> f64 {
    let number = number.as_f64();
    if number.is_finite() { number.clamp(-1e9, 1e9) } else { 0.0 }
}

fn affine(numbers: [&Number; 6]) -> Affine {
    Affine::new(numbers.map(number))
}

impl<'a> Interpreter<'a, '_> {
    fn run(&mut self, content: &[u8], resources: &Resources<'a>) -> ControlFlow<()> {
        let mut instructions = TypedIter::new(content);
        let (saved, marked) = (self.saved.len(), self.marked.len());
        while let Some(instruction) = instructions.next() {
            self.operations += 1;
            if self.operations > MAX_PAGE_OPERATIONS || self.out.glyphs.len() > MAX_PAGE_GLYPHS {
                return ControlFlow::Break(());
            }
            if self.operations.is_multiple_of(CLOCK) && out_of_time(self.seconds) {
                return ControlFlow::Break(());
            }
            self.follow(instruction, resources)?;
        }
        // A form cannot change the state of what shows it.
        self.marked.truncate(marked);
        if self.saved.len() > saved {
            self.saved.truncate(saved + 1);
            self.restore();
        }
        ControlFlow::Continue(())
    }

    fn follow(
        &mut self,
        instruction: TypedInstruction<'_, '_>,
        resources: &Resources<'a>,
    ) -> ControlFlow<()> {
        use TypedInstruction as Is;
        match instruction {
            Is::SaveState(_) => self.save(),
            Is::RestoreState(_) => self.restore(),
            Is::Transform(at) => {
                self.state.place *= affine([&at.0, &at.1, &at.2, &at.3, &at.4, &at.5]);
            }
            Is::BeginText(_) => self.place_line(Affine::IDENTITY),
            Is::SetTextMatrix(at) => {
                self.place_line(affine([&at.0, &at.1, &at.2, &at.3, &at.4, &at.5]));
            }
            Is::NextLine(by) => self.next_line(number(&by.0), number(&by.1)),
            Is::NextLineAndSetLeading(by) => {
                self.state.leading = -number(&by.1);
                self.next_line(number(&by.0), number(&by.1));
            }
            Is::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Is::CharacterSpacing(by) => self.state.spacing = number(&by.0),
            Is::WordSpacing(by) => self.state.word_spacing = number(&by.0),
            Is::HorizontalScaling(by) => self.state.stretch = number(&by.0) / 100.0,
            Is::TextLeading(by) => self.state.leading = number(&by.0),
            Is::TextRise(by) => self.state.rise = number(&by.0),
            Is::TextFont(font) => self.choose(font.0, number(&font.1), resources),
            Is::ShowText(text) => self.show(text.0.as_bytes()),
            Is::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text.0.as_bytes());
            }
            Is::ShowTextWithParameters(text) => {
                self.state.word_spacing = number(&text.0);
                self.state.spacing = number(&text.1);
                self.next_line(0.0, -self.state.leading);
                self.show(text.2.as_bytes());
            }
            Is::ShowTexts(texts) => self.show_all(texts.0),
            Is::BeginMarkedContent(mark) => self.mark(mark.0),
            Is::BeginMarkedContentWithProperties(mark) => self.mark(mark.0),
            Is::EndMarkedContent(_) => drop(self.marked.pop()),
            Is::XObject(name) => return self.draw(name.0, resources),
            Is::InlineImage(_) => self.out.has_picture = true,
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn save(&mut self) {
        if self.saved.len() < MAX_SAVED {
            self.saved.push(self.state.clone());
        } else {
            self.unkept += 1;
        }
    }

    fn restore(&mut self) {
        if self.unkept > 0 {
            self.unkept -= 1;
        } else if let Some(state) = self.saved.pop() {
            self.state = state;
        }
    }

    fn place_line(&mut self, place: Affine) {
        self.line = place;
        self.text = place;
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.place_line(self.line * Affine::translate((x, y)));
    }

    fn choose(&mut self, name: &Name<'_>, size: f64, resources: &Resources<'a>) {
        self.state.size = size;
        let dict: Option<Dict<'a>> = resources.get_font(name);
        self.state.face = dict.map(|dict| self.fonts.face(&dict));
    }

    fn mark(&mut self, tag: &Name<'_>) {
        // Running heads, page numbers and rules say so themselves in a tagged file.
        let artifact = tag.as_str() == "Artifact";
        let hidden = self.marked.last().copied().unwrap_or(false);
        if self.marked.len() < MAX_SAVED {
            self.marked.push(artifact || hidden);
        }
    }

    /// A form or a picture.
    fn draw(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> ControlFlow<()> {
        let Some(stream) = resources.get_x_object(name) else { return ControlFlow::Continue(()) };
        let dict = stream.dict();
        match dict.get::<Name<'_>>("Subtype").as_ref().map(|kind| kind.as_str().to_owned()) {
            Some(kind) if kind == "Form" => {}
            Some(kind) if kind == "Image" => {
                self.out.has_picture = true;
                return ControlFlow::Continue(());
            }
            _ => return ControlFlow::Continue(()),
        }
        if self.depth >= MAX_FORM_DEPTH {
            return ControlFlow::Continue(());
        }
        if out_of_time(self.seconds) {
            return ControlFlow::Break(());
        }
        let Ok(content) = stream.decoded_data() else { return ControlFlow::Continue(()) };
        // A form costs more than an operation.
        self.operations += 64 + content.len() / 64;
        let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        let matrix = dict.get::<[f64; 6]>("Matrix").map_or(Affine::IDENTITY, |matrix| {
            Affine::new(matrix.map(|value| if value.is_finite() { value } else { 0.0 }))
        });
        let before = (self.state.clone(), self.text, self.line);
        self.state.place *= matrix;
        self.depth += 1;
        let answer = self.run(&content, own.as_ref().unwrap_or(resources));
        self.depth -= 1;
        (self.state, self.text, self.line) = before;
        answer
    }

    fn show_all(&mut self, texts: &Array<'_>) {
        for piece in texts.iter::<Object<'_>>() {
            match piece {
                Object::String(text) => self.show(text.as_bytes()),
                Object::Number(by) => {
                    let by = -number(&by) / 1000.0 * self.state.size;
                    self.advance(by);
                }
                _ => {}
            }
        }
    }

    /// Moves on along the line.
    fn advance(&mut self, by: f64) {
        let is_horizontal = self.state.face.as_ref().is_none_or(|face| face.is_horizontal());
        let step = if is_horizontal { (by * self.state.stretch, 0.0) } else { (0.0, by) };
        self.text *= Affine::translate(step);
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(face) = self.state.face.clone() else { return };
        let hidden = self.marked.last().copied().unwrap_or(false);
        let is_horizontal = face.is_horizontal();
        let mut at = 0;
        while at < bytes.len() && self.out.glyphs.len() <= MAX_PAGE_GLYPHS {
            let (code, shown, length) = face.next(bytes, at);
            at += length;
            let is_blank = length == 1 && code == 32;
            let word = if is_blank { self.state.word_spacing } else { 0.0 };
            let own = f64::from(shown.advance) * self.state.size;
            let own = if own.is_finite() { own.clamp(-1e6, 1e6) } else { 0.0 };
            let whole = own + self.state.spacing + word;
            if !hidden {
                self.put(&shown.text, own + self.state.spacing.max(0.0), is_horizontal, face.look);
            }
            self.advance(if is_horizontal { whole } else { -whole });
        }
    }

    /// Notes a character where it stands, unless it stands outside the page or aslant.
    fn put(&mut self, text: &str, width: f64, is_horizontal: bool, look: Look) {
        if text.is_empty() {
            return;
        }
        let State { size, stretch, rise, .. } = self.state;
        let place = self.state.place * self.text;
        let [a, b, c, d, ..] = place.as_coeffs();
        let start = place * hayro_font::kurbo::Point::new(0.0, rise);
        let (along, turn) = match is_horizontal {
            true => ((a, b), turn(a, b)),
            false => ((-c, -d), turn(-c, -d)),
        };
        let Some(turn) = turn else { return };
        let margin = 2.0;
        let inside = |value: f64, most: f32| value > -margin && value < f64::from(most) + margin;
        if !inside(start.x, self.out.width) || !inside(start.y, self.out.height) {
            return;
        }
        let width = width * if is_horizontal { stretch } else { 1.0 };
        let (x, y) = turned(turn, start.x, start.y);
        let length = (along.0.hypot(along.1) * width) as f32;
        let height = if is_horizontal { c.hypot(d) } else { a.hypot(b) };
        let size = (height * size.abs()) as f32;
        let is_placed = length.is_finite() && size.is_finite() && size > 0.1;
        if !is_placed {
            return;
        }
        let (start, end) = if length < 0.0 { (x + length, x) } else { (x, x + length) };
        self.out.text.push_str(text);
        let text_end = u32::try_from(self.out.text.len()).unwrap_or(u32::MAX);
        self.out.glyphs.push(Glyph { text_end, start, end, y, size, look, turn });
    }
}

/// Whether the reader should stop and tell how far it came.
pub(super) fn out_of_time(seconds: u64) -> bool {
    apart::seconds_used() > seconds as f64
}

/// Which way a line runs; `None` where it runs aslant, as watermarks do.
fn turn(x: f64, y: f64) -> Option<Turn> {
    const SLOPE: f64 = 0.2;
    match () {
        () if x > 0.0 && y.abs() <= x * SLOPE => Some(Turn::Right),
        () if y > 0.0 && x.abs() <= y * SLOPE => Some(Turn::Up),
        () if y < 0.0 && x.abs() <= -y * SLOPE => Some(Turn::Down),
        () if x < 0.0 && y.abs() <= -x * SLOPE => Some(Turn::Left),
        () => None,
    }
}

/// A place on the page as it is seen with the line upright.
fn turned(turn: Turn, x: f64, y: f64) -> (f32, f32) {
    let (x, y) = (x as f32, y as f32);
    match turn {
        Turn::Right => (x, y),
        Turn::Up => (y, -x),
        Turn::Down => (-y, x),
        Turn::Left => (-x, -y),
    }
}
