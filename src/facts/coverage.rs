//! How much of a document the engine can read: its grammars and its model know English.
//!
//! Of other text only what holds in any language is taken. The document says what
//! language it is in, but judged by its beginning; so an article in English that opens
//! with a foreign quotation must be told from one in that language, by the small words
//! of the beginning, the middle and the end.

use super::lexicon::{Classes, lexicon};
use crate::document::Document;

/// How much of a document was looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coverage {
    /// Everything: it is in English, or too short to tell.
    #[default]
    Everything,
    /// What holds in any language: links, ISO dates, numbers with units, money with signs
    /// and quotations in marks.
    AnyLanguage,
}

/// Bytes of the beginning, the middle and the end that are looked at.
const WINDOW_BYTES: usize = 2 << 10;

/// Text with fewer words beside names may be a list in any language.
const MIN_WORDS: usize = 10;

/// Text in another script needs as many letters of it.
const MIN_FOREIGN_LETTERS: usize = 12;

/// One in so many words of English is a small one (in fact nearly every second); of Dutch
/// or Danish, which share some of them, one in six.
const ENGLISH_WORDS_PER_SMALL: usize = 5;

impl Coverage {
    /// How much can be read of a document. Looks at a bounded part of it.
    pub fn of(document: &Document) -> Self {
        let language = document.metadata().language;
        if language == Some("en") {
            return Self::Everything;
        }
        let counts = Counts::of(document.text());
        let other_script =
            counts.foreign >= MIN_FOREIGN_LETTERS && counts.foreign > 2 * counts.latin;
        let other_words = language.is_some()
            && counts.words >= MIN_WORDS
            && counts.small * ENGLISH_WORDS_PER_SMALL < counts.words;
        if other_script || other_words { Self::AnyLanguage } else { Self::Everything }
    }
}

/// What the windows of a text hold.
#[derive(Debug, Default)]
struct Counts {
    /// Letters of the Latin script.
    latin: usize,
    /// Letters of other scripts.
    foreign: usize,
    /// Words of Latin letters that are no names.
    words: usize,
    /// Small words of English among them.
    small: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        let last = text.len().saturating_sub(WINDOW_BYTES);
        let mut behind = 0;
        for start in [0, last / 2, last] {
            let start = text.ceil_char_boundary(start.max(behind));
            behind = text.ceil_char_boundary((start + WINDOW_BYTES).min(text.len()));
            counts.add(text.get(start..behind).unwrap_or_default());
        }
        counts
    }

    fn add(&mut self, window: &str) {
        let letters = window.chars().filter(|c| c.is_alphabetic());
        for letter in letters {
            *(if is_latin(letter) { &mut self.latin } else { &mut self.foreign }) += 1;
        }
        // Names are written with capitals, and alike in all languages.
        let words = window.split(|c: char| !c.is_alphabetic());
        for word in words.filter(|word| word.starts_with(is_latin)) {
            let small = is_small_word(word);
            self.words += usize::from(small || word.starts_with(char::is_lowercase));
            self.small += usize::from(small);
        }
    }
}

fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Whether a word binds others in English.
fn is_small_word(word: &str) -> bool {
    // The longest of them that are frequent.
    const LONGEST: usize = 7;
    let binding = Classes::DETERMINER
        .with(Classes::PRONOUN)
        .with(Classes::PREPOSITION)
        .with(Classes::CONJUNCTION)
        .with(Classes::AUXILIARY);
    word.len() <= LONGEST && lexicon().classes(&word.to_ascii_lowercase()).has(binding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Metadata, Parts};

    fn coverage(language: Option<&'static str>, text: &str) -> Coverage {
        let metadata = Metadata { language, ..Metadata::default() };
        Coverage::of(&Document::new(Parts { text: text.to_string(), metadata, ..Parts::default() }))
    }

    #[test]
    fn other_languages_are_told() {
        for (language, text) in [
            (
                "de",
                "Die Stadt hat am Dienstag beschlossen, die alte Brücke über den Fluss im nächsten Jahr für den Verkehr zu sperren.",
            ),
            (
                "fr",
                "La mairie a décidé mardi de fermer le vieux pont à la circulation pendant toute l'année prochaine, selon un porte-parole.",
            ),
            (
                "es",
                "El ayuntamiento decidió el martes cerrar el puente viejo al tráfico durante todo el año que viene, según un portavoz.",
            ),
            (
                "nl",
                "De stad heeft dinsdag besloten om de oude brug over de rivier volgend jaar voor het verkeer te sluiten, zei een woordvoerder.",
            ),
            (
                "ru",
                "Во вторник город решил закрыть старый мост через реку для движения на весь следующий год.",
            ),
            ("zh", "市政府星期二决定明年全年关闭横跨河流的旧桥，不准车辆通行。"),
            (
                "ar",
                "قررت المدينة يوم الثلاثاء إغلاق الجسر القديم فوق النهر أمام حركة المرور طوال العام المقبل.",
            ),
        ] {
            assert_eq!(coverage(Some(language), text), Coverage::AnyLanguage, "{text}");
        }
    }

    #[test]
    fn another_script_needs_no_recognition() {
        let text = "Город решил закрыть старый мост.";
        assert_eq!(coverage(None, text), Coverage::AnyLanguage);
        assert_eq!(coverage(None, "Мост is the Russian word for a bridge."), Coverage::Everything);
    }

    #[test]
    fn english_with_foreign_names_and_quotations_is_english() {
        let foreign =
            "„Wir haben am Dienstag beschlossen, die alte Brücke über den Fluss zu sperren“, ";
        let english = "said Jürgen Müller-Lüdenscheidt of the Straßenverkehrsamt in Castrop-Rauxel. \
            He told reporters that the city had waited for years, and that it would not wait any longer. ";
        assert_eq!(coverage(Some("de"), &format!("{foreign}{english}")), Coverage::Everything);
        assert_eq!(coverage(Some("en"), foreign), Coverage::Everything);
        let names = "Müller, Lüdenscheidt, Schäfer, Weiß, Größl, Kühn";
        assert_eq!(coverage(Some("de"), names), Coverage::Everything, "too short to tell");
    }

    #[test]
    fn of_a_long_text_the_middle_and_the_end_count() {
        let german =
            "Die Stadt hat am Dienstag beschlossen, die alte Brücke zu sperren. ".repeat(40);
        let english =
            "The city said that it would close the old bridge to all of the traffic. ".repeat(400);
        assert_eq!(coverage(Some("de"), &format!("{german}{english}")), Coverage::Everything);
        assert_eq!(coverage(Some("de"), &german), Coverage::AnyLanguage);
    }
}
