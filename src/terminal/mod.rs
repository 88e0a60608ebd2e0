//! crossterm: raw mode, the event loop, the workers that run effects.
//!
//! One loop blocks on two channels: keys and what workers found. It drains what is
//! there, updates the core, hands its effects to workers, and draws once. Nothing is
//! done when nothing comes.

mod editor;
mod extraction;
mod input;
mod listing;
mod options;
mod outside;
mod pool;
mod screen;
mod searching;
mod signals;
mod size;
mod start;
mod storage;
mod watch;
mod workers;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, select};

pub use options::{Listing, ReaderOptions};
pub use size::columns;

use crate::app::{Action, App, Effect};
use input::Pause;
use screen::Screen;
use signals::Lent;
use workers::Workers;

/// What comes to the loop from outside.
#[derive(Debug)]
enum Event {
    /// From the keyboard, the mouse or the window.
    Input(Action),
    /// A signal to the process.
    Signal(i32),
    /// The terminal is gone.
    Gone,
}

/// Time between two frames that only background work asks for: more often helps nobody
/// and takes the processor from that work.
const BACKGROUND_FRAME: Duration = Duration::from_millis(33);

/// Results of workers taken in before keys are looked at again.
const BATCH: usize = 256;

/// Runs the reader until it is left.
///
/// # Errors
///
/// A terminal that cannot be used, a configuration that cannot be read.
pub fn run(options: ReaderOptions) -> anyhow::Result<ExitCode> {
    let start = start::prepare(options)?;
    let lent = Lent::default();
    let signals = signals::catch(lent.clone())?;
    let screen = Screen::enter(start.app.settings().mouse)?;
    let (events, event_receiver) = crossbeam_channel::unbounded();
    let (actions, action_receiver) = crossbeam_channel::unbounded();
    let mut session = Session {
        app: start.app,
        screen,
        events: event_receiver,
        actions: action_receiver,
        workers: None,
        pause: Pause::default(),
        lent,
        editor: start.editor,
        ending: None,
        last_frame: Instant::now(),
    };
    // The first frame comes before any thread: waking another processor takes longer than
    // all of it.
    let mut effects = start.effects;
    effects.extend(session.app.settle());
    session.draw()?;
    input::spawn(events.clone(), session.pause.clone());
    signals.spawn(events);
    session.workers =
        Some(Workers::spawn(actions.clone(), start.storage, start.readings, start.copy_command));
    session.perform(effects)?;
    if let Some(listing) = start.listing {
        listing::spawn(listing, actions);
    }
    session.run()
}

/// Everything that the loop works with.
struct Session {
    app: App,
    screen: Screen,
    events: Receiver<Event>,
    actions: Receiver<Action>,
    workers: Option<Workers>,
    pause: Pause,
    lent: Lent,
    editor: Option<String>,
    ending: Option<Ending>,
    last_frame: Instant,
}

/// Why the loop ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Quit,
    Signal(i32),
}

impl Session {
    fn run(mut self) -> anyhow::Result<ExitCode> {
        let mut stale = false;
        while self.ending.is_none() {
            let urgent = self.wait(stale)?;
            self.drain_actions()?;
            let effects = self.app.settle();
            stale = true;
            if self.ending.is_none() && (urgent || self.last_frame.elapsed() >= BACKGROUND_FRAME) {
                self.draw()?;
                stale = false;
            }
            // After the frame: waking a worker must not delay what the key shows.
            self.perform(effects)?;
        }
        self.finish()
    }

    /// Waits for something to do, or, with a stale screen, until it may be drawn. Tells
    /// whether the user did something.
    fn wait(&mut self, stale: bool) -> anyhow::Result<bool> {
        let patience = if stale {
            BACKGROUND_FRAME.saturating_sub(self.last_frame.elapsed())
        } else {
            Duration::MAX
        };
        let timer =
            if stale { crossbeam_channel::after(patience) } else { crossbeam_channel::never() };
        let mut urgent = self.drain_events()?;
        if urgent {
            return Ok(true);
        }
        let (events, actions) = (self.events.clone(), self.actions.clone());
        select! {
            recv(events) -> event => {
                self.take_event(event.unwrap_or(Event::Gone))?;
                urgent = true;
            }
            recv(actions) -> action => {
                if let Ok(action) = action {
                    urgent |= is_awaited(&action);
                    self.update(action)?;
                }
            }
            recv(timer) -> _ => {}
        }
        urgent |= self.drain_events()?;
        Ok(urgent)
    }

