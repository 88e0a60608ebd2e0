//! Abbreviations that are written with a full stop, and what may follow them.
//!
//! Both the sentences and the tokens ask here: a full stop behind an abbreviation
//! belongs to the word, and mostly does not end the sentence.

use super::fixed::Sieve;

/// How a full stop behind an abbreviation is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name or a number follows (`Sen.`, `Mt.`, `Fig.`): never the end of a sentence.
    Leading,
    /// In running text, never at an end (`e.g.`, `vs.`).
    Inner,
    /// Before a number (`No.`, `p.`), else a word of its own that may end a sentence.
    Numbering,
    /// Stands behind a name or a phrase and may end the sentence too (`Inc.`, `a.m.`, `U.S.`).
    Trailing,
    /// A month or weekday (`Jan.`, `Mon.`): ends a sentence only before a sentence starter.
    Calendar,
}

/// Abbreviations before a name; without the stop, lower case, sorted.
const LEADING: &[&str] = &[
    "adm", "amb", "arr", "arrv", "asst", "attn", "atty", "brig", "bros", "capt", "cmdr", "col",
    "comdr", "cpl", "cpt", "det", "dir", "dr", "drs", "ens", "fr", "ft", "gen", "gov", "hon",
    "insp", "lt", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "ofc", "p.s",
    "pres", "prof", "ps", "pte", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "spc", "st",
    "supt",
];

/// Abbreviations inside a sentence; sorted.
const INNER: &[&str] = &[
    "al", "approx", "ca", "cf", "e.g", "eg", "esp", "i.e", "ibid", "ie", "incl", "resp", "viz",
    "vs",
];

/// Abbreviations before a number; sorted.
const NUMBERING: &[&str] = &[
    "art", "ch", "ed", "eds", "eq", "fig", "figs", "no", "nos", "op", "p", "par", "pop", "pp",
    "pt", "rs", "sec", "tel", "vol", "vols",
];

/// Abbreviations behind a name or phrase; sorted.
const TRAILING: &[&str] = &[
    "a.m", "am", "ave", "b.c", "b.sc", "blvd", "bn", "co", "corp", "cos", "d.c", "dept", "dist",
    "e.u", "esq", "est", "etc", "ext", "gal", "govt", "hr", "hrs", "hwy", "inc", "intl", "jr",
    "lb", "lbs", "llc", "ltd", "m.a", "m.d", "min", "mins", "mph", "natl", "oz", "p.m", "ph.d",
    "pm", "rd", "sq", "sr", "u.k", "u.n", "u.s", "u.s.a", "univ", "yr", "yrs",
];

/// Months and weekdays; sorted.
const CALENDAR: &[&str] = &[
    "apr", "aug", "dec", "feb", "fri", "jan", "jul", "jun", "mar", "mon", "nov", "oct", "sat",
    "sep", "sept", "sun", "thu", "thur", "thurs", "tue", "tues", "wed", "weds",
];

/// What kind of abbreviation a word without its final stop is, if it is one.
///
/// A word of single letters with stops between (`U.S`, `p.m`, `e.g`) is one even where
/// no list names it. Words that are also common words (`no`, `art`, `sun`) are found
/// too; what follows must decide.
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    // The longest of the lists, and short enough for the buffer below.
    const LONGEST: usize = 6;
    if word.len() > LONGEST {
        return is_dotted(word).then_some(Abbreviation::Trailing);
    }
    let mut buffer = [0; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = std::str::from_utf8(lower).ok()?;
    let lists = [
        (LEADING, Abbreviation::Leading),
        (INNER, Abbreviation::Inner),
        (NUMBERING, Abbreviation::Numbering),
        (TRAILING, Abbreviation::Trailing),
        (CALENDAR, Abbreviation::Calendar),
    ];
    let listed = lists.into_iter().find(|(words, _)| words.binary_search(&lower).is_ok());
    listed.map(|(_, kind)| kind).or_else(|| is_dotted(word).then_some(Abbreviation::Trailing))
}

