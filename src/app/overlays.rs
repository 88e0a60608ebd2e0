//! Search, lists and cards: opening them, moving in them, choosing.

use super::action::{Effect, Generation};
use super::areas::{Area, Areas};
use super::card::Card;
use super::command::Command;
use super::list::{Entry, List, ListKind, Target};
use super::overlay::{Overlay, Search};
use super::{App, Effects, Focus};
use crate::document::Span;
use crate::search::find::{Case, Options as PatternOptions, Pattern};
use crate::search::{Hit, HitKind, Scope};

/// Rows of a list that lies over the article.
const LIST_HEIGHT: u16 = 30;
/// Columns of what lies over the article: a line is read at one glance.
const OVERLAY_WIDTH: u16 = 96;
/// Columns of a card.
const CARD_WIDTH: u16 = 80;
/// Mentions that a card shows at a time, at most.
const CARD_MENTIONS: usize = 12;

impl App {
    /// Opens the search in a scope.
    pub(super) fn open_search(&mut self, scope: Scope) -> Effects {
        self.overlay = Overlay::Search(Search::new(scope));
        self.search_again()
    }

    /// What is typed in the search changed.
    pub(super) fn search_changed(&mut self) -> Effects {
        if let Overlay::Search(search) = &mut self.overlay {
            search.cursor = Default::default();
        }
        self.search_again()
    }

    /// Asks again for what is typed.
    pub(super) fn search_again(&mut self) -> Effects {
        let generation = self.next_generation();
        let Overlay::Search(search) = &mut self.overlay else { return Effects::new() };
        search.generation = generation;
        vec![Effect::Search {
            generation,
            query: search.input.value().to_owned(),
            scope: search.scope,
        }]
    }

    /// Takes the answer to a search.
    pub(super) fn take_results(
        &mut self,
        generation: Generation,
        hits: Vec<Hit>,
        total: usize,
        micros: u64,
    ) -> Effects {
        let Overlay::Search(search) = &mut self.overlay else { return Effects::new() };
        if search.generation == generation {
            search.cursor.row = search.cursor.row.min(hits.len().saturating_sub(1));
            (search.hits, search.total, search.micros) = (hits, total, micros);
        }
        Effects::new()
    }

    /// Opens a list.
    pub(super) fn open_list(&mut self, list: List) -> Effects {
        if list.total() == 0 {
            self.say(match list.kind {
                ListKind::Outline => "this document has no headings",
                _ => "all documents could be read",
            });
            return Effects::new();
        }
        self.overlay = Overlay::List(list);
        Effects::new()
    }

    /// The list of what could not be read.
    pub(super) fn failures(&self) -> List {
        let entries = self.documents.failures().map(|(id, entry, reason)| Entry {
            indent: 0,
            label: entry.name(),
            note: reason.to_owned(),
            target: Target::Document(id),
        });
        List::new(ListKind::Failures, entries.collect())
    }

    /// Moves the cursor of the search or list.
    pub(super) fn step_list(&mut self, delta: i64) -> Effects {
        match &mut self.overlay {
            Overlay::Search(search) => search.cursor.step(delta, search.hits.len()),
            Overlay::List(list) => list.step(delta),
            Overlay::Card(card) => card.cursor.step(delta, card.mentions.len()),
            _ => {}
        }
        Effects::new()
    }

    /// Moves the cursor of the search or list by a window full of rows.
    pub(super) fn page_list(&mut self, pages: i64) -> Effects {
        let areas = self.areas();
        let rows = self.overlay_areas(&areas).rows.height;
        self.step_list(pages * i64::from(rows.max(1)))
    }

    /// Chooses what the cursor is on.
    pub(super) fn choose(&mut self) -> Effects {
        match std::mem::take(&mut self.overlay) {
            Overlay::Search(search) => match search.chosen().cloned() {
                Some(hit) => self.go_to_hit(&hit, search.input.value()),
                None => Effects::new(),
            },
            Overlay::List(list) => match list.chosen().map(|entry| entry.target) {
                Some(target) => self.choose_target(target),
                None => Effects::new(),
            },
            other => {
                self.overlay = other;
                Effects::new()
            }
        }
    }

    fn choose_target(&mut self, target: Target) -> Effects {
        self.focus = Focus::Article;
        match target {
            Target::Run(command) => self.run(command, None),
            Target::Document(id) => {
                self.leave();
                self.open(id)
            }
            Target::Place(span) => {
                let effects = self.go_to_span(self.current, span);
                if let Some(article) = &mut self.article {
                    article.put_focus(1);
                }
                effects
            }
        }
    }

    fn go_to_hit(&mut self, hit: &Hit, query: &str) -> Effects {
        self.focus = Focus::Article;
        if hit.kind == HitKind::Document {
            self.leave();
            return self.open(hit.document as usize);
        }
        let mut effects = self.go_to_span(hit.document as usize, hit.span);
        if hit.kind == HitKind::Text {
            effects.extend(self.light_words(query, hit.span));
        }
        effects
    }

    /// After going to a text result its words are the find pattern: lit, and `n` goes on.
    fn light_words(&mut self, query: &str, _span: Span) -> Effects {
        let words: Vec<String> = query.split_whitespace().map(escaped).collect();
        let options = PatternOptions { case: Case::Insensitive, whole_word: false, regex: true };
        let Ok(pattern) = Pattern::new(&format!(r"\b(?:{})\w*", words.join("|")), options) else {
            return Effects::new();
        };
        self.find.set_pattern(pattern);
        self.find.generation = self.next_generation();
        self.find_all()
    }

