//! The reader's own settings: `config.toml`.
//!
//! A mistake in the file costs the one setting: the others count, and every mistake is
//! named with its line and the values that would be right.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::configuration_directory;
use crate::document::visible;
use crate::load::limits::MAX_STATE_BYTES;

/// Settings; what the file does not name is `None`, so that the program's own defaults
/// and the command line decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// Colours.
    pub theme: Option<Theme>,
    /// Columns of the text, from [`Configuration::WIDTHS`].
    pub width: Option<u16>,
    /// Whether the mouse is captured from the start.
    pub mouse: Option<bool>,
    /// Whether to draw without box drawing characters.
    pub ascii: Option<bool>,
    /// Whether the facts stand beside the text from the start.
    pub sidebar: Option<Sidebar>,
    /// A command that copies its standard input, instead of OSC 52.
    pub copy_command: Option<String>,
    /// The editor, instead of `$VISUAL` and `$EDITOR`.
    pub editor: Option<String>,
    /// Keys, in the order of the file; parsing them is up to the key map.
    pub keys: Vec<KeyBinding>,
}

/// Which colours to draw with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// By what the terminal says, else dark.
    #[default]
    Auto,
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// No colours, only bold, underlined and reversed text.
    None,
}

/// Whether the facts stand beside the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sidebar {
    /// Where there is room.
    #[default]
    Auto,
    /// From the start.
    On,
    /// Only when asked for.
    Off,
}

/// One line of `[keys.…]`: all raw, with its line for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyBinding {
    /// The context, `reader` in `[keys.reader]`.
    pub context: String,
    /// The key as written, such as `ctrl-x`.
    pub key: String,
    /// The name of the action.
    pub action: String,
    /// The line of the file, from 1.
    pub line: usize,
}

/// What is wrong with the configuration file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigurationError {
    /// The file cannot be read.
    #[error("{file}: cannot be read: {reason}")]
    Read {
        /// The file, fit to be printed.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// The file is no TOML.
    #[error("{file}:{line}: {reason}")]
    Syntax {
        /// The file, fit to be printed.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// There is no such setting.
    #[error("{file}:{line}: there is no setting `{key}`; there are {valid}")]
    UnknownKey {
        /// The file, fit to be printed.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The key, fit to be printed.
        key: String,
        /// All settings.
        valid: String,
    },
    /// The value is of the wrong type or not among the right ones.
    #[error("{file}:{line}: `{key}` is {found}; it must be {valid}")]
    WrongValue {
        /// The file, fit to be printed.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The key, fit to be printed.
        key: String,
        /// The value, fit to be printed.
        found: String,
        /// What would be right.
        valid: &'static str,
    },
}

/// The file's name in the configuration directory.
const FILE: &str = "config.toml";

/// Names of the settings.
const SETTINGS: &[&str] =
    &["theme", "width", "mouse", "ascii", "sidebar", "copy-command", "editor", "keys"];

impl Configuration {
    /// Widths that a text can be read at.
    pub const WIDTHS: Range<u16> = 20..1001;

    /// The reader's settings; without a file, or without a home directory, none.
    pub fn load() -> (Self, Vec<ConfigurationError>) {
        configuration_directory()
            .map(|directory| Self::read(&directory.join(FILE)))
            .unwrap_or_default()
    }

    /// The file that [`Configuration::load`] reads, fit to be printed: for messages.
    pub fn file_name() -> String {
        let path = configuration_directory().unwrap_or_default().join(FILE);
        visible::line(&path.to_string_lossy()).into_owned()
    }

    /// The settings of a file and what is wrong with it. A file that is not there
    /// counts as empty.
    pub fn read(path: &Path) -> (Self, Vec<ConfigurationError>) {
        let file = visible::line(&path.to_string_lossy()).into_owned();
        match content(path) {
            Ok(Some(text)) => Self::parse(&file, &text),
            Ok(None) => Default::default(),
            Err(error) => {
                let error = ConfigurationError::Read { file, reason: error.to_string() };
                (Self::default(), vec![error])
            }
        }
    }

    /// The settings of a text and what is wrong with it; `file` is the name for messages.
    pub fn parse(file: &str, text: &str) -> (Self, Vec<ConfigurationError>) {
        let mut parser = Parser { file, text, configuration: Self::default(), errors: Vec::new() };
        match DeTable::parse(text) {
            Ok(table) => parser.table(table.get_ref()),
            Err(error) => parser.errors.push(ConfigurationError::Syntax {
                file: file.to_owned(),
                line: line_of(text, error.span().map_or(0, |span| span.start)),
                reason: visible::line(error.message()).into_owned(),
            }),
        }
        (parser.configuration, parser.errors)
    }
}

fn content(path: &Path) -> io::Result<Option<String>> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        // Opening a pipe would wait for its writer.
        Ok(metadata) if !metadata.is_file() => return Err(io::Error::other("it is not a file")),
        Ok(_) => {}
    }
    let mut text = String::new();
    File::open(path)?.take(MAX_STATE_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_STATE_BYTES {
        return Err(io::Error::other(format!("it is larger than {MAX_STATE_BYTES} bytes")));
    }
    Ok(Some(text))
}

