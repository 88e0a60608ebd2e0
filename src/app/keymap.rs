//! From key presses to commands: a tree of keys for each context.

use std::collections::{BTreeMap, HashMap};

use thiserror::Error;

use super::command::{CATALOGUE, Command, Context};
use super::key::{Key, Keys};

/// The keys of every context.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: HashMap<Context, BTreeMap<Keys, Command>>,
}

/// What a sequence of keys means so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// It is this command.
    Command(Command),
    /// More keys may follow.
    Prefix,
    /// Nothing.
    None,
}

/// A line of the `[keys]` table that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeymapError {
    /// There is no such context.
    #[error("there is no context `{name}`; the contexts are {}", context_names())]
    Context {
        /// As written.
        name: String,
    },
    /// The text is no key.
    #[error(transparent)]
    Key(#[from] super::key::KeyError),
    /// There is no such command.
    #[error("there is no command `{name}`{}; `:` in the reader lists them", nearest(name))]
    Command {
        /// As written.
        name: String,
    },
}

fn context_names() -> String {
    Context::ALL.map(Context::name).join(", ")
}

fn nearest(name: &str) -> String {
    let close = CATALOGUE.iter().find(|entry| {
        entry.name.starts_with(name) || name.starts_with(entry.name) || entry.name.contains(name)
    });
    close.map_or_else(String::new, |entry| format!(" (do you mean `{}`?)", entry.name))
}

impl Default for Keymap {
    fn default() -> Self {
        let mut bindings: HashMap<Context, BTreeMap<Keys, Command>> = HashMap::new();
        for entry in CATALOGUE {
            for keys in entry.keys {
                // The catalogue's keys are proved to parse by a test.
                if let Ok(keys) = keys.parse() {
                    bindings.entry(entry.context).or_default().insert(keys, entry.command);
                }
            }
        }
        Self { bindings }
    }
}

impl Keymap {
    /// Binds keys in a context to a command; the name `none` frees the keys.
    ///
    /// # Errors
    /// When context, keys or command are not known.
    pub fn bind(&mut self, context: &str, keys: &str, command: &str) -> Result<(), KeymapError> {
        let place = Context::from_name(context);
        let place = place.ok_or_else(|| KeymapError::Context { name: context.to_owned() })?;
        let keys: Keys = keys.parse()?;
        let bindings = self.bindings.entry(place).or_default();
        if command == "none" {
            bindings.remove(&keys);
            return Ok(());
        }
        let command = Command::from_name(command)
            .ok_or_else(|| KeymapError::Command { name: command.to_owned() })?;
        // A key that was a prefix, or lay behind one, gives way to the new binding.
        bindings.retain(|known, _| !known.0.starts_with(&keys.0) && !keys.0.starts_with(&known.0));
        bindings.insert(keys, command);
        Ok(())
    }

    /// What the keys pressed so far mean in a context or in its parents.
    pub fn lookup(&self, context: Context, pressed: &[Key]) -> Lookup {
        let mut prefix = false;
        for context in lineage(context) {
            let Some(bindings) = self.bindings.get(&context) else { continue };
            let wanted = Keys(pressed.to_vec());
            if let Some(command) = bindings.get(&wanted).filter(|_| !prefix) {
                return Lookup::Command(*command);
            }
            let following = bindings.range(wanted..).next();
            prefix |= following.is_some_and(|(keys, _)| keys.0.starts_with(pressed));
        }
        if prefix { Lookup::Prefix } else { Lookup::None }
    }

    /// What may follow the keys pressed so far: the rest of the keys and the command.
    pub fn continuations(&self, context: Context, pressed: &[Key]) -> Vec<(Keys, Command)> {
        let mut found: Vec<(Keys, Command)> = Vec::new();
        for context in lineage(context) {
            for (keys, command) in self.bindings.get(&context).into_iter().flatten() {
                if let Some(rest) = keys.0.strip_prefix(pressed).filter(|rest| !rest.is_empty()) {
                    let rest = Keys(rest.to_vec());
                    if !found.iter().any(|(known, _)| *known == rest) {
                        found.push((rest, *command));
                    }
                }
            }
        }
        found
    }

