//! What the lists know of the bearers of names.

/// A place, organisation or group that the lists know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its full name.
    pub name: &'static str,
    /// The short form of an organisation's name.
    pub abbreviation: Option<&'static str>,
    /// ISO 3166-1 alpha-2 code of a place's country, where it is sure.
    pub country: Option<&'static str>,
}

/// What one form of a name is of.
#[derive(Clone, Copy, Debug)]
pub struct Bearer {
    /// Of what sort it is.
    pub sort: Sort,
    /// Index into `Lexicon::names`.
    pub name: u16,
    /// Index into `Lexicon::bearers` of another one with this form, one higher.
    pub next: u16,
}

/// The bearer of that sort in the chain that begins with number `first`.
pub fn bearer_of(bearers: &[Bearer], first: usize, sort: Sort) -> Option<Bearer> {
    let mut next = first;
    while let Some(bearer) = next.checked_sub(1).and_then(|index| bearers.get(index)) {
        if bearer.sort == sort {
            return Some(*bearer);
        }
        next = usize::from(bearer.next);
    }
    None
}

/// Sorts of names: `Georgian` is a group, `Georgia` a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// A group.
    Group,
}
