//! Everything before the first frame, and nothing that can wait until after it.

use std::sync::Arc;

use super::options::{Listing, ReaderOptions};
use super::storage::Storage;
use super::watch::Readings;
use crate::app::action::Listed;
use crate::app::{Action, App, Effect, Settings, Theme};
use crate::library::{Configuration, Sidebar, Store, Theme as ThemeChoice};
use crate::load;

/// What the session starts with.
pub(super) struct Start {
    pub app: App,
    /// What the core wants done after the first frame.
    pub effects: Vec<Effect>,
    /// The rest of the documents.
    pub listing: Option<Listing>,
    pub storage: Storage,
    /// When the first document was read.
    pub readings: Readings,
    pub copy_command: Option<String>,
    pub editor: Option<String>,
}

/// Reads the configuration and the beginning of the first document.
pub(super) fn prepare(options: ReaderOptions) -> anyhow::Result<Start> {
    let (configuration, mut complaints) = configuration();
    let (settings, bad_keys) = settings(&options, &configuration);
    complaints.extend(bad_keys);
    let (columns, rows) = ratatui::crossterm::terminal::size()?;
    let mut app = App::new(settings, columns, rows);
    let readings = Readings::default();
    let storage =
        Storage::new(if options.resume && !options.secure { Store::open().ok() } else { None });
    let mut listing = options.documents;
    let first = if options.waits {
        app.await_documents();
        None
    } else {
        listing.next()
    };
    let effects = match first {
        Some(first) => open_first(&mut app, first, &storage, &readings),
        None => Vec::new(),
    };
    if !complaints.is_empty() {
        app.update(Action::Notice(complaints.join("; ")));
    }
    Ok(Start {
        app,
        effects,
        listing: Some(listing),
        storage,
        readings,
        copy_command: options.copy_command.or(configuration.copy_command),
        editor: configuration.editor,
    })
}

/// Shows the beginning of the first document. What the core asks for to read it is done
/// hereby where the beginning is all of it.
fn open_first(app: &mut App, first: Listed, storage: &Storage, readings: &Readings) -> Vec<Effect> {
    let source = first.source.clone();
    let asked = app.update(Action::Listed(vec![first]));
    let [Effect::Load { id, generation, options, .. }] = *asked.as_slice() else { return asked };
    readings.note(id, &source);
    let loaded = match load::preview(&source, &options) {
        Ok(preview) if preview.complete || !preview.document.is_empty() => {
            let saved = storage.load(&source);
            let complete = preview.complete;
            Action::Loaded { id, generation, document: Arc::new(preview.document), complete, saved }
        }
        // A stream: nothing is there yet.
        Ok(_) => return asked,
        Err(error) => Action::Failed { id, generation, reason: error.to_string() },
    };
    let whole = !matches!(loaded, Action::Loaded { complete: false, .. });
    let mut effects = app.update(loaded);
    if !whole {
        effects.extend(asked);
    }
    effects
}

fn configuration() -> (Configuration, Vec<String>) {
    let (configuration, errors) = Configuration::load();
    (configuration, errors.iter().map(ToString::to_string).collect())
}

/// The settings, and what is wrong with the keys of the configuration.
fn settings(options: &ReaderOptions, configuration: &Configuration) -> (Settings, Vec<String>) {
    let defaults = Settings::default();
    let mut settings = Settings {
        measure: options.width.or(configuration.width).unwrap_or(defaults.measure),
        theme: theme(options.theme.or(configuration.theme).unwrap_or_default()),
        ascii: options.ascii || configuration.ascii.unwrap_or(false),
        mouse: options.mouse || configuration.mouse.unwrap_or(false),
        sidebar: configuration.sidebar != Some(Sidebar::Off),
        secure: options.secure,
        loading: options.loading,
        ..defaults
    };
    let file = Configuration::file_name();
    let mut complaints = Vec::new();
    for binding in &configuration.keys {
        if let Err(error) = settings.keymap.bind(&binding.context, &binding.key, &binding.action) {
            complaints.push(format!("{file}:{}: {error}", binding.line));
        }
    }
    (settings, complaints)
}

/// The theme; what the terminal is like is read off the environment and never asked of the
/// terminal, because the answer may not come.
fn theme(choice: ThemeChoice) -> Theme {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        ThemeChoice::Dark => Theme::Dark,
        ThemeChoice::Light => Theme::Light,
        ThemeChoice::None => Theme::None,
        ThemeChoice::Auto if set("NO_COLOR") => Theme::None,
        ThemeChoice::Auto => by_background(&std::env::var("COLORFGBG").unwrap_or_default()),
    }
}

/// `COLORFGBG` ends in the number of the background's colour: 7 and 15 are light.
fn by_background(variable: &str) -> Theme {
    match variable.rsplit(';').next() {
        Some("7" | "15") => Theme::Light,
        _ => Theme::Dark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Source;

    #[test]
    fn the_background_decides_where_it_is_known() {
        assert_eq!(by_background("0;15"), Theme::Light);
        assert_eq!(by_background("15;default;0"), Theme::Dark);
        assert_eq!(by_background(""), Theme::Dark);
    }

    #[test]
    fn a_mistake_in_the_keys_is_named_with_its_line() {
        let (configuration, _) = Configuration::parse(
            "config.toml",
            "[keys.article]\nj = \"line-up\"\nk = \"lin-up\"\n",
        );
        let options = ReaderOptions {
            documents: Box::new(std::iter::empty()),
            waits: false,
            loading: crate::load::Options::default(),
            width: Some(60),
            theme: None,
            mouse: false,
            ascii: false,
            copy_command: None,
            secure: false,
            resume: false,
        };
        let (settings, complaints) = settings(&options, &configuration);
        assert_eq!(settings.measure, 60);
        assert!(
            complaints
                .iter()
                .any(|complaint| complaint.contains(":3:") && complaint.contains("lin-up")),
            "{complaints:?}"
        );
    }

    /// A source that is not there is a failure with its reason, not the end.
    #[test]
    fn a_missing_first_document_is_shown_as_such() {
        let mut app = App::new(Settings::default(), 80, 24);
        let first = Listed { source: Source::File("/nonexistent/a.txt".into()), failure: None };
        let effects = open_first(&mut app, first, &Storage::new(None), &Readings::default());
        assert!(effects.is_empty());
        assert_eq!(app.documents().failures().count(), 1);
    }
}
