//! Which names of organisations, places and groups are of the same bearer.

use std::borrow::Cow;
use std::collections::HashMap;

use super::organisation::{acronym, fits, may_stand_alone, short_form, turned, without_stops};
use crate::facts::Kind;
use crate::facts::lexicon::{Known, lexicon, plain};
use crate::facts::name::Mention;
use crate::facts::reading::capitalised;
use crate::facts::token::Shape;

/// The longest short form in brackets (bytes).
const MAX_SHORT_FORM: usize = 12;

/// What a name is called in full.
#[derive(Clone, Debug, PartialEq)]
pub struct Full<'r> {
    /// The full name.
    pub name: Cow<'r, str>,
    /// What tells the bearer from others.
    pub key: String,
    /// What the lists know.
    pub known: Option<Known>,
    /// Whether the mention is a short form of it, in capitals.
    pub short: Option<String>,
}

/// The names of a text that are no persons'.
#[derive(Debug, Default)]
pub struct Names<'r> {
    text: &'r str,
    /// Organisations by the last words of their name; none where several have them.
    by_ending: HashMap<&'r str, Option<Cow<'r, str>>>,
    /// Short forms that the text tells, with the full name.
    by_short: HashMap<(Kind, Cow<'r, str>), Cow<'r, str>>,
    /// Acronyms by the initials of a name; none where several have them.
    by_initials: HashMap<String, Option<Cow<'r, str>>>,
}

impl<'r> Names<'r> {
    /// Of a text.
    pub fn new(text: &'r str) -> Self {
        Self { text, ..Self::default() }
    }

    /// Learns the short forms of a name; `next` is the mention behind it.
    pub fn learn(&mut self, mention: &Mention, next: Option<&Mention>) {
        let name = mention.span.of(self.text);
        if let Some(short) = self.bracketed(mention).filter(|short| fits(short, name)) {
            self.by_short.insert((mention.kind, without_stops(short)), self.full(name));
            return;
        }
        if name.is_all_caps() && !name.contains(' ') {
            let full = next.filter(|next| self.opens_bracket(mention, next));
            let full = full.map(|next| next.span.of(self.text));
            if let Some(full) = full.filter(|full| fits(name, full)) {
                self.by_short.insert((mention.kind, without_stops(name)), self.full(full));
            }
            return;
        }
        if mention.kind == Kind::Organisation {
            self.learn_organisation(name);
        }
    }

    fn learn_organisation(&mut self, name: &'r str) {
        let full = self.full(name);
        if let Some(acronym) = acronym(&full) {
            only(&mut self.by_initials, acronym, full.clone());
        }
        let short = short_form(name);
        if short.len() < name.len() {
            let key = (Kind::Organisation, plain(short));
            self.by_short.entry(key).or_insert_with(|| full.clone());
        }
        for (at, _) in name.rmatch_indices(' ').take(2) {
            let ending = name.get(at + 1..).unwrap_or_default();
            if may_stand_alone(ending) {
                only(&mut self.by_ending, ending, full.clone());
            }
        }
    }

    /// The name that the lists have for it, or as it is written.
    fn full(&self, name: &'r str) -> Cow<'r, str> {
        canonical(Kind::Organisation, plain(name)).0
    }

    /// The short form in brackets behind a name.
    fn bracketed(&self, mention: &Mention) -> Option<&'r str> {
        let behind = self.text.get(mention.span.end as usize..)?;
        let inside = behind.trim_start().strip_prefix('(')?;
        let inside = inside.strip_prefix("the ").unwrap_or(inside);
        let inside = inside.strip_prefix(['"', '“', '\'', '‘']).unwrap_or(inside);
        let near = inside.get(..inside.floor_char_boundary(MAX_SHORT_FORM + 1))?;
        let length = near.find([')', '"', '”', '\'', '’', ',', ';'])?;
        inside.get(..length).filter(|short| short.is_all_caps() || short.is_capitalised())
    }

    /// Whether only an opening bracket stands between two mentions.
    fn opens_bracket(&self, mention: &Mention, next: &Mention) -> bool {
        let between = self.text.get(mention.span.end as usize..next.span.start as usize);
        between.is_some_and(|between| between.trim() == "(")
    }

    /// The full name of a mention.
    pub fn read(&self, mention: &Mention) -> Full<'r> {
        let (kind, written) = (mention.kind, mention.span.of(self.text));
        let name = plain(written);
        let told = self.told(kind, &name);
        let short = told.as_ref().map(|_| without_stops(&name).into_owned());
        let (full, known) = canonical(kind, told.unwrap_or_else(|| name.clone()));
        let listed = known.and_then(|known| known.abbreviation);
        let listed = listed.filter(|short| **short == *without_stops(&name) && *full != *name);
        let short =
            short.filter(|short| short.is_all_caps()).or_else(|| listed.map(str::to_string));
        let key = match (kind, known) {
            (Kind::Organisation, None) => turned(short_form(&full)).to_lowercase(),
            (_, None) if full.contains(' ') => full.to_lowercase(),
            _ => full.to_string(),
        };
        Full { name: full, key, known, short }
    }

    /// The full name that the text tells for a short form.
    fn told(&self, kind: Kind, name: &Cow<'r, str>) -> Option<Cow<'r, str>> {
        let bare = without_stops(name);
        let told = self.by_short.get(&(kind, Cow::Borrowed(&*bare))).cloned();
        if kind != Kind::Organisation {
            return told;
        }
        let initials = || self.by_initials.get(&*bare).cloned().flatten();
        let ending = || self.by_ending.get(&**name).cloned().flatten();
        told.or_else(initials).or_else(ending)
    }
}

/// Notes the one full name of a form; none where another has it too.
fn only<'r, K: std::hash::Hash + Eq>(
    names: &mut HashMap<K, Option<Cow<'r, str>>>,
    form: K,
    full: Cow<'r, str>,
) {
    let slot = names.entry(form).or_insert_with(|| Some(full.clone()));
    if slot.as_ref() != Some(&full) {
        *slot = None;
    }
}

fn known(kind: Kind, name: &str) -> Option<Known> {
    let find = |name: &str| match kind {
        Kind::Place => lexicon().place(name),
        Kind::Organisation => lexicon().organisation(name),
        _ => lexicon().group(name),
    };
    let shouted = || {
        if !name.is_all_caps() {
            return None;
        }
        let words = name.split(' ').map(capitalised).collect::<Vec<_>>();
        find(&words.join(" "))
    };
    find(name).or_else(shouted)
}

/// The full name that the lists have, or the name without its article.
fn canonical(kind: Kind, name: Cow<'_, str>) -> (Cow<'_, str>, Option<Known>) {
    if let Some(known) = known(kind, &name) {
        return (Cow::Borrowed(known.name), Some(known));
    }
    let bare = without_article(name);
    match known(kind, &bare) {
        Some(known) => (Cow::Borrowed(known.name), Some(known)),
        None => (bare, None),
    }
}

fn without_article(name: Cow<'_, str>) -> Cow<'_, str> {
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The "));
    match bare {
        Some(bare) => Cow::Owned(bare.to_string()),
        None => name,
    }
}
