//! Selecting, copying, citing.

use super::action::{Effect, LinePurpose};
use super::command::Command;
use super::selection::{Selection, Unit, measure_in_words};
use super::{App, Effects};
use crate::document::Span;
use crate::facts::flat;
use crate::load::Source;

impl App {
    /// `v`: selects from the sentence in focus, or from the match or fact that is lit.
    pub(super) fn start_selection(&mut self) -> Effects {
        let Some(article) = &self.article else { return Effects::new() };
        let lit = self.lit.or(self.find.current());
        self.selection = Some(match lit {
            Some(lit) => Selection {
                anchor: lit.start,
                cursor: last_character(article.document().text(), lit),
                unit: Unit::Character,
            },
            None => Selection {
                anchor: article.focus().start,
                cursor: article.focus().start,
                unit: Unit::Sentence,
            },
        });
        self.say("select: c by character, s by sentence, p by paragraph; y copies");
        Effects::new()
    }

    /// A command while selecting.
    pub(super) fn run_in_select(&mut self, command: Command, count: i64) -> Effects {
        let (Some(mut selection), Some(article)) = (self.selection, &mut self.article) else {
            return Effects::new();
        };
        let document = article.document().clone();
        match command {
            Command::CopySelection => return self.copy_selection(),
            Command::LeaveSelect => {
                self.selection = None;
                return Effects::new();
            }
            Command::SelectByCharacter => selection.unit = Unit::Character,
            Command::SelectBySentence => selection.unit = Unit::Sentence,
            Command::SelectByParagraph => selection.unit = Unit::Paragraph,
            Command::OtherEnd => std::mem::swap(&mut selection.anchor, &mut selection.cursor),
            Command::CursorRight => selection.step(article, count),
            Command::CursorLeft => selection.step(article, -count),
            Command::CursorNextSentence => selection.step_by(article, Unit::Sentence, count),
            Command::CursorPreviousSentence => selection.step_by(article, Unit::Sentence, -count),
            Command::CursorWordRight => selection.step_word(&document, count),
            Command::CursorWordLeft => selection.step_word(&document, -count),
            Command::CursorDown | Command::CursorUp => {
                let delta = if command == Command::CursorDown { count } else { -count };
                match selection.unit {
                    Unit::Character => {
                        selection.cursor = article.offset_by_line(selection.cursor, delta)
                    }
                    Unit::Sentence | Unit::Paragraph => selection.step(article, delta),
                }
            }
            _ => {}
        }
        article.reveal(Span::at(selection.cursor));
        self.selection = Some(selection);
        self.say(format!("selecting {}", selection.unit.name()));
        Effects::new()
    }

    /// Copies the selection and says how much it was.
    pub(super) fn copy_selection(&mut self) -> Effects {
        let (Some(selection), Some(article)) = (self.selection.take(), &mut self.article) else {
            return Effects::new();
        };
        let span = selection.span(article);
        self.copy_span(span)
    }

    /// Copies the text of a span as a reader sees it: hard-wrapped lines joined.
    pub(super) fn copy_span(&mut self, span: Span) -> Effects {
        let Some(document) = self.document() else { return Effects::new() };
        let text = crate::document::reading_text(document, span);
        self.say(format!("copied {}", measure_in_words(&text)));
        vec![Effect::Copy(text)]
    }

    /// Copies the sentence in focus.
    pub(super) fn copy_sentence(&mut self, count: i64) -> Effects {
        let Some(article) = &self.article else { return Effects::new() };
        let mut last = article.focus();
        let document = article.document().clone();
        let mut sentences = super::sentences::Sentences::default();
        for _ in 1..count {
            last = sentences.after(&document, last).unwrap_or(last);
        }
        let span = article.focus().join(last);
        self.copy_span(span)
    }

    /// Copies the sentence that holds a span, with where it stands.
    pub(super) fn cite(&mut self, span: Span) -> Effects {
        let Some(article) = &mut self.article else { return Effects::new() };
        let document = article.document().clone();
        let sentence = article.sentence_at(span.start).unwrap_or(span);
        let Some(entry) = self.documents.get(self.current) else { return Effects::new() };
        let metadata = document.metadata();
        let date = metadata.date.map(|date| date.to_string());
        let parts = [metadata.byline.clone(), Some(entry.title()), metadata.source.clone(), date];
        let origin =
            parts.into_iter().flatten().map(|part| flat(&part)).collect::<Vec<_>>().join(", ");
        let origin = match &entry.source {
            Source::File(_) | Source::Member(_) => format!("{origin}, {}", entry.name()),
            _ => origin,
        };
        let quoted = flat(document.slice(sentence));
        if let Some(page) = document.page_at(sentence.start) {
            let origin = format!("{origin}, p. {}", flat(&page.label));
            return self.copy_citation(&quoted, &origin);
        }
        vec![Effect::CountLines {
            document,
            offset: sentence.start,
            purpose: LinePurpose::Cite { quoted, origin },
        }]
    }

    /// Puts a citation on the clipboard now that its page or line is known.
    pub(super) fn copy_citation(&mut self, quoted: &str, origin: &str) -> Effects {
        let citation = format!("“{quoted}” — {origin}");
        self.say(format!("copied the sentence with its source, {}", measure_in_words(&citation)));
        vec![Effect::Copy(citation)]
    }

    /// Goes on to the editor: first the line has to be counted.
    pub(super) fn edit(&mut self) -> Effects {
        let has_file =
            self.documents.get(self.current).is_some_and(|entry| entry.source.path().is_some());
        let Some(article) = self.article.as_ref().filter(|_| has_file) else {
            self.complain("there is no file to edit: this text did not come from one");
            return Effects::new();
        };
        let document = article.document().clone();
        if !document.format().is_text() {
            self.complain("this file is no text that an editor could change");
            return Effects::new();
        }
        vec![Effect::CountLines {
            document,
            offset: article.focus().start,
            purpose: LinePurpose::Edit,
        }]
    }

    /// Opens the editor at a line; afterwards the file is read again.
    pub(super) fn edit_at(&mut self, line: usize) -> Effects {
        let path = self
            .documents
            .get(self.current)
            .and_then(|entry| entry.source.path().map(ToOwned::to_owned));
        let Some(path) = path else { return Effects::new() };
        let mut effects = vec![Effect::Edit { path, line }];
        effects.extend(self.reload());
        effects
    }
}

/// Offset of the last character of a span.
fn last_character(text: &str, span: Span) -> u32 {
    let last = span.of(text).char_indices().next_back().map_or(0, |(at, _)| at);
    span.start + last as u32
}
