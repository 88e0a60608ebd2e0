//! What the columns of a data set are for, by their names.

use crate::load::collection::Columns;

/// What a column may be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    Title,
    Date,
    Author,
    Url,
    Source,
    Language,
}

impl Role {
    /// The names that such columns usually have, without case and punctuation, the best
    /// first.
    #[rustfmt::skip]
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[
                "text", "body", "content", "contents", "fulltext", "article", "articlebody",
                "articletext", "articlecontent", "maintext", "bodytext", "contenttext", "message",
                "contenthtml", "html", "document", "story", "post", "posttext", "selftext",
                "review", "reviewtext", "reviewbody", "comment", "commenttext", "commentbody",
                "tweet", "tweettext", "speech", "transcript", "statement", "passage", "paragraph",
                "abstract", "abstracttext", "description", "summary", "notes", "lyrics", "answer",
                "response", "completion", "output", "sentence", "caption",
            ],
            Self::Title => &[
                "title", "headline", "subject", "heading", "articletitle", "articleheadline",
                "storytitle", "name", "question",
            ],
            Self::Date => &[
                "date", "published", "publishedat", "publisheddate", "datepublished",
                "publicationdate", "pubdate", "publishdate", "publishedon", "publicationtime",
                "createdat", "created", "createdutc", "createddate", "creationdate", "datecreated",
                "timestamp", "datetime", "time", "postedat", "posted", "posteddate", "dateposted",
                "sent", "sentat", "datesent", "updatedat", "updated", "modified", "day",
            ],
            Self::Author => &[
                "author", "authors", "authorname", "byline", "creator", "writer", "by", "from",
                "sender", "user", "username", "screenname", "speaker",
            ],
            Self::Url => &[
                "url", "link", "uri", "permalink", "weburl", "articleurl", "sourceurl", "canonical",
                "canonicalurl", "externalurl", "webpage", "href", "address",
            ],
            Self::Source => &[
                "source", "publisher", "publication", "outlet", "newspaper", "sitename", "site",
                "journal", "website", "domain",
            ],
            Self::Language => &["language", "lang", "locale"],
        }
    }

    /// Whether a name means nothing but a text: what is called so is one, however short.
    pub fn is_surely_text(name: &str) -> bool {
        let names = [
            "text",
            "body",
            "content",
            "contents",
            "fulltext",
            "article",
            "articlebody",
            "articletext",
            "articlecontent",
            "maintext",
            "bodytext",
            "contenttext",
            "contenthtml",
            "html",
            "selftext",
            "posttext",
            "reviewtext",
            "reviewbody",
            "commenttext",
            "commentbody",
            "tweet",
            "tweettext",
            "speech",
            "transcript",
            "abstracttext",
            "lyrics",
        ];
        names.iter().any(|usual| is_usual(name, usual))
    }

    /// The name that the reader gave.
    pub fn named(self, columns: &Columns) -> Option<&str> {
        match self {
            Self::Text => columns.text.as_deref(),
            Self::Title => columns.title.as_deref(),
            Self::Date => columns.date.as_deref(),
            Self::Author => columns.author.as_deref(),
            Self::Url => columns.url.as_deref(),
            Self::Source | Self::Language => None,
        }
    }

    /// How well a name fits, the best being 0; `None` where it does not. Where the reader
    /// gave a name, no other fits.
    pub fn rank(self, name: &str, columns: &Columns) -> Option<usize> {
        match self.named(columns) {
            Some(given) if given == name => Some(0),
            Some(given) => is_same(name, given).then_some(1),
            None => self.names().iter().position(|usual| is_usual(name, usual)),
        }
    }

    /// The column that fits best, of those that may be it.
    pub fn find<'a>(
        self,
        names: impl Iterator<Item = (usize, &'a str)>,
        columns: &Columns,
    ) -> Option<usize> {
        let ranked = names.filter_map(|(index, name)| Some((self.rank(name, columns)?, index)));
        ranked.min().map(|(_, index)| index)
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Whether a name is a usual one but for case and punctuation.
fn is_usual(name: &str, usual: &str) -> bool {
    let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
    name.is_ascii() && letters.map(|byte| byte.to_ascii_lowercase()).eq(usual.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(role: Role, names: &[&str], columns: &str) -> Option<usize> {
        role.find(names.iter().copied().enumerate(), &columns.parse().unwrap())
    }

    #[test]
    fn usual_names_are_known_and_given_ones_count_alone() {
        let names = ["id", "Description", "Article_Title", "created_at", "Body"];
        assert_eq!(found(Role::Text, &names, ""), Some(4));
        assert_eq!(found(Role::Text, &names, "text=description"), Some(1));
        assert_eq!(found(Role::Text, &names, "text=nothing"), None);
        assert_eq!(found(Role::Title, &names, ""), Some(2));
        assert_eq!(found(Role::Date, &names, ""), Some(3));
        assert_eq!(found(Role::Url, &names, ""), None);
    }
}
