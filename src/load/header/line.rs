//! Lines beneath a title, and datelines.

use jiff::civil::Date;

use super::date;

/// Bytes of the longest line that is looked at.
const LONGEST: usize = 160;

/// Words of the longest name of authors.
const MOST_NAMES: usize = 14;

/// The names of a line `By Ada Moreau and Jo Li`, without the `By`.
pub(in crate::load) fn byline(line: &str) -> Option<&str> {
    let line = line.trim();
    let names = ["By ", "BY ", "by ", "Von ", "Par ", "Por "]
        .iter()
        .find_map(|by| line.strip_prefix(by))?;
    let names = names.trim();
    let closed = names.ends_with(['.', ',', ';', ':', '?', '!']);
    let words = || names.split([' ', ',']).filter(|word| !word.is_empty());
    let fits = names.len() <= LONGEST && words().count() <= MOST_NAMES && !closed;
    (fits && words().count() > 0 && words().all(is_name)).then_some(names)
}

/// Whether a word may stand in a name or between two.
fn is_name(word: &str) -> bool {
    let joining = [
        "and", "und", "et", "y", "e", "of", "for", "in", "de", "da", "del", "della", "der", "di",
        "du", "la", "le", "van", "von", "zu", "bin", "al", "with", "the", "&", "|", "-", "–",
    ];
    joining.contains(&word)
        || word.starts_with(|character: char| character.is_uppercase() || character == '(')
        || word.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
}

/// The date of a line that says when something was published and nothing else, and
/// whether it says that with words: `Published Sunday, 7 February 2013, Oslo` does,
/// `Oslo, 7 February 2013` does not.
fn published(line: &str) -> Option<(Date, bool)> {
    let line = line.trim();
    let words = line.split_whitespace().count();
    if line.len() > LONGEST || words > 14 {
        return None;
    }
    let lower = line.to_lowercase();
    let said = PUBLISHED.iter().any(|word| lower.starts_with(word));
    let bare = words <= 6 && !line.ends_with(['.', '?', '!', ':', ';']) && is_bare(line);
    let date = (said || bare).then(|| date::parse(line)).flatten()?;
    Some((date, said))
}

/// Whether a line has no word in lower case but those that dates have.
fn is_bare(line: &str) -> bool {
    let words = line.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).all(|word| {
        let numeric = word.starts_with(|character: char| character.is_ascii_digit());
        numeric
            || word.starts_with(char::is_uppercase)
            || ["of", "de", "at", "am", "pm", "a", "p", "m", "h", "le"].contains(&word)
    })
}

const PUBLISHED: &[&str] = &[
    "published",
    "updated",
    "posted",
    "last updated",
    "last modified",
    "first published",
    "created",
    "dated",
    "issued",
    "filed",
    "printed",
    "veröffentlicht",
    "publié",
    "publicado",
];

/// What a line beneath a title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load) struct About<'a> {
    /// Who wrote the document.
    pub names: Option<&'a str>,
    /// When it was published.
    pub date: Option<Date>,
    /// Whether the line is a date and nothing else, which may as well be article text.
    pub is_bare: bool,
}

/// What a line says that is a byline or a date line.
pub(in crate::load) fn about(line: &str) -> Option<About<'_>> {
    if line.len() > LONGEST {
        return None;
    }
    // `By Ada Moreau | March 3, 2021` says both.
    let parts: Vec<&str> = line.split(['|', '·', '•']).map(str::trim).collect();
    let names = parts.iter().find_map(|part| byline(part));
    let published_at = parts.iter().find_map(|part| published(part));
    let known = |part: &str| byline(part).is_some() || published(part).is_some();
    let short = |part: &str| part.split_whitespace().count() <= 4;
    let told = names.is_some() || published_at.is_some();
    let is_bare = names.is_none() && published_at.is_some_and(|(_, said)| !said);
    let date = published_at.map(|(date, _)| date);
    (told && parts.iter().all(|part| known(part) || short(part))).then_some(About {
        names,
        date,
        is_bare,
    })
}

/// Date and source of the dateline that a paragraph begins with:
/// `LONDON, March 3, 2021 (Reuters) — The …`, `WASHINGTON (AP) - …`.
pub(in crate::load) fn dateline(paragraph: &str) -> Option<(Option<Date>, Option<&str>)> {
    let head = crate::load::open::prefix(paragraph, LONGEST);
    let end =
        [" — ", " – ", " -- ", " - ", "— "].iter().filter_map(|dash| head.find(dash)).min()?;
    let line = head.get(..end)?;
    let place = line.split([',', '(']).next()?.trim();
    let capitals = place.chars().filter(|character| character.is_uppercase()).count();
    let is_place = capitals >= 3 && !place.chars().any(char::is_lowercase);
    if !is_place || line.split_whitespace().count() > 12 {
        return None;
    }
    let source = line.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    let source = source.map(|(source, _)| source.trim()).filter(|source| !source.is_empty());
    Some((date::parse(line), source))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_names() {
        assert_eq!(byline("By Pablo Yilmaz"), Some("Pablo Yilmaz"));
        assert_eq!(
            byline("By Ada Moreau and Jo de Vries, Reuters"),
            Some("Ada Moreau and Jo de Vries, Reuters")
        );
        for line in [
            "By Monday the city was quiet",
            "By then.",
            "By ",
            "Bypass",
            "by and large it went well",
        ] {
            assert_eq!(byline(line), None, "{line}");
        }
    }

    #[test]
    fn date_lines_say_nothing_else() {
        let day = Some(jiff::civil::date(2013, 2, 7));
        for line in [
            "Published Sunday, 7 February 2013, Oslo",
            "Oslo, 7 February 2013",
            "February 7, 2013",
            "Last updated: 2013-02-07 at 10:00",
        ] {
            let about = about(line).expect("a date line");
            assert_eq!((about.names, about.date), (None, day), "{line}");
        }
        assert_eq!(
            about("By Ada Moreau | February 7, 2013"),
            Some(About { names: Some("Ada Moreau"), date: day, is_bare: false })
        );
        for line in ["He came on 7 February 2013 from Oslo", "Published twice", "In 2013"] {
            assert_eq!(about(line), None, "{line}");
        }
    }

    #[test]
    fn datelines_give_date_and_source() {
        let date = jiff::civil::date(2021, 3, 3);
        assert_eq!(
            dateline("LONDON, March 3, 2021 (Reuters) — The vote was lost."),
            Some((Some(date), Some("Reuters")))
        );
        assert_eq!(dateline("WASHINGTON (AP) - The vote was lost."), Some((None, Some("AP"))));
        assert_eq!(dateline("The vote — on Monday — was lost."), None);
        assert_eq!(dateline("IT was lost – he said"), None);
    }
}
