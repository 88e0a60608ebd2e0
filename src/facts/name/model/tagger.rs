//! The tagger of names with the trained model, as the engine runs it.

use std::cell::Cell;
use std::sync::LazyLock;

use super::chain::ChainScorer;
use super::consistency::{agree, name_families, name_groups, name_places};
use super::feature::Features;
use super::label::{NameKind, spans_of};
use super::lattice::{self, Free, Learned, Row, Search};
use super::memory::Memory;
use super::observation::Observations;
use super::weights::{LINE, Weights};
use crate::document::Span;
use crate::facts::lexicon::Classes;
use crate::facts::model::Origin;
use crate::facts::name::neural::{Network, Weighed};
use crate::facts::name::{Mention, NameTagger, decide::CALL_SIGN, tagger::RuleTagger};
use crate::facts::reading::Reading;

/// The weights of the chain that are shipped.
static CHAIN: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../../assets/names.model"));

/// At the start of a line of the processor's cache, as the groups of its marks want it.
#[repr(align(64))]
struct Aligned<T: ?Sized>(T);
const _: () = assert!(align_of::<Aligned<u8>>() == LINE);

/// The network that is shipped.
pub static NETWORK: &[u8] = include_bytes!("../../../../assets/names.network");

/// The model that is shipped; none where its files are not of this program.
static SHIPPED: LazyLock<Option<Model<'static>>> = LazyLock::new(|| Model::read(&CHAIN.0, NETWORK));

thread_local! {
    /// What the model that is shipped made of words. It is taken while it is in use.
    static MEMORY: Cell<Memory> = const { Cell::new(Memory::new()) };
}

/// What the network has to say of what both say together. Chosen on the development parts;
/// from 0.35 to 0.65 it makes little difference.
const NETWORK_SHARE: f32 = 0.35;

/// The least likelihood that counts, so that its logarithm is finite.
const LEAST: f32 = 1e-6;

/// The linear chain and the network. Each tells how likely each label of each token is;
/// the best sequence of labels under the mean of the logarithms is taken.
#[derive(Debug)]
pub struct Model<'m> {
    weights: Weights<'m>,
    transitions: Learned,
    network: Option<Network<'m>>,
}

/// A name that the model found, in tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// First token.
    pub first: usize,
    /// Behind the last token.
    pub end: usize,
    /// What it is a name of.
    pub kind: NameKind,
    /// How sure the model is, from 0 to 1.
    pub score: f32,
    /// What told it: the model here, the model elsewhere in the document, or the rules.
    pub rule: &'static str,
}

impl<'m> Model<'m> {
    /// The model that is shipped.
    pub fn shipped() -> Option<&'static Model<'static>> {
        SHIPPED.as_ref()
    }

    /// Reads a model of the bytes of a chain and of a network; none where those of the
    /// chain are not of this program. Without a network the chain decides alone.
    pub fn read(chain: &'m [u8], network: &'m [u8]) -> Option<Self> {
        let weights = Weights::read(chain)?;
        Some(Self {
            transitions: Learned::new(&weights.transitions()),
            weights,
            network: Network::read(network),
        })
    }

    /// The names among what is seen, from left to right. `memory` is of this model.
    pub fn names(&self, seen: &Observations<'_>, memory: &mut Memory) -> Vec<Found> {
        let features = Features::new(seen);
        let weighed = self.network.as_ref().map(|network| network.weigh(seen, &mut memory.vectors));
        let mut weighed = weighed.as_ref().map(Cursor::new);
        let mut scorer = ChainScorer::new(&features, self.weights, memory);
        let mut found = Vec::new();
        let mut room = Room::default();
        for stretch in features.stretches() {
            room.rows.clear();
            scorer.add_scores(stretch.clone(), &mut room.rows);
            lattice::marginals(&self.transitions, &mut room.rows, &mut room.forward);
            match &mut weighed {
                Some(weighed) => lattice::join(&mut room.rows, LEAST, NETWORK_SHARE, |index| {
                    weighed.at(stretch.start + index)
                }),
                None => lattice::join(&mut room.rows, LEAST, 0.0, |_| &Weighed::NEVER),
            }
            collect(stretch.start, &mut room, &mut found);
        }
        agree(seen, &mut found);
        name_families(seen, &mut found);
        name_places(seen, &mut found);
        name_groups(seen, &mut found);
        widen(seen, &mut found);
        add_capitals(seen, &mut found);
        found
    }
}

