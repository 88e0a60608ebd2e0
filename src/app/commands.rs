//! Running a command: which part of the app does it.

use super::action::Effect;
use super::command::{Command, Context};
use super::list::List;
use super::overlay::Overlay;
use super::settings::{MAX_MEASURE, MEASURE_STEP, MIN_MEASURE};
use super::{App, Effects, Focus};
use crate::document::{Format, Span};
use crate::search::Scope;

/// Columns that a wide table scrolls sideways at a press.
const SIDEWAYS_STEP: i32 = 8;

impl App {
    /// Runs a command; the count is what was typed before it.
    pub(super) fn run(&mut self, command: Command, count: Option<u32>) -> Effects {
        let times = i64::from(count.unwrap_or(1));
        match command.entry().context {
            Context::Reader => self.run_in_reader(command, times),
            Context::Article => self.run_in_article(command, count),
            Context::Facts => self.run_in_facts(command, times),
            Context::Select => self.run_in_select(command, times),
            Context::Card => self.run_in_card(command, times),
            Context::List => self.run_in_list(command, times),
            Context::Find => self.run_in_find(command),
        }
    }

    fn run_in_reader(&mut self, command: Command, count: i64) -> Effects {
        match command {
            Command::FindForward => self.open_find(false),
            Command::SearchAll => self.open_search(Scope::All),
            Command::SearchFacts => self.open_search(Scope::Facts),
            Command::SearchDocuments => self.open_search(Scope::Documents),
            Command::SearchText => self.open_search(Scope::Text),
            Command::SwitchPane => self.switch_pane(),
            Command::Outline => self.open_outline(),
            Command::Help => self.open_list(List::help(&self.settings.keymap)),
            Command::Palette => self.open_list(List::palette(&self.settings.keymap)),
            Command::ShowFailures => self.open_list(self.failures()),
            Command::NextMatch => self.step_match(count),
            Command::PreviousMatch => self.step_match(-count),
            Command::NextFact => self.step_fact(count),
            Command::PreviousFact => self.step_fact(-count),
            Command::NextDocument => self.step_document(count),
            Command::PreviousDocument => self.step_document(-count),
            Command::Back => self.jump(false),
            Command::Forward => self.jump(true),
            Command::SetMark | Command::GoToMark => {
                self.keys.letter_for = Some(command);
                Effects::new()
            }
            Command::FollowLink => self.show_hints(),
            Command::CopyCitation => {
                let focus =
                    self.article.as_ref().map(|article| self.lit.unwrap_or(article.focus()));
                focus.map_or_else(Effects::new, |focus| self.cite(focus))
            }
            Command::Edit => self.edit(),
            Command::Reload => self.reload(),
            Command::WholePage => self.other_part(),
            Command::Quit => self.quit(),
            Command::Suspend => vec![Effect::Suspend],
            Command::Redraw => vec![Effect::Redraw],
            _ => self.change_view(command, count),
        }
    }

    fn change_view(&mut self, command: Command, count: i64) -> Effects {
        let step = MEASURE_STEP.saturating_mul(u16::try_from(count).unwrap_or(1));
        match command {
            Command::Wider => self.set_measure(self.shown_measure().saturating_add(step)),
            Command::Narrower => self.set_measure(self.shown_measure().saturating_sub(step)),
            Command::ToggleSidebar => {
                self.settings.sidebar = !self.settings.sidebar;
                self.focus = Focus::Article;
            }
            Command::ToggleLit => {
                self.settings.lit = !self.settings.lit;
                self.say(if self.settings.lit {
                    "facts are lit in the text"
                } else {
                    "facts are not lit"
                });
            }
            Command::NextTheme => {
                self.settings.theme = self.settings.theme.next();
                self.say(format!("theme {}", self.settings.theme.name()));
            }
            Command::ToggleMouse => {
                self.settings.mouse = !self.settings.mouse;
                self.say(if self.settings.mouse {
                    "gleaner has the mouse"
                } else {
                    "the terminal has the mouse"
                });
                return vec![Effect::CaptureMouse(self.settings.mouse)];
            }
            _ => {}
        }
        Effects::new()
    }

    /// The measure as it is on this screen, so that `-` shortens lines at the first press.
    fn shown_measure(&self) -> u16 {
        self.settings.measure.min(self.areas().text.width.max(MIN_MEASURE))
    }

    fn set_measure(&mut self, measure: u16) {
        self.settings.measure = measure.clamp(MIN_MEASURE, MAX_MEASURE);
        self.say(format!("{} columns", self.areas().text.width));
    }

    fn run_in_article(&mut self, command: Command, count: Option<u32>) -> Effects {
        let times = i64::from(count.unwrap_or(1));
        match command {
            Command::FindBackward => return self.open_find(true),
            Command::ClearFind => {
                self.clear_lights();
                return Effects::new();
            }
            Command::FactCard => return self.open_card_here(),
            Command::Select => return self.start_selection(),
            Command::CopySentence => return self.copy_sentence(times),
            Command::End => {
                if let Some(line) = count {
                    return self.go_to_line(line);
                }
            }
            Command::Percent if count.is_none() => {
                self.say("type a number before %: 50 %");
                return Effects::new();
            }
            _ => {}
        }
        if self.is_far(command) {
            self.leave();
        }
        self.lit = None;
        let missed = self.move_in_article(command, times);
        if let Some(missed) = missed {
            self.say(missed);
        }
        Effects::new()
    }

