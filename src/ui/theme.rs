//! Colours and symbols. Every difference that a colour tells is told by something else too.

use std::borrow::Cow;

use ratatui::style::{Color, Modifier, Style};

use crate::app::Theme;
use crate::facts::Kind;

/// Styles by what they are for.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Running text: the terminal's own.
    pub text: Style,
    /// What is not read first: notes, hints, rules.
    pub dim: Style,
    /// The one accent: marks of the focus, heads of groups.
    pub accent: Style,
    /// Headings and titles.
    pub heading: Style,
    /// Code.
    pub code: Style,
    /// Links.
    pub link: Style,
    /// What was gone to.
    pub lit: Style,
    /// Matches.
    pub found: Style,
    /// The match that was gone to.
    pub current: Style,
    /// Selected text.
    pub selected: Style,
    /// The row with the cursor.
    pub cursor: Style,
    /// Something went wrong.
    pub error: Style,
    /// What is drawn around the text.
    pub symbols: Symbols,
    kinds: [Style; Kind::ALL.len()],
}

/// What is drawn around the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbols {
    /// Only ASCII is drawn.
    pub ascii: bool,
    /// A horizontal rule.
    pub horizontal: &'static str,
    /// A vertical rule.
    pub vertical: &'static str,
    /// A vertical rule that meets the rule above it.
    pub tee_down: &'static str,
    /// A vertical rule that meets the rule below it.
    pub tee_up: &'static str,
    /// Corners: upper left, upper right, lower left, lower right.
    pub corners: [&'static str; 4],
    /// Beside the sentence in focus.
    pub focus: &'static str,
    /// Beside the facts of the sentence in focus.
    pub marked: &'static str,
    /// Behind a folded group.
    pub folded: &'static str,
    /// A line of code goes on.
    pub continued: &'static str,
    /// A text was cut to fit.
    pub ellipsis: &'static str,
    /// Between parts of a line.
    pub dot: &'static str,
}

/// Box drawing and a few shapes that every terminal font has.
const DRAWN: Symbols = Symbols {
    ascii: false,
    horizontal: "─",
    vertical: "│",
    tee_down: "┬",
    tee_up: "┴",
    corners: ["┌", "┐", "└", "┘"],
    focus: "▌",
    marked: "●",
    folded: "▸",
    continued: "↪",
    ellipsis: "…",
    dot: " · ",
};

/// Letters and signs only.
const ASCII: Symbols = Symbols {
    ascii: true,
    horizontal: "-",
    vertical: "|",
    tee_down: "+",
    tee_up: "+",
    corners: ["+", "+", "+", "+"],
    focus: "|",
    marked: "*",
    folded: "+",
    continued: "\\",
    ellipsis: "~",
    dot: " - ",
};

impl Symbols {
    /// Words of our own, with their signs as letters where only ASCII is drawn.
    pub fn own<'t>(&self, text: &'t str) -> Cow<'t, str> {
        const SIGNS: [(&str, &str); 6] =
            [(" · ", " - "), ("→", "->"), ("—", "-"), ("–", "-"), ("¶", "P"), ("…", "...")];
        if !self.ascii || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let replaced =
            SIGNS.iter().fold(text.to_owned(), |text, (sign, letters)| text.replace(sign, letters));
        Cow::Owned(replaced)
    }
}

/// Colours of a theme, as numbers of the fixed part of the 256-colour palette, so that
/// a terminal's own sixteen colours cannot make them illegible.
struct Colours {
    dim: u8,
    accent: u8,
    code: u8,
    link: u8,
    error: u8,
    lit_ground: u8,
    cursor_ground: u8,
    found: (u8, u8),
    current: (u8, u8),
    kinds: [u8; Kind::ALL.len()],
}

const DARK: Colours = Colours {
    dim: 247,
    accent: 116,
    code: 180,
    link: 117,
    error: 217,
    lit_ground: 237,
    cursor_ground: 238,
    found: (16, 186),
    current: (16, 215),
    kinds: [223, 152, 151, 182, 180, 188, 187, 187, 217, 117],
};

const LIGHT: Colours = Colours {
    dim: 240,
    accent: 24,
    code: 94,
    link: 25,
    error: 124,
    lit_ground: 254,
    cursor_ground: 253,
    found: (16, 222),
    current: (231, 130),
    kinds: [94, 24, 22, 90, 88, 238, 58, 58, 125, 25],
};

impl Palette {
    /// The palette of a theme.
    pub fn of(theme: Theme, ascii: bool) -> Self {
        let symbols = if ascii { ASCII } else { DRAWN };
        match theme {
            Theme::Dark => Self::coloured(&DARK, symbols),
            Theme::Light => Self::coloured(&LIGHT, symbols),
            Theme::None => Self::plain(symbols),
        }
    }

    /// The style of a kind of fact lit in the text.
    pub fn kind(&self, kind: Kind) -> Style {
        self.kinds[Kind::ALL.iter().position(|known| *known == kind).unwrap_or(0)]
    }