/// Reads what the network says of one token after the other.
struct Cursor<'w> {
    rest:
        std::iter::Peekable<std::iter::Zip<std::slice::Iter<'w, usize>, std::slice::Iter<'w, Row>>>,
}

impl<'w> Cursor<'w> {
    fn new(weighed: &'w Weighed) -> Self {
        Self { rest: weighed.tokens.iter().zip(&weighed.rows).peekable() }
    }

    /// Of a token to the right of the last one.
    fn at(&mut self, token: usize) -> &'w Row {
        while self.rest.next_if(|(other, _)| **other < token).is_some() {}
        self.rest.next_if(|(other, _)| **other == token).map_or(&Weighed::NEVER, |(_, row)| row)
    }
}

/// Room for one stretch after the other.
#[derive(Debug, Default)]
struct Room {
    rows: Vec<Row>,
    forward: Vec<Row>,
    search: Search,
}

/// Appends the names that the logarithms of a stretch tell.
fn collect(start: usize, room: &mut Room, found: &mut Vec<Found>) {
    let Room { rows, forward, search } = room;
    let Some(labels) = lattice::best(rows, search) else { return };
    lattice::marginals(&Free, rows, forward);
    for (first, end, kind) in spans_of(labels) {
        let likely = rows.iter().zip(labels).take(end).skip(first);
        let score = likely.map(|(row, label)| row.get(*label)).fold(1.0, f32::min);
        found.push(Found { first: start + first, end: start + end, kind, score, rule: "model" });
    }
}

/// Widens a name to the one of the lists that it is a part of, if that is of its kind.
fn widen(seen: &Observations<'_>, found: &mut Vec<Found>) {
    let mut listed =
        seen.mentions().iter().filter(|mention| mention.origin.rule == KNOWN[0]).peekable();
    for name in found.iter_mut() {
        let span = seen.span(name.first, name.end);
        while listed.next_if(|mention| mention.span.end <= span.start).is_some() {}
        let whole = listed.peek().filter(|mention| {
            mention.span.covers(span) && NameKind::of_fact(mention.kind) == Some(name.kind)
        });
        if let Some(whole) = whole {
            let tokens = seen.tokens_of(whole.span);
            (name.first, name.end) = (tokens.start, tokens.end);
        }
    }
    found.dedup_by(|later, earlier| later.first < earlier.end);
}

/// How sure a word in capitals is that only the rules take for a name.
const CAPITALS_SCORE: f32 = 0.5;

/// The rules that know a word and do not guess.
const KNOWN: [&str; 2] = ["list", "form elsewhere"];

/// Adds the words in capitals that the rules know and the model took for nothing: places
/// that an article begins with, short forms that the document explains, and call signs. The corpora
/// that the model learned from have few of them.
fn add_capitals(seen: &Observations<'_>, found: &mut Vec<Found>) {
    let mut more = Vec::new();
    let mut names = found.iter().peekable();
    for mention in seen.mentions() {
        let tokens = seen.tokens_of(mention.span);
        while names.next_if(|name| name.end <= tokens.start).is_some() {}
        let free = names.peek().is_none_or(|name| name.first >= tokens.end);
        let capitals = seen.tokens().get(tokens.start).filter(|_| tokens.len() == 1);
        let rule = mention.origin.rule;
        let capitals = capitals.is_some_and(|token| token.classes.has(Classes::ALL_CAPS))
            && KNOWN.contains(&rule);
        if let Some(kind) =
            NameKind::of_fact(mention.kind).filter(|_| free && (capitals || rule == CALL_SIGN))
        {
            let (first, end) = (tokens.start, tokens.end);
            more.push(Found { first, end, kind, score: CAPITALS_SCORE, rule: "capitals" });
        }
    }
    found.append(&mut more);
    found.sort_by_key(|name| name.first);
}

/// The trained tagger. What the rules find is part of what it looks at.
#[derive(Clone, Copy, Debug)]
pub struct ModelTagger;

impl NameTagger for ModelTagger {
    fn name(&self) -> &'static str {
        "model"
    }

    fn tag(&self, reading: &Reading<'_>) -> Vec<Mention> {
        let rules = RuleTagger.tag(reading);
        let Some(model) = Model::shipped() else { return rules };
        let text = reading.analysis().text();
        let windows = Observations::windows(text, reading, &rules);
        let mut memory = MEMORY.take();
        let names = |seen| mentions(&seen, model.names(&seen, &mut memory));
        let found = windows.flat_map(names).collect();
        MEMORY.set(memory);
        found
    }
}