/// Whether a word is single letters with stops between them: `U.S`, `J.R.R`.
fn is_dotted(word: &str) -> bool {
    let mut letters = 0;
    for part in word.split('.') {
        let mut characters = part.chars();
        if !characters.next().is_some_and(char::is_alphabetic) || characters.next().is_some() {
            return false;
        }
        letters += 1;
    }
    letters > 1
}

/// Words that begin sentences far more often than they follow an abbreviation as part
/// of a name; sorted.
const STARTERS: &[&str] = &[
    "A",
    "About",
    "After",
    "All",
    "Also",
    "Although",
    "Among",
    "An",
    "And",
    "Another",
    "Are",
    "As",
    "At",
    "Because",
    "Before",
    "Being",
    "Both",
    "But",
    "By",
    "Can",
    "Could",
    "Despite",
    "Did",
    "Do",
    "Does",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "Few",
    "First",
    "For",
    "From",
    "Had",
    "Has",
    "Have",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "Hundreds",
    "I",
    "If",
    "In",
    "Is",
    "It",
    "Its",
    "Last",
    "Later",
    "Let",
    "Many",
    "May",
    "Meanwhile",
    "Millions",
    "Moreover",
    "Most",
    "My",
    "Next",
    "No",
    "Nor",
    "Not",
    "Now",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "She",
    "Should",
    "Since",
    "So",
    "Some",
    "Soon",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Thousands",
    "Through",
    "Thus",
    "To",
    "Today",
    "Together",
    "Two",
    "Under",
    "Until",
    "We",
    "Were",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Whose",
    "Why",
    "Will",
    "With",
    "Yes",
    "Yet",
    "You",
    "Your",
];

/// Whether a capitalised word is one that mostly begins a sentence (`The`, `However`).
pub fn is_sentence_starter(word: &str) -> bool {
    static SIEVE: Sieve = Sieve::of(&[STARTERS]);
    SIEVE.may_hold(word) && STARTERS.binary_search(&word).is_ok()
}

/// Whether a word that may begin a sentence also stands, capitalised, inside titles and
/// names (`Gone With the Wind`, `House Of the Dead`).
pub fn is_title_word(word: &str) -> bool {
    matches!(
        word,
        "A" | "About"
            | "After"
            | "All"
            | "An"
            | "And"
            | "As"
            | "At"
            | "Before"
            | "By"
            | "During"
            | "First"
            | "For"
            | "From"
            | "In"
            | "Last"
            | "New"
            | "Next"
            | "No"
            | "Of"
            | "On"
            | "One"
            | "Or"
            | "Other"
            | "Others"
            | "Over"
            | "Second"
            | "So"
            | "The"
            | "Through"
            | "To"
            | "Together"
            | "Two"
            | "Under"
            | "Until"
            | "Up"
            | "With"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_the_binary_search() {
        assert!(STARTERS.is_sorted());
        let lists = [LEADING, INNER, NUMBERING, TRAILING, CALENDAR];
        assert!(lists.into_iter().all(|list| list.is_sorted()));
    }

    #[test]
    fn kinds_of_abbreviations() {
        assert_eq!(abbreviation("Sen"), Some(Abbreviation::Leading));
        assert_eq!(abbreviation("e.g"), Some(Abbreviation::Inner));
        assert_eq!(abbreviation("No"), Some(Abbreviation::Numbering));
        assert_eq!(abbreviation("Inc"), Some(Abbreviation::Trailing));
        assert_eq!(abbreviation("Sept"), Some(Abbreviation::Calendar));
        assert_eq!(abbreviation("J.R.R"), Some(Abbreviation::Trailing));
        assert_eq!(abbreviation("house"), None);
        assert_eq!(abbreviation("ünf"), None);
        assert_eq!(abbreviation(""), None);
    }
}
