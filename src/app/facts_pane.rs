//! The facts beside the article: the two always say where the other is.

use super::action::Effect;
use super::areas::Areas;
use super::command::Command;
use super::key::{Key, KeyCode};
use super::sidebar::Item;
use super::{App, Effects, Focus, prompt};
use crate::document::Span;
use crate::facts::Kind;

impl App {
    /// `Tab`: from the article to the facts and back.
    pub(super) fn switch_pane(&mut self) -> Effects {
        match self.focus {
            Focus::Facts => self.focus = Focus::Article,
            Focus::Article => {
                self.leave();
                self.focus = Focus::Facts;
                let focus = self.article.as_ref().map(|article| article.focus());
                if let Some(focus) = focus {
                    self.sidebar.choose_in(focus);
                }
            }
        }
        Effects::new()
    }

    /// A command in the facts pane.
    pub(super) fn run_in_facts(&mut self, command: Command, count: i64) -> Effects {
        let Some(document) = self.document().cloned() else { return Effects::new() };
        let areas = self.areas();
        let page = i64::from(areas.facts.height.max(2)) - 1;
        match command {
            Command::RowDown => self.sidebar.step(count),
            Command::RowUp => self.sidebar.step(-count),
            Command::RowsPageDown => self.sidebar.step(page * count),
            Command::RowsPageUp => self.sidebar.step(-page * count),
            Command::FirstRow => self.sidebar.step(i64::MIN / 2),
            Command::LastRow => self.sidebar.step(i64::MAX / 2),
            Command::NextGroup => self.sidebar.step_group(true),
            Command::PreviousGroup => self.sidebar.step_group(false),
            Command::ToggleFold => self.sidebar.toggle_fold(&document),
            Command::FoldAll => self.sidebar.fold_all(&document, true),
            Command::UnfoldAll => self.sidebar.fold_all(&document, false),
            Command::FilterFacts => self.filtering = Some(self.sidebar.filter().into()),
            Command::HideKind => return self.hide_kind(None),
            Command::ShowKinds => self.sidebar.show_all(&document),
            Command::SurerFacts => return self.step_confidence(count),
            Command::LessSureFacts => return self.step_confidence(-count),
            Command::LeaveFacts => return self.leave_facts(),
            Command::GoToFact => return self.go_to_chosen(),
            Command::RowCard => {
                return self
                    .sidebar
                    .chosen_fact()
                    .map_or_else(Effects::new, |fact| self.open_card(fact));
            }
            _ => {}
        }
        self.show_chosen();
        Effects::new()
    }

    /// Shows the sentence of the chosen row in the article, lit.
    pub(super) fn show_chosen(&mut self) {
        let span = self.chosen_span();
        if let (Some(span), Some(article)) = (span, &mut self.article) {
            article.go_to(span);
            self.lit = Some(span);
        }
    }

    /// `Enter` on a row: go there, and `]f` goes on to its other mentions.
    pub(super) fn go_to_chosen(&mut self) -> Effects {
        let Some(item) = self.sidebar.chosen() else { return Effects::new() };
        if let Item::Head(_) = item {
            return self.run_in_facts(Command::ToggleFold, 1);
        }
        self.stepping = self.sidebar.row(item).map(|row| row.mentions.clone()).unwrap_or_default();
        self.show_chosen();
        self.focus = Focus::Article;
        Effects::new()
    }

    fn chosen_span(&self) -> Option<Span> {
        match self.sidebar.chosen()? {
            Item::Brief(_, span) => Some(span),
            Item::Row(..) => {
                let fact = self.sidebar.chosen_fact()?;
                self.sidebar.facts()?.facts.get(fact).map(|fact| fact.span)
            }
            Item::OtherLanguage | Item::Head(_) | Item::Blank => None,
        }
    }

    fn leave_facts(&mut self) -> Effects {
        if self.sidebar.filter().is_empty() {
            self.focus = Focus::Article;
            return self.jump(false);
        }
        if let Some(document) = self.document().cloned() {
            self.sidebar.set_filter(&document, "");
        }
        Effects::new()
    }

    /// Switches a kind of fact off: that of the chosen row where none is given.
    pub(super) fn hide_kind(&mut self, kind: Option<Kind>) -> Effects {
        let Some(document) = self.document().cloned() else { return Effects::new() };
        let keys = self.settings.keymap.shown_keys(Command::ShowKinds);
        if let Some(kind) = self.sidebar.hide(&document, kind) {
            let name = super::sidebar::group_name(kind).to_lowercase();
            self.say(format!("{name} hidden; {keys} in the facts shows all again"));
        }
        Effects::new()
    }

    /// `c` and `C`: hides facts that are less sure, or shows them again.
    fn step_confidence(&mut self, delta: i64) -> Effects {
        let Some(document) = self.document().cloned() else { return Effects::new() };
        self.sidebar.step_confidence(&document, delta);
        let all = self.sidebar.facts().map_or(0, |facts| facts.facts.len());
        match self.sidebar.least_confidence() {
            0 => self.say("all facts, however sure"),
            least => {
                let keys = self.settings.keymap.shown_keys(Command::LessSureFacts);
                let shown = self.sidebar.shown_facts();
                self.say(format!(
                    "{shown} of {all} facts: those at least {least} % sure; {keys} shows more"
                ));
            }
        }
        Effects::new()
    }