/// The mentions that names are; names of something else are none.
pub fn mentions(seen: &Observations<'_>, found: Vec<Found>) -> Vec<Mention> {
    found.into_iter().filter_map(|name| mention(seen, name)).collect()
}

fn mention(seen: &Observations<'_>, name: Found) -> Option<Mention> {
    let kind = name.kind.fact()?;
    let first = bare_start(seen, &name);
    let title = (name.kind == NameKind::Person).then(|| title_before(seen, first)).flatten();
    let origin = Origin { recogniser: "name", rule: name.rule, score: Some(name.score) };
    let span = seen.span(first, name.end);
    Some(Mention { span, sentence: seen.number_of(first), kind, origin, title })
}

/// Where a name begins without the article and without a person's title.
fn bare_start(seen: &Observations<'_>, name: &Found) -> usize {
    let superfluous = |token: usize| {
        seen.word(token) == "the" || name.kind == NameKind::Person && is_title(seen, token)
    };
    (name.first..name.end.saturating_sub(1))
        .find(|token| !superfluous(*token))
        .unwrap_or(name.end - 1)
}

fn is_title(seen: &Observations<'_>, token: usize) -> bool {
    seen.tokens().get(token).is_some_and(|token| {
        token.classes.has(Classes::TITLE)
            && !token.classes.has(Classes::GIVEN.with(Classes::SURNAME))
    })
}

/// The title that ends right before a token.
fn title_before(seen: &Observations<'_>, token: usize) -> Option<Span> {
    let sentence = seen.sentence_of(token);
    let part = |at: &usize| {
        seen.tokens().get(*at).is_some_and(|token| {
            token.title || token.classes.has(Classes::TITLE) && token.classes.has(Classes::CAPITAL)
        })
    };
    let first = (sentence.start..token).rev().take_while(part).last()?;
    Some(seen.span(first, token))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::facts::testing::document;
    use crate::facts::{Analysis, Kind};

    fn tagged(text: &str) -> Vec<(String, Kind, Mention)> {
        let document = document(text);
        let analysis = Analysis::new(&document, Span::new(0, text.len()));
        let mentions = ModelTagger.tag(&Reading::new(&analysis));
        mentions.iter().map(|one| (one.span.of(text).to_string(), one.kind, *one)).collect()
    }

    fn kinds(text: &str) -> Vec<(String, Kind)> {
        tagged(text).into_iter().map(|(name, kind, _)| (name, kind)).collect()
    }

    #[test]
    fn the_shipped_model_is_of_this_program() {
        assert!(Model::shipped().is_some_and(|model| model.network.is_some()));
        assert!(Model::read(b"GLNAMES1", NETWORK).is_none() && Model::read(&[], &[]).is_none());
        let bytes = CHAIN.0.len() + NETWORK.len();
        assert!(bytes <= 8_000_000, "{bytes} bytes");
    }

    #[test]
    fn names_of_all_kinds_are_found() {
        let text =
            "Senator Helen Okafor met French officials in Berlin, said the Treasury Committee.";
        let found = kinds(text);
        for (name, kind) in [
            ("Helen Okafor", Kind::Person),
            ("French", Kind::Group),
            ("Berlin", Kind::Place),
            ("Treasury Committee", Kind::Organisation),
        ] {
            assert!(found.contains(&(name.to_string(), kind)), "{name} in {found:?}");
        }
    }

    #[test]
    fn a_title_is_no_part_of_the_name() {
        let found = tagged("They wrote to General Mary Whitlock on Friday.");
        let (name, _, mention) = &found[0];
        assert_eq!((name.as_str(), mention.title.is_some()), ("Mary Whitlock", true));
        let score = mention.origin.score.expect("a score");
        assert!((0.0..=1.0).contains(&score));
    }

    #[test]
    fn giant_sentences_are_read_in_parts() {
        let text = "Ana Ruiz and Bob Crane of Oslo, ".repeat(3_000);
        let found = tagged(&text);
        assert!(found.len() > 5_000, "{}", found.len());
    }

    proptest! {
        #[test]
        fn mentions_stand_in_order(text in "(?s).{0,200}|([A-Z][a-z]{0,6}[ ,.'-]{1,2}|of |the |6PR |\n\n){0,60}") {
            let mut end = 0;
            for (name, _, mention) in tagged(&text) {
                prop_assert!(!name.is_empty() && mention.span.start >= end);
                end = mention.span.end;
            }
        }
    }
}
