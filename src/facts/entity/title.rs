//! Titles before names of persons.

use super::scene::Scene;
use crate::facts::lexicon::{Classes, lexicon, plain};
use crate::facts::name::Mention;

/// The most tokens of a title.
const MAX_TITLE: usize = 6;

/// Titles that tell little: another one is preferred.
const COURTESY: &[&str] = &[
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Sir", "Dame", "Dr", "Madame", "Madam", "Monsieur", "Herr",
    "Frau", "Señor", "Don", "Doña",
];

/// Words of titles that are short for others; without their stop.
const SHORT: &[(&str, &str)] = &[
    ("Adm", "Admiral"),
    ("Amb", "Ambassador"),
    ("Brig", "Brigadier"),
    ("Capt", "Captain"),
    ("Cdr", "Commander"),
    ("Cllr", "Councillor"),
    ("Cmdr", "Commander"),
    ("Col", "Colonel"),
    ("Const", "Constable"),
    ("Cpl", "Corporal"),
    ("Det", "Detective"),
    ("Fr", "Father"),
    ("Gen", "General"),
    ("Gov", "Governor"),
    ("Govs", "Governor"),
    ("Insp", "Inspector"),
    ("Lt", "Lieutenant"),
    ("Maj", "Major"),
    ("Msgr", "Monsignor"),
    ("Prof", "Professor"),
    ("Profs", "Professor"),
    ("Pvt", "Private"),
    ("Rep", "Representative"),
    ("Reps", "Representative"),
    ("Rev", "Reverend"),
    ("Sen", "Senator"),
    ("Senators", "Senator"),
    ("Representatives", "Representative"),
    ("Presidents", "President"),
    ("Sens", "Senator"),
    ("Sgt", "Sergeant"),
    ("Supt", "Superintendent"),
];

/// Titles of several persons: "Sens. Cole and Diaz".
const PLURAL: &[&str] = &[
    "Sens",
    "Reps",
    "Govs",
    "Profs",
    "Drs",
    "Messrs",
    "Senators",
    "Representatives",
    "Presidents",
];

/// Titles that only women or only men have.
const WOMEN: &[&str] = &[
    "Mrs",
    "Ms",
    "Miss",
    "Dame",
    "Lady",
    "Baroness",
    "Countess",
    "Duchess",
    "Queen",
    "Princess",
    "Empress",
    "Madame",
    "Madam",
    "Frau",
    "Doña",
    "Congresswoman",
    "Councilwoman",
    "Chairwoman",
    "Sister",
    "Mother",
    "Aunt",
    "Mme",
    "Mlle",
    "Spokeswoman",
    "Assemblywoman",
];
const MEN: &[&str] = &[
    "Mr",
    "Sir",
    "Lord",
    "Baron",
    "Count",
    "Earl",
    "Duke",
    "King",
    "Prince",
    "Emperor",
    "Monsieur",
    "Herr",
    "Don",
    "Señor",
    "Congressman",
    "Councilman",
    "Chairman",
    "Father",
    "Brother",
    "Uncle",
    "Fr",
    "Messrs",
    "Spokesman",
    "Assemblyman",
    "Alderman",
];

/// Whether a title is a woman's or a man's, where it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// `Mrs`, `Queen`.
    Woman,
    /// `Mr`, `King`.
    Man,
}

/// What a title tells of its bearer's sex.
pub fn sex(title: &str) -> Option<Sex> {
    let word = stem(title.rsplit(' ').next().unwrap_or_default());
    if WOMEN.contains(&word) {
        return Some(Sex::Woman);
    }
    MEN.contains(&word).then_some(Sex::Man)
}

/// Whether a title only shows courtesy.
pub fn is_courtesy(title: &str) -> bool {
    COURTESY.contains(&stem(title))
}

/// Whether one may be written before several names.
pub fn is_plural(title: &str) -> bool {
    PLURAL.contains(&stem(title))
}

fn stem(word: &str) -> &str {
    word.strip_suffix('.').unwrap_or(word)
}

/// A title as it is said: `Lt. Gov.` is `Lieutenant Governor`.
pub fn long_title(title: &str) -> String {
    let long = |word: &'_ str| {
        let known = SHORT.iter().find(|(short, _)| *short == stem(word));
        known.map_or(word.to_string(), |(_, long)| (*long).to_string())
    };
    title.split_whitespace().map(long).collect::<Vec<_>>().join(" ")
}

/// The tokens of the title before a mention: as the tagger has it, or else the longest
/// run of titles that ends where the name begins.
pub fn title_before(scene: &Scene<'_, '_>, mention: &Mention) -> Option<(usize, usize)> {
    let (first, _) = scene.tokens(mention);
    if let Some(title) = mention.title {
        return Some((scene.line.token_at(title.start), first)).filter(|(from, to)| from < to);
    }
    let mut from = first;
    while let Some(start) =
        (from.saturating_sub(MAX_TITLE)..from).find(|&at| is_title(scene, at, from))
    {
        from = start;
    }
    (from < first).then_some((from, first))
}

/// Whether the tokens from `from` up to `to` are one title with a capital.
fn is_title(scene: &Scene<'_, '_>, from: usize, to: usize) -> bool {
    let line = &scene.line;
    let capital = line.is(from, Classes::CAPITAL) && line.is(to - 1, Classes::CAPITAL);
    let free = (from..to).all(|at| scene.mention_of(at).is_none());
    let listed = || lexicon().classes(&plain(line.slice(line.span(from, to)))).has(Classes::TITLE);
    let single = to == from + 1;
    let initial = single
        && from == 0
        && line.is(from, Classes::COMMON)
        && !line.is(from, Classes::HUMAN)
        && !line.word(from).ends_with('.');
    capital && free && !initial && if single { line.is(from, Classes::TITLE) } else { listed() }
}