struct Parser<'a> {
    file: &'a str,
    text: &'a str,
    configuration: Configuration,
    errors: Vec<ConfigurationError>,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Parser<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            match name {
                "theme" => self.configuration.theme = self.choice(name, value, THEMES, THEME),
                "width" => self.configuration.width = self.width(name, value),
                "mouse" => self.configuration.mouse = self.boolean(name, value),
                "ascii" => self.configuration.ascii = self.boolean(name, value),
                "sidebar" => self.configuration.sidebar = self.sidebar(name, value),
                "copy-command" => self.configuration.copy_command = self.command(name, value),
                "editor" => self.configuration.editor = self.command(name, value),
                "keys" => self.contexts(value),
                _ => self.unknown(name, key.span().start),
            }
        }
    }

    fn choice<T: Copy>(
        &mut self,
        key: &str,
        value: &Value<'_>,
        choices: &[(&str, T)],
        valid: &'static str,
    ) -> Option<T> {
        let chosen = value.get_ref().as_str();
        let found = choices.iter().find(|(name, _)| Some(*name) == chosen);
        if found.is_none() {
            self.wrong(key, value, valid);
        }
        found.map(|(_, choice)| *choice)
    }

    fn width(&mut self, key: &str, value: &Value<'_>) -> Option<u16> {
        let number = value.get_ref().as_integer();
        let width = number
            .and_then(|number| u16::from_str_radix(number.as_str(), number.radix()).ok())
            .filter(|width| Configuration::WIDTHS.contains(width));
        if width.is_none() {
            self.wrong(key, value, "a number of columns from 20 to 1000");
        }
        width
    }

    fn boolean(&mut self, key: &str, value: &Value<'_>) -> Option<bool> {
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            self.wrong(key, value, "true or false");
        }
        boolean
    }

    fn sidebar(&mut self, key: &str, value: &Value<'_>) -> Option<Sidebar> {
        match value.get_ref().as_bool() {
            Some(true) => Some(Sidebar::On),
            Some(false) => Some(Sidebar::Off),
            None => self.choice(key, value, &[("auto", Sidebar::Auto)], "true, false or \"auto\""),
        }
    }

    fn command(&mut self, key: &str, value: &Value<'_>) -> Option<String> {
        let command = value.get_ref().as_str().filter(|command| !command.trim().is_empty());
        if command.is_none() {
            self.wrong(key, value, "a command in quotation marks");
        }
        command.map(str::to_owned)
    }

    fn contexts(&mut self, value: &Value<'_>) {
        let Some(contexts) = value.get_ref().as_table() else {
            return self.wrong("keys", value, "a table such as [keys.reader]");
        };
        for (context, keys) in contexts {
            let context = context.get_ref().as_ref();
            match keys.get_ref().as_table() {
                Some(keys) => self.bindings(context, keys),
                None => self.wrong(
                    &format!("keys.{context}"),
                    keys,
                    "a table of keys and actions such as [keys.reader]",
                ),
            }
        }
    }

    fn bindings(&mut self, context: &str, keys: &DeTable<'_>) {
        let begin = self.configuration.keys.len();
        for (key, action) in keys {
            let name = key.get_ref().as_ref();
            let Some(action) = action.get_ref().as_str() else {
                let name = format!("keys.{context}.{name}");
                self.wrong(&name, action, "the name of an action in quotation marks");
                continue;
            };
            self.configuration.keys.push(KeyBinding {
                context: context.to_owned(),
                key: name.to_owned(),
                action: action.to_owned(),
                line: line_of(self.text, key.span().start),
            });
        }
        // A table is sorted by key; what the reader wrote last is to count.
        if let Some(added) = self.configuration.keys.get_mut(begin..) {
            added.sort_by_key(|binding| binding.line);
        }
    }

    fn unknown(&mut self, key: &str, at: usize) {
        self.errors.push(ConfigurationError::UnknownKey {
            file: self.file.to_owned(),
            line: line_of(self.text, at),
            key: visible::line(key).into_owned(),
            valid: SETTINGS.join(", "),
        });
    }

    fn wrong(&mut self, key: &str, value: &Value<'_>, valid: &'static str) {
        let found = self.text.get(value.span()).unwrap_or_default();
        let short: String = found.chars().take(60).collect();
        self.errors.push(ConfigurationError::WrongValue {
            file: self.file.to_owned(),
            line: line_of(self.text, value.span().start),
            key: visible::line(key).into_owned(),
            found: visible::line(&short).into_owned(),
            valid,
        });
    }
}

