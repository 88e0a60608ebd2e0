//! Atoms: the words and known phrases of a sentence that a name can be made of.

use crate::facts::gazetteer::listed_phrase;
use crate::facts::lexicon::Classes;
pub use crate::facts::lexicon::plain;
use crate::facts::reading::Line;

/// Capitalised words, a phrase of the lists, or what binds two of them.
#[derive(Clone, Copy, Debug)]
pub struct Atom {
    /// First token.
    pub first: usize,
    /// Behind the last token.
    pub end: usize,
    /// What it can be; for a phrase, what the lists say of the whole.
    pub classes: Classes,
    /// "of the", "and", "van", "'s" between two parts of a name.
    pub link: bool,
}

impl Atom {
    /// The atom of a single token.
    pub fn word(line: &Line<'_>, index: usize) -> Self {
        Self { first: index, end: index + 1, classes: line.classes(index), link: false }
    }

    /// The atom that binds two parts of a name.
    pub fn link(first: usize, end: usize) -> Self {
        Self { first, end, classes: Classes::NONE, link: true }
    }

    /// Whether it has one of the classes.
    pub fn is(&self, classes: Classes) -> bool {
        self.classes.has(classes)
    }

    /// Whether it has several tokens.
    pub fn is_phrase(&self) -> bool {
        self.end > self.first + 1
    }

    /// Whether the lists say that it names one of the four kinds.
    pub fn is_known(&self) -> bool {
        self.is(KNOWN)
    }
}

/// The classes of names that the lists know.
pub const KNOWN: Classes = Classes::union(&[Classes::PLACE, Classes::ORGANISATION, Classes::GROUP]);

/// The classes that a phrase of the lists may have.
const PHRASE: Classes = Classes::union(&[
    Classes::PLACE,
    Classes::ORGANISATION,
    Classes::GROUP,
    Classes::OTHER,
    Classes::TITLE,
    Classes::PLACE_START,
    Classes::ORGANISATION_OF,
    Classes::ORGANISATION_HEAD,
]);

/// The longest phrase of the lists that begins at `index`: as an atom, if there is one.
pub fn phrase_at(line: &Line<'_>, index: usize) -> Option<Atom> {
    // A phrase may begin with a number, which is looked up nowhere else.
    if !line.is(index, Classes::PHRASE_START.with(Classes::NUMBER)) {
        return None;
    }
    let phrase = listed_phrase(line, index, PHRASE)?;
    let inherited = line.classes(phrase.end - 1).and(HEADS);
    Some(Atom {
        first: index,
        end: phrase.end,
        classes: phrase.classes | inherited | Classes::CAPITAL | Classes::WORD,
        link: false,
    })
}

/// What a phrase has from its last word.
const HEADS: Classes = Classes::union(&[
    Classes::ORGANISATION_HEAD,
    Classes::ORGANISATION_OF,
    Classes::PLACE_HEAD,
    Classes::OTHER_HEAD,
]);

/// Words that end a company's name and that its short form leaves out.
const DROPPED: &[&str] = &[
    "Inc",
    "Inc.",
    "Ltd",
    "Ltd.",
    "Limited",
    "LLC",
    "PLC",
    "plc",
    "Corp",
    "Corp.",
    "Corporation",
    "Co.",
    "Company",
    "Group",
    "Holdings",
    "GmbH",
    "AG",
    "S.A.",
    "SA",
    "N.V.",
    "SE",
    "Industries",
    "Incorporated",
    "Technologies",
    "Motors",
    "Pty",
    "International",
    "Airlines",
    "Airways",
];

/// Whether a word ends companies' names and is left out of their short forms.
pub fn ends_company(word: &str) -> bool {
    DROPPED.contains(&word)
}

/// A company's name without what its short form leaves out.
pub fn short_form(name: &str) -> &str {
    let mut short = name;
    while let Some((rest, last)) = short.rsplit_once(' ')
        && ends_company(last)
    {
        short = rest.trim_end_matches(',');
    }
    short
}