    /// The keys of a command, in the catalogue's order where they are the default ones.
    pub fn keys_of(&self, command: Command) -> Vec<Keys> {
        let entry = command.entry();
        let order = |keys: &Keys| {
            let text = keys.to_string();
            entry.keys.iter().position(|known| *known == text).unwrap_or(usize::MAX)
        };
        let mut keys: Vec<Keys> = Context::ALL
            .iter()
            .filter_map(|context| self.bindings.get(context))
            .flatten()
            .filter(|(_, bound)| **bound == command)
            .map(|(keys, _)| keys.clone())
            .collect();
        keys.sort_by_key(|keys| (order(keys), keys.clone()));
        keys.dedup();
        keys
    }

    /// The keys of a command as help shows them: `j, down`.
    pub fn shown_keys(&self, command: Command) -> String {
        let keys = self.keys_of(command);
        keys.iter().map(Keys::to_string).collect::<Vec<_>>().join(", ")
    }
}

fn lineage(context: Context) -> impl Iterator<Item = Context> {
    std::iter::successors(Some(context), |context| context.parent())
}

/// The table of keys in Markdown, as the README shows it.
pub fn markdown_table(keymap: &Keymap) -> String {
    let mut table = String::new();
    for context in Context::ALL {
        table.push_str(&format!("\n| {} | |\n|---|---|\n", context.name()));
        for entry in CATALOGUE.iter().filter(|entry| entry.context == context) {
            let keys = keymap.keys_of(entry.command);
            let keys = keys.iter().map(code_span).collect::<Vec<_>>().join(" ");
            table.push_str(&format!("| {keys} | {} |\n", entry.help));
        }
    }
    table
}

/// Keys as code in a Markdown table, also those that are Markdown themselves.
fn code_span(keys: &Keys) -> String {
    let text = keys.to_string().replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.parse::<Keys>().map(|keys| keys.0).unwrap_or_default()
    }

    #[test]
    fn every_default_key_parses_and_leads_to_its_command() {
        let keymap = Keymap::default();
        for entry in CATALOGUE {
            for text in entry.keys {
                let pressed = text.parse::<Keys>().unwrap_or_else(|error| panic!("{error}"));
                let found = keymap.lookup(entry.context, &pressed.0);
                assert_eq!(found, Lookup::Command(entry.command), "{text} in {:?}", entry.context);
            }
        }
    }

    #[test]
    fn a_prefix_waits_and_says_what_may_follow() {
        let keymap = Keymap::default();
        assert_eq!(keymap.lookup(Context::Article, &keys("g")), Lookup::Prefix);
        assert_eq!(keymap.lookup(Context::Article, &keys("g x")), Lookup::None);
        let follow = keymap.continuations(Context::Article, &keys("z"));
        assert!(follow.iter().any(|(_, command)| *command == Command::FocusCentre));
        assert!(
            follow.iter().any(|(_, command)| *command == Command::ToggleLit),
            "the parent's too"
        );
    }

    #[test]
    fn the_users_keys_patch_the_defaults() {
        let mut keymap = Keymap::default();
        assert_eq!(keymap.bind("article", "g", "end"), Ok(()));
        assert_eq!(keymap.lookup(Context::Article, &keys("g")), Lookup::Command(Command::End));
        assert_eq!(keymap.bind("reader", "q", "none"), Ok(()));
        assert_eq!(keymap.lookup(Context::Article, &keys("q")), Lookup::None);
        let error = keymap.bind("article", "x", "quitt").unwrap_err().to_string();
        assert!(error.contains("do you mean `quit`"), "{error}");
        assert!(keymap.bind("artikle", "x", "quit").unwrap_err().to_string().contains("article"));
    }
}