const THEME: &str = "\"auto\", \"dark\", \"light\" or \"none\"";

const THEMES: &[(&str, Theme)] =
    &[("auto", Theme::Auto), ("dark", Theme::Dark), ("light", Theme::Light), ("none", Theme::None)];

fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset.min(text.len())).unwrap_or_default();
    1 + memchr::memchr_iter(b'\n', before).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_read() {
        let text = "theme = \"light\"\nwidth = 72\nmouse = true\nascii = false\n\
            sidebar = false\ncopy-command = \"wl-copy\"\neditor = \"vi -n\"\n\
            [keys.reader]\n\"ctrl-x\" = \"quit\"\nJ = \"next\"\n";
        let (configuration, errors) = Configuration::parse("c", text);
        assert_eq!(errors, []);
        let binding = |key: &str, action: &str, line| KeyBinding {
            context: "reader".to_owned(),
            key: key.to_owned(),
            action: action.to_owned(),
            line,
        };
        let expected = Configuration {
            theme: Some(Theme::Light),
            width: Some(72),
            mouse: Some(true),
            ascii: Some(false),
            sidebar: Some(Sidebar::Off),
            copy_command: Some("wl-copy".to_owned()),
            editor: Some("vi -n".to_owned()),
            keys: vec![binding("ctrl-x", "quit", 9), binding("J", "next", 10)],
        };
        assert_eq!(configuration, expected);
    }

    #[test]
    fn mistakes_name_line_key_and_right_values() {
        let text =
            "theme = \"blue\"\nwidht = 3\n\nwidth = 3\nmouse = \"yes\"\n[keys]\nreader = 1\n";
        let (configuration, errors) = Configuration::parse("c.toml", text);
        assert_eq!(configuration, Configuration::default());
        let mut messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
        messages.sort();
        assert_eq!(
            messages,
            [
                "c.toml:1: `theme` is \"blue\"; it must be \"auto\", \"dark\", \"light\" or \"none\"",
                "c.toml:2: there is no setting `widht`; there are theme, width, mouse, ascii, sidebar, copy-command, editor, keys",
                "c.toml:4: `width` is 3; it must be a number of columns from 20 to 1000",
                "c.toml:5: `mouse` is \"yes\"; it must be true or false",
                "c.toml:7: `keys.reader` is 1; it must be a table of keys and actions such as [keys.reader]",
            ]
        );
    }

    #[test]
    fn what_is_no_toml_is_named_with_its_line() {
        let (_, errors) = Configuration::parse("c.toml", "mouse = true\nwidth = = 3\n");
        assert!(
            matches!(errors.as_slice(), [ConfigurationError::Syntax { line: 2, .. }]),
            "{errors:?}"
        );
    }

    #[test]
    fn a_missing_file_is_empty_and_a_folder_an_error() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        assert_eq!(Configuration::read(&folder.path().join("none")).1, []);
        assert!(matches!(
            Configuration::read(folder.path()).1.as_slice(),
            [ConfigurationError::Read { .. }]
        ));
        Ok(())
    }
}
