//! What is measured once text and blocks are there: words and language.

use super::limits::LANGUAGE_SAMPLE_BYTES;
use crate::document::Parts;

/// Fills in words and language.
pub(super) fn complete(parts: &mut Parts) {
    let words: usize = article(parts).map(words).sum();
    parts.metadata.words = u32::try_from(words).unwrap_or(u32::MAX);
    if parts.metadata.language.is_none() {
        parts.metadata.language = language(&sample(parts));
    }
}

fn article(parts: &Parts) -> impl Iterator<Item = &str> {
    parts.blocks.iter().filter(|block| block.is_article()).map(|block| block.span.of(&parts.text))
}

/// The first bytes of article text.
fn sample(parts: &Parts) -> String {
    let mut sample = String::with_capacity(LANGUAGE_SAMPLE_BYTES);
    for text in article(parts) {
        let room = LANGUAGE_SAMPLE_BYTES.saturating_sub(sample.len());
        if room < 8 {
            break;
        }
        sample.push_str(super::open::prefix(text, room));
        sample.push(' ');
    }
    sample
}

/// Words of a text: runs of what is not blank; of scripts that put no blanks between
/// words, half as many words as characters.
fn words(text: &str) -> usize {
    let runs = runs(text.as_bytes());
    if text.is_ascii() {
        return runs;
    }
    let unspaced = text.chars().filter(|&character| is_unspaced(character)).count();
    runs + unspaced / 2
}

/// Runs of bytes above the blank, counted in pieces that fit a byte so that the
/// compiler uses wide registers.
fn runs(bytes: &[u8]) -> usize {
    let Some(&first) = bytes.first() else { return 0 };
    let next = bytes.get(1..).unwrap_or_default();
    let begin = |(previous, current): (&u8, &u8)| u8::from(*previous <= b' ' && *current > b' ');
    let pieces = bytes.chunks(255).zip(next.chunks(255));
    let counted = pieces.map(|(previous, current)| {
        usize::from(previous.iter().zip(current).map(begin).sum::<u8>())
    });
    counted.sum::<usize>() + usize::from(first > b' ')
}

/// Chinese characters, kana and the like.
fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// ISO 639-1 code of the language of a sample, where it is recognised reliably. English
/// is told by its small words alone, which takes a hundredth of the time of comparing
/// letter groups with those of seventy languages.
fn language(sample: &str) -> Option<&'static str> {
    if is_english(sample) {
        return Some("en");
    }
    let info = whatlang::detect(sample)?;
    info.is_reliable().then(|| iso_639_1(info.lang()))?
}

fn is_english(sample: &str) -> bool {
    let (mut all, mut own, mut shared) = (0, 0, 0);
    for word in sample.split(|character: char| !character.is_alphabetic()) {
        let is = |small: &str| small.eq_ignore_ascii_case(word);
        all += usize::from(!word.is_empty());
        // The longest of them has five letters.
        if (1..=5).contains(&word.len()) {
            own += usize::from(ENGLISH.iter().any(|small| is(small)));
            shared += usize::from(SHARED.iter().any(|small| is(small)));
        }
    }
    all >= 8 && own * 10 >= all && (own + shared) * 5 >= all
}

/// Small words of English that its neighbours do not share.
#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "that", "it", "with", "for", "on", "by", "from", "which", "this",
    "were", "would", "they", "have", "has", "not", "their", "its", "his", "she", "at", "been",
    "are", "is", "as", "or", "but", "said", "about", "after", "had", "who",
];

/// Small words of English that Dutch, German, French or Danish have too.
const SHARED: &[&str] = &["a", "in", "an", "was", "be", "he", "we", "will", "so", "i"];

/// The two-letter code of a language that a header names: `en`, `en-GB`, `eng`, `English`.
pub(super) fn language_named(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let code = name.split(['-', '_']).next().unwrap_or_default();
    let coded = TWO_LETTERS.iter().find(|(three, two)| *three == code || *two == code);
    coded.map(|(_, two)| *two).or_else(|| {
        let named =
            whatlang::Lang::all().iter().find(|lang| lang.eng_name().to_lowercase() == name);
        named.and_then(|lang| iso_639_1(*lang))
    })
}

/// The two-letter code of a language.
fn iso_639_1(language: whatlang::Lang) -> Option<&'static str> {
    let code = language.code();
    TWO_LETTERS.iter().find(|(three, _)| *three == code).map(|(_, two)| *two)
}

/// Three-letter codes of the languages that are recognised, and their two-letter codes.
#[rustfmt::skip]
const TWO_LETTERS: &[(&str, &str)] = &[
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"),
    ("ben", "bn"), ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"),
    ("dan", "da"), ("deu", "de"), ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"),
    ("fin", "fi"), ("fra", "fr"), ("guj", "gu"), ("heb", "he"), ("hin", "hi"), ("hrv", "hr"),
    ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"), ("jav", "jv"), ("jpn", "ja"),
    ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"), ("lav", "lv"),
    ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"),
    ("nld", "nl"), ("nob", "nb"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"),
    ("por", "pt"), ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"),
    ("sna", "sn"), ("spa", "es"), ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"),
    ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"), ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"),
    ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs() {
        assert_eq!(words("  The vote, at 9:30,\npassed. "), 5);
        assert_eq!(words(""), 0);
        let long = "word ".repeat(1000);
        assert_eq!(words(&long), 1000);
        assert_eq!(words(&long[3..]), 1000);
        assert_eq!(words("東京都知事"), 3);
    }

    #[test]
    fn languages_are_recognised() {
        let english = "The committee said on Monday that it would vote on the measure next week.";
        assert_eq!(language(english), Some("en"));
        let german = "Der Ausschuss teilte am Montag mit, dass er nächste Woche abstimmen werde.";
        assert_eq!(language(german), Some("de"));
        assert_eq!(language("1234 5678"), None);
    }
}