    fn drain_events(&mut self) -> anyhow::Result<bool> {
        let mut some = false;
        while let Ok(event) = self.events.try_recv() {
            self.take_event(event)?;
            some = true;
        }
        Ok(some)
    }

    fn drain_actions(&mut self) -> anyhow::Result<()> {
        for _ in 0..BATCH {
            match self.actions.recv_timeout(Duration::ZERO) {
                Ok(action) => self.update(action)?,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        Ok(())
    }

    fn take_event(&mut self, event: Event) -> anyhow::Result<()> {
        match event {
            Event::Input(action) => self.update(action),
            Event::Signal(signal) => self.take_signal(signal),
            Event::Gone => self.hang_up(signal_hook::consts::SIGHUP),
        }
    }

    fn take_signal(&mut self, signal: i32) -> anyhow::Result<()> {
        match signal {
            signal_hook::consts::SIGTSTP => self.suspend(),
            signal_hook::consts::SIGCONT => self.come_back(),
            _ => self.hang_up(signal),
        }
    }

    fn hang_up(&mut self, signal: i32) -> anyhow::Result<()> {
        let effects = self.app.hang_up();
        self.perform(effects)?;
        self.ending = Some(Ending::Signal(signal));
        Ok(())
    }

    fn update(&mut self, action: Action) -> anyhow::Result<()> {
        let effects = self.app.update(action);
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> anyhow::Result<()> {
        for effect in effects {
            match effect {
                Effect::Quit => self.ending = Some(Ending::Quit),
                Effect::Suspend => self.suspend()?,
                Effect::Redraw => self.screen.clear()?,
                Effect::CaptureMouse(on) => self.screen.capture_mouse(on)?,
                Effect::Edit { path, line } => self.edit(&path, line)?,
                Effect::Copy(text) if !self.copies_by_command() => self.screen.copy(&text)?,
                other => {
                    if let Some(workers) = &mut self.workers {
                        workers.perform(other);
                    }
                }
            }
        }
        Ok(())
    }

    fn copies_by_command(&self) -> bool {
        self.workers.as_ref().is_some_and(Workers::has_copy_command)
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        self.screen.draw(&self.app)?;
        self.last_frame = Instant::now();
        Ok(())
    }

    /// Gives the terminal back, stops, and takes it again when told to go on.
    fn suspend(&mut self) -> anyhow::Result<()> {
        self.screen.leave();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.come_back()
    }

    fn come_back(&mut self) -> anyhow::Result<()> {
        self.screen.enter_again()?;
        let (columns, rows) = self.screen.size()?;
        self.update(Action::Resize(columns, rows))
    }

    /// Lends the terminal to the editor.
    fn edit(&mut self, path: &std::path::Path, line: usize) -> anyhow::Result<()> {
        self.pause.pause();
        self.lent.begin();
        self.screen.leave();
        let result = editor::run(self.editor.as_deref(), path, line);
        self.lent.end();
        self.screen.enter_again()?;
        self.pause.resume();
        if let Err(error) = result {
            self.update(Action::Notice(error.to_string()))?;
        }
        let (columns, rows) = self.screen.size()?;
        self.update(Action::Resize(columns, rows))
    }

    /// Saves what must last, restores the terminal, and ends as the signal would have.
    fn finish(mut self) -> anyhow::Result<ExitCode> {
        self.screen.leave();
        let complaint = self.workers.take().and_then(Workers::finish);
        if let Some(complaint) = complaint {
            eprintln!("gleaner: {}", crate::document::visible::line(&complaint));
        }
        if let Some(Ending::Signal(signal)) = self.ending {
            signal_hook::low_level::emulate_default_handler(signal)?;
        }
        Ok(self.verdict())
    }

    /// Failure where nothing that was named could be read; then the shell is told why, too.
    fn verdict(&self) -> ExitCode {
        let documents = self.app.documents();
        if documents.is_empty() || documents.failures().count() < documents.len() {
            return ExitCode::SUCCESS;
        }
        for (_, _, reason) in documents.failures() {
            eprintln!("gleaner: {}", crate::document::visible::line(reason));
        }
        ExitCode::FAILURE
    }
}

/// Whether the user waits for this result: it is drawn at once.
fn is_awaited(action: &Action) -> bool {
    matches!(
        action,
        Action::Found { .. }
            | Action::Results { .. }
            | Action::Matches { .. }
            | Action::SourceLine { .. }
    )
}