    /// Whether a motion is a jump that `Ctrl-o` should lead back from.
    fn is_far(&self, command: Command) -> bool {
        matches!(
            command,
            Command::Start
                | Command::End
                | Command::Percent
                | Command::NextHeading
                | Command::PreviousHeading
        )
    }

    fn move_in_article(&mut self, command: Command, count: i64) -> Option<&'static str> {
        let article = self.article.as_mut()?;
        match command {
            Command::LineDown => article.scroll(count),
            Command::LineUp => article.scroll(-count),
            Command::PageDown => article.scroll_pages(count),
            Command::PageUp => article.scroll_pages(-count),
            Command::HalfPageDown => article.scroll_half_pages(count),
            Command::HalfPageUp => article.scroll_half_pages(-count),
            Command::Start => article.go_to_start(),
            Command::End => article.go_to_end(),
            Command::Percent => article.go_to_percent(u32::try_from(count).unwrap_or(100)),
            Command::NextSentence => article.step_sentence(count),
            Command::PreviousSentence => article.step_sentence(-count),
            Command::NextParagraph => article.step_paragraph(count),
            Command::PreviousParagraph => article.step_paragraph(-count),
            Command::NextHeading | Command::PreviousHeading => {
                let forward = command == Command::NextHeading;
                let moved = article.step_heading(if forward { count } else { -count });
                return (!moved).then_some(if forward {
                    "no heading after this one"
                } else {
                    "no heading before this one"
                });
            }
            Command::ScrollLeft => article.scroll_sideways(-SIDEWAYS_STEP),
            Command::ScrollRight => article.scroll_sideways(SIDEWAYS_STEP),
            Command::FocusCentre => article.put_focus(article.height() / 2),
            Command::FocusTop => article.put_focus(0),
            Command::FocusBottom => article.put_focus(article.height().saturating_sub(1)),
            _ => {}
        }
        None
    }

    fn clear_lights(&mut self) {
        self.find.clear();
        self.lit = None;
        self.stepping.clear();
    }

    fn open_outline(&mut self) -> Effects {
        let Some(document) = self.document() else { return Effects::new() };
        let list = List::outline(document, self.here().focus);
        self.open_list(list)
    }

    fn open_card_here(&mut self) -> Effects {
        match self.fact_here() {
            Some(fact) => self.open_card(fact),
            None => {
                self.say("no fact in this sentence");
                Effects::new()
            }
        }
    }

    /// Goes to a line of the file. Counting to it is done at once: even in 100 MB it takes
    /// less than a frame, and keys typed behind it must not overtake it.
    fn go_to_line(&mut self, line: u32) -> Effects {
        let Some(document) = self.document().cloned() else { return Effects::new() };
        self.leave();
        self.lit = None;
        let offset = document.offset_of_line(line as usize);
        if let Some(article) = &mut self.article {
            article.go_to(Span::at(offset));
        }
        Effects::new()
    }

    fn run_in_list(&mut self, command: Command, count: i64) -> Effects {
        match command {
            Command::ListDown => self.step_list(count),
            Command::ListUp => self.step_list(-count),
            Command::ListPageDown => self.page_list(count),
            Command::ListPageUp => self.page_list(-count),
            Command::ListChoose => self.choose(),
            Command::ListScope => self.step_scope(1),
            Command::ListScopeBack => self.step_scope(-1),
            _ => {
                self.overlay = Overlay::None;
                Effects::new()
            }
        }
    }

    fn step_scope(&mut self, delta: isize) -> Effects {
        match &mut self.overlay {
            Overlay::Search(search) => search.step_scope(delta),
            _ => return self.step_list(delta as i64),
        }
        self.search_again()
    }

    fn run_in_find(&mut self, command: Command) -> Effects {
        match command {
            Command::FindAccept => self.accept_find(),
            Command::FindCancel => self.cancel_find(),
            Command::FindNext => self.step_match(1),
            Command::FindPrevious => self.step_match(-1),
            switch => {
                let options = &mut self.find.options;
                match switch {
                    Command::FindWord => options.whole_word = !options.whole_word,
                    Command::FindRegex => options.regex = !options.regex,
                    _ => self.find.next_case(),
                }
                self.find_changed()
            }
        }
    }

    /// Shows all of a page, or only its article again.
    fn other_part(&mut self) -> Effects {
        let Some(entry) = self.documents.get_mut(self.current) else { return Effects::new() };
        let page = entry.document().is_some_and(|document| document.format() == Format::Html);
        if !page {
            self.say("only web pages hold more than their article");
            return Effects::new();
        }
        entry.other_part ^= entry.source.is_repeatable();
        self.reload()
    }

    /// Reads the open document again.
    pub(super) fn reload(&mut self) -> Effects {
        let generation = self.next_generation();
        let Some(entry) = self.documents.get_mut(self.current) else { return Effects::new() };
        if !entry.source.is_repeatable() {
            self.complain("what came through a pipe cannot be read again");
            return Effects::new();
        }
        entry.generation = generation;
        entry.complete = false;
        self.load_effect(self.current, true).into_iter().collect()
    }

    fn quit(&mut self) -> Effects {
        let mut effects = self.save_place();
        effects.push(Effect::Quit);
        effects
    }

    /// What to do when a signal ends the program.
    pub fn hang_up(&mut self) -> Effects {
        self.quit()
    }
}
