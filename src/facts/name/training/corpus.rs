//! Annotated documents and the corpora that they are from.

use crate::document::{Document, Span};
use crate::facts::name::model::{Kinds, NameKind};

/// A name that an annotator marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gold {
    /// Where it stands.
    pub span: Span,
    /// What it is a name of.
    pub kind: NameKind,
}

/// A document with the names in it.
#[derive(Debug)]
pub struct Annotated {
    /// What it is called.
    pub id: String,
    /// Its text.
    pub document: Document,
    /// The names in order.
    pub gold: Vec<Gold>,
}

/// The corpora; each has its own idea of what a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Corpus {
    /// Politics from Wikipedia, by the sentence.
    CrossnerPolitics,
    /// Many genres.
    Gum,
    /// Reports on defence and security.
    Re3d,
    /// Wikipedia, introductions of articles.
    Redocred,
    /// Web text: reviews, letters, weblogs, questions.
    UnerEwt,
    /// Wikipedia, whole articles.
    Wikigold,
    /// Short messages.
    Wnut17,
}

impl Corpus {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::CrossnerPolitics,
        Self::Gum,
        Self::Re3d,
        Self::Redocred,
        Self::UnerEwt,
        Self::Wikigold,
        Self::Wnut17,
    ];

    /// The name that its files begin with.
    pub fn name(self) -> &'static str {
        match self {
            Self::CrossnerPolitics => "crossner_politics",
            Self::Gum => "gum",
            Self::Re3d => "re3d",
            Self::Redocred => "redocred",
            Self::UnerEwt => "uner_ewt",
            Self::Wikigold => "wikigold",
            Self::Wnut17 => "wnut17",
        }
    }

    /// The corpus that a file is of.
    pub fn of_file(file: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|corpus| file.starts_with(corpus.name()))
    }

    /// The kinds of name that it does not mark: a token outside of its names may well be
    /// in one of these.
    pub fn unmarked(self) -> Kinds {
        match self {
            Self::UnerEwt => Kinds::of(&[NameKind::Group, NameKind::Other]),
            Self::Re3d => Kinds::of(&[NameKind::Other]),
            Self::Wnut17 => Kinds::of(&[NameKind::Group]),
            _ => Kinds::default(),
        }
    }
}

/// The kind that the annotation of the corpora calls so.
pub fn kind_of(annotation: &str) -> Option<NameKind> {
    match annotation {
        "PERSON" => Some(NameKind::Person),
        "ORG" => Some(NameKind::Organisation),
        "PLACE" => Some(NameKind::Place),
        "GROUP" => Some(NameKind::Group),
        "MISC" => Some(NameKind::Other),
        _ => None,
    }
}