    fn coloured(colours: &Colours, symbols: Symbols) -> Self {
        let front = |colour| Style::new().fg(Color::Indexed(colour));
        let pair =
            |(front, ground)| Style::new().fg(Color::Indexed(front)).bg(Color::Indexed(ground));
        let ground = |colour| Style::new().bg(Color::Indexed(colour));
        Self {
            text: Style::new(),
            dim: front(colours.dim),
            accent: front(colours.accent),
            heading: front(colours.accent).add_modifier(Modifier::BOLD),
            code: front(colours.code),
            link: front(colours.link).add_modifier(Modifier::UNDERLINED),
            lit: ground(colours.lit_ground).add_modifier(Modifier::BOLD),
            found: pair(colours.found),
            current: pair(colours.current).add_modifier(Modifier::BOLD),
            selected: Style::new().add_modifier(Modifier::REVERSED),
            cursor: ground(colours.cursor_ground).add_modifier(Modifier::BOLD),
            error: front(colours.error).add_modifier(Modifier::BOLD),
            symbols,
            kinds: std::array::from_fn(|index| kind_style(index, front(colours.kinds[index]))),
        }
    }

    fn plain(symbols: Symbols) -> Self {
        let with = |modifier| Style::new().add_modifier(modifier);
        Self {
            text: Style::new(),
            dim: Style::new(),
            accent: Style::new(),
            heading: with(Modifier::BOLD),
            code: Style::new(),
            link: with(Modifier::UNDERLINED),
            lit: with(Modifier::BOLD | Modifier::UNDERLINED),
            found: with(Modifier::REVERSED),
            current: with(Modifier::REVERSED | Modifier::BOLD),
            selected: with(Modifier::REVERSED),
            cursor: with(Modifier::REVERSED),
            error: with(Modifier::BOLD),
            symbols,
            kinds: std::array::from_fn(|index| kind_style(index, Style::new())),
        }
    }
}

/// What a kind is told by beside its colour. Names are underlined, what is said is in
/// italics, numbers are bold; money, shares and numbers tell themselves apart by their
/// signs, and links from organisations by their form.
fn kind_style(index: usize, style: Style) -> Style {
    let (bold, italic, underlined) = (Modifier::BOLD, Modifier::ITALIC, Modifier::UNDERLINED);
    let modifier = match Kind::ALL[index] {
        Kind::Person => bold | underlined,
        Kind::Organisation | Kind::Link => underlined,
        Kind::Place => italic | underlined,
        Kind::Group => bold | italic | underlined,
        Kind::Date => bold | italic,
        Kind::Quantity | Kind::Money | Kind::Percent => bold,
        Kind::Quote => italic,
    };
    style.add_modifier(modifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance by WCAG 2.1 of a colour of the fixed part of the palette.
    fn luminance(rgb: [u8; 3]) -> f64 {
        let linear = rgb.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    fn fixed(index: u8) -> [u8; 3] {
        assert!(index >= 16, "colour {index} is not fixed");
        if index >= 232 {
            return [8 + (index - 232) * 10; 3];
        }
        let level = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
        let cube = index - 16;
        [level(cube / 36), level(cube / 6 % 6), level(cube % 6)]
    }

    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn check(colours: &Colours, grounds: &[[u8; 3]], text: [u8; 3]) {
        let fronts = [colours.dim, colours.accent, colours.code, colours.link, colours.error];
        for front in fronts.into_iter().chain(colours.kinds) {
            for ground in grounds {
                let contrast = contrast(fixed(front), *ground);
                assert!(contrast >= 4.5, "colour {front} on {ground:?}: {contrast:.2}");
            }
        }
        for (front, ground) in [colours.found, colours.current] {
            assert!(contrast(fixed(front), fixed(ground)) >= 4.5, "{front} on {ground}");
        }
        for ground in [colours.lit_ground, colours.cursor_ground] {
            assert!(contrast(text, fixed(ground)) >= 4.5, "text on {ground}");
        }
    }

    #[test]
    fn every_colour_is_legible_on_the_usual_backgrounds() {
        // Black, VS Code, One Dark, Solarized Dark, Gruvbox Dark, Nord.
        let dark = [
            [0, 0, 0],
            [0x1e; 3],
            [0x28, 0x2c, 0x34],
            [0x00, 0x2b, 0x36],
            [0x28; 3],
            [0x2e, 0x34, 0x40],
        ];
        check(&DARK, &dark, [0xd0; 3]);
        // White, One Light, Solarized Light, Gruvbox Light.
        let light = [[0xff; 3], [0xfa; 3], [0xfd, 0xf6, 0xe3], [0xfb, 0xf1, 0xc7]];
        check(&LIGHT, &light, [0x38; 3]);
    }

    #[test]
    fn the_theme_without_colours_has_none() {
        let palette = Palette::of(Theme::None, false);
        for style in
            [palette.dim, palette.heading, palette.found, palette.lit, palette.kind(Kind::Person)]
        {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert_ne!(palette.lit, palette.text);
        assert_ne!(palette.found, palette.current);
    }
}