    /// Opens the card of a fact.
    pub(super) fn open_card(&mut self, fact: usize) -> Effects {
        let (Some(facts), Some(document)) = (self.sidebar.facts(), self.document()) else {
            return Effects::new();
        };
        let row = self.sidebar.row_of(fact);
        let mentions = row.map(|row| row.mentions.clone()).unwrap_or_default();
        if let Some(card) = Card::new(document, facts, fact, mentions) {
            self.overlay = Overlay::Card(card);
        }
        Effects::new()
    }

    /// A command in a fact's card.
    pub(super) fn run_in_card(&mut self, command: Command, count: i64) -> Effects {
        let (Overlay::Card(card), Some(facts)) = (&self.overlay, self.sidebar.facts().cloned())
        else {
            return Effects::new();
        };
        let card = card.clone();
        match command {
            Command::CardDown => return self.step_list(count),
            Command::CardUp => return self.step_list(-count),
            Command::CardNextFact | Command::CardPreviousFact => {
                self.step_list(if command == Command::CardNextFact { count } else { -count });
                return self.show_card_mention();
            }
            Command::CardOther => return self.other_card(card.fact),
            _ => self.overlay = Overlay::None,
        }
        match command {
            Command::CardGo => {
                self.focus = Focus::Article;
                self.stepping = card.mentions.clone();
                card.chosen(&facts)
                    .map_or_else(Effects::new, |span| self.go_to_span(self.current, span))
            }
            Command::CardCite => {
                card.chosen(&facts).map_or_else(Effects::new, |span| self.cite(span))
            }
            Command::CardHide => {
                let kind = facts.facts.get(card.fact).map(crate::facts::Fact::kind);
                self.hide_kind(kind)
            }
            _ => Effects::new(),
        }
    }

    /// Shows the card's mention in the article behind it.
    fn show_card_mention(&mut self) -> Effects {
        let (Overlay::Card(card), Some(facts)) = (&self.overlay, self.sidebar.facts()) else {
            return Effects::new();
        };
        let span = card.chosen(facts);
        if let (Some(span), Some(article)) = (span, &mut self.article) {
            article.go_to(span);
            self.lit = Some(span);
        }
        Effects::new()
    }

    /// The card of the next fact in the same sentence.
    fn other_card(&mut self, fact: usize) -> Effects {
        let Some(facts) = self.sidebar.facts() else { return Effects::new() };
        let sentence = facts.facts.get(fact).map_or(0, |fact| fact.sentence as usize);
        let others: Vec<usize> =
            facts.of_sentence(sentence).filter(|index| self.is_shown(*index)).collect();
        let next = others.iter().find(|other| **other > fact).or(others.first()).copied();
        next.map_or_else(Effects::new, |next| self.open_card(next))
    }

    /// Brings the cursor of what lies over the article into view.
    pub(super) fn settle_overlay(&mut self) {
        let areas = self.areas();
        let rows = usize::from(self.overlay_areas(&areas).rows.height);
        match &mut self.overlay {
            Overlay::Search(search) => search.cursor.reveal(rows),
            Overlay::List(list) => list.reveal(rows),
            Overlay::Card(card) => card.cursor.reveal(rows),
            Overlay::None | Overlay::Hints(_) => {}
        }
    }

    /// Where the parts of what lies over the article stand.
    pub fn overlay_areas(&self, areas: &Areas) -> OverlayAreas {
        let screen = areas.screen;
        let room = Area {
            height: screen.height.saturating_sub(2 * u16::from(screen.height > 12)),
            ..screen
        };
        match &self.overlay {
            Overlay::Search(_) => OverlayAreas::search(room.centred(OVERLAY_WIDTH, room.height)),
            Overlay::List(list) => {
                let wanted = (list.total() as u16).saturating_add(4).min(LIST_HEIGHT);
                OverlayAreas::list(room.centred(OVERLAY_WIDTH, wanted))
            }
            Overlay::Card(card) => {
                let head = card.lines.len() as u16 + 1;
                let mentions = card.mentions.len().min(CARD_MENTIONS) as u16;
                OverlayAreas::card(room.centred(CARD_WIDTH, head + mentions + 2), head)
            }
            Overlay::None | Overlay::Hints(_) => OverlayAreas::default(),
        }
    }
}

/// The parts of what lies over the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OverlayAreas {
    /// With its frame.
    pub frame: Area,
    /// What is typed, or the head of a card.
    pub input: Area,
    /// The rows.
    pub rows: Area,
    /// The chosen result with its surroundings.
    pub preview: Area,
}

impl OverlayAreas {
    fn search(frame: Area) -> Self {
        let mut areas = Self::list(frame);
        // A third of the rows, with a rule above them, where there is room for both.
        let preview = if areas.rows.height >= 9 { areas.rows.height / 3 } else { 0 };
        areas.preview = Area {
            row: areas.rows.row + areas.rows.height - preview,
            height: preview,
            ..areas.rows
        };
        areas.rows.height -= preview + u16::from(preview > 0);
        areas
    }

    fn list(frame: Area) -> Self {
        let inner = frame.inner();
        let line = inner.height.min(1);
        Self {
            frame,
            input: Area { height: line, ..inner },
            rows: Area { row: inner.row + line, height: inner.height - line, ..inner },
            preview: Area::default(),
        }
    }

    fn card(frame: Area, head: u16) -> Self {
        let inner = frame.inner();
        let head = head.min(inner.height.saturating_sub(1));
        Self {
            frame,
            input: Area { height: head, ..inner },
            rows: Area { row: inner.row + head, height: inner.height - head, ..inner },
            preview: Area::default(),
        }
    }
}

/// A word for a regular expression.
fn escaped(word: &str) -> String {
    let special = |character: char| r"\.+*?()|[]{}^$#&-~".contains(character);
    word.chars()
        .flat_map(|character| special(character).then_some('\\').into_iter().chain([character]))
        .collect()
}
