//! The fonts of a PDF: which characters a string shows, how wide they are, and whether
//! they are bold, slanted or all of one width.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::BfString;
use hayro_font::{
    CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, UNITS_PER_EM,
};
use hayro_syntax::object::{Dict, Name};

/// The fonts met so far.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    faces: HashMap<(usize, usize), Rc<Face<'a>>>,
    fonts: FontResolverFn,
    maps: CMapResolverFn,
}

/// A font with what was learnt of its codes.
pub(super) struct Face<'a> {
    font: Option<Font<'a>>,
    codes: RefCell<HashMap<u32, Code>>,
    /// How its text looks.
    pub look: Look,
}

/// How text looks, as far as it tells headings and code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: bool,
    pub italic: bool,
    /// All characters are of one width.
    pub even: bool,
}

/// What a code of a string shows.
#[derive(Clone, Debug)]
pub(super) struct Code {
    pub text: Rc<str>,
    /// How far it moves on, as a share of the font's size: to the right, or down.
    pub advance: f32,
}

impl<'a> Fonts<'a> {
    pub fn new() -> Self {
        Self {
            cache: FontCache::new(),
            faces: HashMap::new(),
            fonts: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
                })
            }),
            maps: Arc::new(hayro_cmap::load_embedded),
        }
    }

    /// The font that a dictionary describes.
    pub fn face(&mut self, dict: &Dict<'a>) -> Rc<Face<'a>> {
        // Dictionaries are read where they lie, so the place names one.
        let place = (dict.data().as_ptr() as usize, dict.data().len());
        let (cache, fonts, maps) = (&self.cache, &self.fonts, &self.maps);
        let face = self.faces.entry(place).or_insert_with(|| {
            let font = cache.font(dict, fonts, maps);
            Rc::new(Face { font, codes: RefCell::default(), look: look(dict) })
        });
        Rc::clone(face)
    }
}

impl Face<'_> {
    /// Whether lines run from left to right, and not from top to bottom.
    pub fn is_horizontal(&self) -> bool {
        self.font.as_ref().is_none_or(Font::is_horizontal)
    }

    /// The next code of a string at an offset that is in it, what it shows, and how many
    /// bytes it takes.
    pub fn next(&self, bytes: &[u8], at: usize) -> (u32, Code, usize) {
        let Some(font) = &self.font else {
            let code = u32::from(bytes.get(at).copied().unwrap_or_default());
            return (code, unknown(code), 1);
        };
        let (code, length) = font.read_code(bytes, at);
        let known = self.codes.borrow().get(&code).cloned();
        let shown = known.unwrap_or_else(|| {
            let shown = learn(font, code);
            self.codes.borrow_mut().insert(code, shown.clone());
            shown
        });
        (code, shown, length.max(1))
    }
}

/// What a code shows where there is no font: it is text for most files that lack one.
fn unknown(code: u32) -> Code {
    let letter = char::from_u32(code).filter(|letter| matches!(letter, ' '..='~'));
    Code { text: letter.map_or("".into(), |letter| letter.to_string().into()), advance: 0.5 }
}

fn learn(font: &Font<'_>, code: u32) -> Code {
    let text = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    let advance = font.code_advance(code);
    let advance = if font.is_horizontal() { advance.x } else { -advance.y };
    let text = match text {
        Some(BfString::Char(letter)) => readable(&letter.to_string()),
        Some(BfString::String(text)) => readable(&text),
        None => unmapped(code),
    };
    Code { text: text.into(), advance: advance as f32 / UNITS_PER_EM }
}

/// A code without a character: a blank may lack one; anything else is shown as missing.
fn unmapped(code: u32) -> String {
    if code == u32::from(b' ') { " ".to_owned() } else { char::REPLACEMENT_CHARACTER.to_string() }
}

/// Characters of one glyph: a ligature has three; more is a trap.
const MAX_CHARACTERS: usize = 8;

/// The characters of a glyph as text: ligatures taken apart, blanks as blanks, the
/// bullets of symbol fonts as bullets; other private characters are pictures.
fn readable(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars().take(MAX_CHARACTERS) {
        match letter {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' => out.push('•'),
            '\u{f0a7}' | '\u{f06e}' => out.push('▪'),
            '\u{f0d8}' => out.push('➢'),
            '\u{f0fc}' => out.push('✓'),
            '\u{e000}'..='\u{f8ff}' | '\0' | '\u{feff}' | '\u{200b}' => {}
            _ if letter.is_whitespace() || letter == '\u{b}' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

/// What a font's name and descriptor tell of its look.
fn look(dict: &Dict<'_>) -> Look {
    let descendant = dict
        .get::<hayro_syntax::object::Array<'_>>("DescendantFonts")
        .and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let own = descendant.as_ref().unwrap_or(dict);
    let descriptor = own.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
    let flags = descriptor.get::<u32>("Flags").unwrap_or(0);
    let weight = descriptor.get::<f32>("FontWeight").unwrap_or(0.0);
    let name = dict.get::<Name<'_>>("BaseFont").map(|name| name.as_str().to_lowercase());
    let name = name.as_deref().map_or("", |name| name.split_once('+').map_or(name, |(_, own)| own));
    let named = |words: &[&str]| words.iter().any(|word| name.contains(word));
    Look {
        bold: weight >= 600.0
            || flags & 1 << 18 != 0
            || named(&["bold", "black", "heavy", "demi", "cmbx", "sfbx", "lmbx"]),
        italic: flags & 1 << 6 != 0
            || named(&["italic", "oblique", "cmti", "sfti", "lmroman10-italic", "slanted"]),
        even: flags & 1 != 0
            || named(&["mono", "courier", "consol", "cmtt", "sftt", "lmtt", "typewriter", "menlo"]),
    }
}
