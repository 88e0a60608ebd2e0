//! Labels of tokens: where in a name a token stands, and of what kind the name is.

use crate::facts::Kind;

/// What a name is a name of. Names of something else are learned too, so that they are
/// told apart, and then dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A human being, real or not.
    Person,
    /// A company, an agency, a party, a team, a band.
    Organisation,
    /// A country, a town, a river, a building.
    Place,
    /// A nationality, a religion, a political group.
    Group,
    /// An event, a work, a product, a law: not asked for.
    Other,
}

impl NameKind {
    /// All of them in the order of their labels.
    pub const ALL: [Self; 5] =
        [Self::Person, Self::Organisation, Self::Place, Self::Group, Self::Other];

    /// The kind of fact; none for what is not asked for.
    pub fn fact(self) -> Option<Kind> {
        match self {
            Self::Person => Some(Kind::Person),
            Self::Organisation => Some(Kind::Organisation),
            Self::Place => Some(Kind::Place),
            Self::Group => Some(Kind::Group),
            Self::Other => None,
        }
    }

    /// The kind that a fact of this kind is a name of.
    pub fn of_fact(kind: Kind) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.fact() == Some(kind))
    }
}

/// A set of kinds, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// The set of `kinds`.
    pub const fn of(kinds: &[NameKind]) -> Self {
        let mut bits = 0;
        let mut index = 0;
        while index < kinds.len() {
            bits |= 1 << kinds[index] as u8;
            index += 1;
        }
        Self(bits)
    }

    /// Whether `kind` is in the set.
    pub fn has(self, kind: NameKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }
}

/// Where in a name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The first of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several.
    End,
    /// The only one.
    Single,
}

impl Place {
    const ALL: [Self; 4] = [Self::Begin, Self::Inside, Self::End, Self::Single];

    /// Where the token at `index` stands in a name of `length` tokens.
    pub fn of(index: usize, length: usize) -> Self {
        match (index == 0, index + 1 >= length) {
            (true, true) => Self::Single,
            (true, false) => Self::Begin,
            (false, false) => Self::Inside,
            (false, true) => Self::End,
        }
    }
}

/// How many labels there are: outside, and each place in a name of each kind.
pub const LABELS: usize = 1 + 4 * NameKind::ALL.len();

/// The label of a token, below [`LABELS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Label(u8);

/// The label of a token that is in no name.
pub const OUTSIDE: Label = Label(0);

impl Label {
    /// The label of a place in a name of a kind.
    pub const fn new(place: Place, kind: NameKind) -> Self {
        Self(1 + 4 * kind as u8 + place as u8)
    }

    /// The label with an index; outside where there is none.
    pub fn from_index(index: usize) -> Self {
        u8::try_from(index).ok().filter(|_| index < LABELS).map_or(OUTSIDE, Self)
    }

    /// Its index, below [`LABELS`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The kind of name; none outside.
    pub fn kind(self) -> Option<NameKind> {
        let index = self.0.checked_sub(1)? / 4;
        NameKind::ALL.get(usize::from(index)).copied()
    }

    /// The place in the name; none outside.
    pub fn place(self) -> Option<Place> {
        let index = self.0.checked_sub(1)? % 4;
        Place::ALL.get(usize::from(index)).copied()
    }

    /// Whether a name goes on behind a token with this label.
    pub fn is_open(self) -> bool {
        matches!(self.place(), Some(Place::Begin | Place::Inside))
    }

    /// Whether a name that began before goes on with this token.
    pub fn goes_on(self) -> bool {
        matches!(self.place(), Some(Place::Inside | Place::End))
    }

    /// Whether `next` may stand behind this label.
    pub fn may_precede(self, next: Self) -> bool {
        self.is_open() == next.goes_on() && (!self.is_open() || self.kind() == next.kind())
    }
}

/// The names that labels tell: first token, behind the last, and kind. Of labels that do
/// not fit together the name ends where the fit does.
pub fn spans_of(labels: &[Label]) -> impl Iterator<Item = (usize, usize, NameKind)> {
    let mut start = 0;
    labels.iter().enumerate().filter_map(move |(index, label)| {
        let kind = label.kind()?;
        let joined =
            index > 0 && labels.get(index - 1).is_some_and(|last| last.may_precede(*label));
        if !label.goes_on() || !joined {
            start = index;
        }
        let ends =
            labels.get(index + 1).is_none_or(|next| !label.is_open() || !label.may_precede(*next));
        ends.then_some((start, index + 1, kind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(place: Place, kind: NameKind) -> Label {
        Label::new(place, kind)
    }

    #[test]
    fn labels_and_indices_are_the_same_thing() {
        for index in 0..LABELS {
            let found = Label::from_index(index);
            assert_eq!(found.index(), index);
            if let (Some(place), Some(kind)) = (found.place(), found.kind()) {
                assert_eq!(Label::new(place, kind), found);
            }
        }
        assert_eq!(Label::from_index(LABELS), OUTSIDE);
    }

    #[test]
    fn a_name_goes_on_with_its_own_kind_only() {
        let begin = label(Place::Begin, NameKind::Person);
        assert!(begin.may_precede(label(Place::End, NameKind::Person)));
        assert!(!begin.may_precede(label(Place::End, NameKind::Place)));
        assert!(
            !begin.may_precede(OUTSIDE)
                && !OUTSIDE.may_precede(label(Place::Inside, NameKind::Person))
        );
        assert!(label(Place::Single, NameKind::Group).may_precede(begin));
    }

    #[test]
    fn labels_tell_spans() {
        use NameKind::{Organisation, Person};
        let labels = [
            label(Place::Begin, Person),
            label(Place::End, Person),
            OUTSIDE,
            label(Place::Single, Organisation),
            label(Place::Inside, Person),
        ];
        let spans: Vec<_> = spans_of(&labels).collect();
        assert_eq!(spans, [(0, 2, Person), (3, 4, Organisation), (4, 5, Person)]);
    }
}
