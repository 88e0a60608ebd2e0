//! A text at hand → a document, for callers that read no source.

use jiff::civil::Date;

use super::{measure, plain};
use crate::document::{Document, Format, Metadata, Parts};

/// What is known of a text from elsewhere; it counts more than what the text itself says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Its title.
    pub title: Option<String>,
    /// The day that relative dates in it count from.
    pub date: Option<Date>,
}

/// A plain-text document whose text is the given one, unchanged.
pub fn plain_text(text: String, given: Given) -> Document {
    let mut parts = plain::parts(text);
    measure::complete(&mut parts);
    let title = given.title.or(parts.metadata.title.take());
    let date = given.date.or(parts.metadata.date);
    let metadata = Metadata { title, date, ..parts.metadata };
    Document::new(Parts { metadata, format: Format::Plain, ..parts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_stays_as_it_is_and_what_is_given_wins() {
        let text = "\u{feff} date 2024-03-31 One.\r\n\r\nTwo\0.\u{2028}";
        let given = Given { title: Some("T".to_owned()), date: Date::new(2020, 2, 29).ok() };
        let document = plain_text(text.to_owned(), given.clone());
        assert_eq!(document.text(), text);
        assert_eq!(document.metadata().title, given.title);
        assert_eq!(document.metadata().date, given.date);
    }
}
