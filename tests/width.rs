//! The layout's width of a glyph is the one that ratatui draws it with.

use gleaner::layout::{Picture, glyphs};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns by which ratatui moves on when it draws a text.
fn drawn_width(text: &str) -> u16 {
    let columns = 8 + 2 * text.len() as u16;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
    buffer.set_stringn(0, 0, text, columns.into(), Style::default()).0
}

fn assert_agreement(text: &str) -> Result<(), TestCaseError> {
    for glyph in glyphs(text) {
        let expected = match glyph.picture {
            Picture::Text(drawn) => drawn_width(drawn),
            Picture::Symbol(symbol) => drawn_width(&symbol.to_string()),
            Picture::Blank if glyph.span.of(text) == "\t" => continue,
            Picture::Blank | Picture::Nothing => drawn_width(glyph.span.of(text)),
        };
        prop_assert_eq!(u16::from(glyph.width), expected, "{:?}", glyph.span.of(text));
    }
    Ok(())
}

/// Every character of the planes in use, by itself and before a mark that joins with it.
#[test]
fn every_character_is_as_wide_as_it_is_drawn() {
    for character in ('\0'..='\u{3ffff}').chain('\u{e0000}'..='\u{e0fff}') {
        let mut text = String::from(character);
        assert_agreement(&text).unwrap();
        text.push('\u{fe0f}');
        assert_agreement(&text).unwrap();
    }
}

proptest! {
    #[test]
    fn clusters_are_as_wide_as_they_are_drawn(
        text in "[a-c \u{300}\u{200d}\u{fe0f}👩👧❤🇳🇴ｶ\u{ff9e}\u{ff9f}क\u{94d}षᄀ각中é\u{1f3fd}\u{600}ล\u{e33}ا\u{644}]{0,24}",
    ) {
        assert_agreement(&text)?;
    }

    #[test]
    fn any_text_is_as_wide_as_it_is_drawn(text in any::<String>()) {
        assert_agreement(&text)?;
    }
}