    /// Whether a fact is shown: by its kind and how sure it is.
    pub(super) fn is_shown(&self, fact: usize) -> bool {
        let fact = self.sidebar.facts().and_then(|facts| facts.facts.get(fact));
        fact.is_some_and(|fact| self.sidebar.shows(fact))
    }

    /// A key while the filter line is open.
    pub(super) fn filter_key(&mut self, key: Key) -> Effects {
        let Some(input) = &mut self.filtering else { return Effects::new() };
        match key.code {
            KeyCode::Enter => self.filtering = None,
            KeyCode::Esc => {
                input.reset();
                self.apply_filter();
                self.filtering = None;
            }
            KeyCode::Down | KeyCode::Up => {
                self.sidebar.step(if key.code == KeyCode::Down { 1 } else { -1 });
                self.show_chosen();
            }
            _ => {
                if prompt::edit(input, key) {
                    self.apply_filter();
                }
            }
        }
        Effects::new()
    }

    /// Narrows the rows to what is typed.
    pub(super) fn apply_filter(&mut self) {
        let (Some(input), Some(document)) = (&self.filtering, self.document()) else { return };
        let (filter, document) = (input.value().to_owned(), document.clone());
        self.sidebar.set_filter(&document, &filter);
        self.show_chosen();
    }

    /// `]f` and `[f`: through the mentions of the chosen fact, or through all facts.
    pub(super) fn step_fact(&mut self, delta: i64) -> Effects {
        let Some(facts) = self.sidebar.facts().cloned() else { return Effects::new() };
        let from = self.lit.map_or_else(|| self.here().focus, |lit| lit.start);
        let included = i64::from(self.lit.is_none());
        let spans: Vec<Span> = if self.stepping.is_empty() {
            let shown = facts.facts.iter().filter(|fact| self.sidebar.shows(fact));
            shown.map(|fact| fact.span).collect()
        } else {
            self.stepping
                .iter()
                .filter_map(|index| facts.facts.get(*index as usize))
                .map(|fact| fact.span)
                .collect()
        };
        let found = if delta > 0 {
            let first =
                spans.partition_point(|span| i64::from(span.start) + included <= i64::from(from));
            spans.get(first + delta as usize - 1).or(spans.last().filter(|last| last.start > from))
        } else {
            let first = spans.partition_point(|span| span.start < from);
            first.checked_sub(delta.unsigned_abs() as usize).and_then(|index| spans.get(index))
        };
        match (found.copied(), &mut self.article) {
            (Some(span), Some(article)) => {
                article.go_to(span);
                self.lit = Some(span);
            }
            _ => self.say(if delta > 0 {
                "no mention after this one"
            } else {
                "no mention before this one"
            }),
        }
        Effects::new()
    }

    /// The fact to show a card of: the lit one, else the first of the sentence in focus.
    pub(super) fn fact_here(&self) -> Option<usize> {
        let facts = self.sidebar.facts()?;
        let shown = |index: &usize| self.is_shown(*index);
        let lit = self.lit.and_then(|lit| facts.facts.iter().position(|fact| fact.span == lit));
        lit.filter(shown).or_else(|| {
            let focus = self.article.as_ref()?.focus();
            let first = facts.facts.partition_point(|fact| fact.span.start < focus.start);
            let inside = |index: &usize| {
                facts.facts.get(*index).is_some_and(|fact| fact.span.start < focus.end)
            };
            (first..facts.facts.len()).take_while(inside).find(shown)
        })
    }

    /// Keeps the sidebar at its cursor, or at the facts of the sentence in focus.
    pub(super) fn settle_sidebar(&mut self, areas: &Areas) {
        let filter_line = usize::from(self.has_filter_line());
        let height = usize::from(areas.facts.height).saturating_sub(filter_line);
        match (self.focus, &self.article) {
            (Focus::Facts, _) => self.sidebar.reveal_cursor(height),
            (Focus::Article, Some(article)) => self.sidebar.reveal_marked(article.focus(), height),
            (Focus::Article, None) => {}
        }
    }

    /// Asks for the facts around the viewport where a large document has them in parts.
    pub(super) fn facts_around_the_place(&mut self) -> Effects {
        let (Some(article), Some(facts), Some(entry)) =
            (&self.article, self.sidebar.facts(), self.documents.get(self.current))
        else {
            return Effects::new();
        };
        let seen = article.visible_span();
        let near = self.extracting.is_some_and(|near| seen.contains(near));
        if !entry.complete
            || near
            || facts.range.covers(seen)
            || facts
                .range
                .covers(Span { start: seen.start, end: seen.end.min(article.document().len()) })
        {
            return Effects::new();
        }
        self.extracting = Some(seen.start);
        let document = article.document().clone();
        vec![Effect::Extract {
            id: self.current,
            generation: entry.generation,
            document,
            near: seen.start,
            urgent: true,
        }]
    }
}
