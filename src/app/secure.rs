//! What secure mode (`--secure`) switches off, so that a reader can be lent to people who
//! are to read and do nothing else: other programs, the clipboard, writing, and leaving
//! the documents that were named.

use super::{App, Effect, Effects};

/// Why an effect is not for secure mode; nothing for those that are.
fn forbidden(effect: &Effect) -> Option<&'static str> {
    match effect {
        Effect::Edit { .. } => Some("the editor is off in secure mode"),
        Effect::Open(_) => Some("opening links is off in secure mode"),
        Effect::Copy(_) => Some("copying is off in secure mode"),
        Effect::Save { .. } => Some("nothing is kept in secure mode"),
        _ => None,
    }
}

impl App {
    /// The effects that may be: in secure mode those that reach out are told instead.
    pub(super) fn allowed(&mut self, mut effects: Effects) -> Effects {
        if self.settings.secure {
            let told = effects.iter().filter(|effect| !matches!(effect, Effect::Save { .. }));
            if let Some(reason) = told.filter_map(forbidden).next() {
                self.complain(reason);
            }
            effects.retain(|effect| forbidden(effect).is_none());
        }
        effects
    }
}

#[cfg(test)]
mod tests {
    use crate::app::script::Script;
    use crate::app::{Effect, Settings};
    use crate::load::Source;

    /// A document with links, in secure mode or not, after these keys.
    fn after(secure: bool, keys: &str) -> Script {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "See [the council](https://example.org/) and [one](b.md).\n")
            .unwrap();
        let settings = Settings { secure, ..Settings::default() };
        let mut script = Script::with(settings, vec![Source::File(path)], 80, 24);
        script.press(keys);
        script
    }

    fn reaches_out(script: &Script) -> bool {
        script.outside.iter().any(|effect| {
            use Effect::{Copy, Edit, Open, Save};
            matches!(effect, Copy(_) | Edit { .. } | Open(_) | Save { .. })
        })
    }

    #[test]
    fn nothing_reaches_out_in_secure_mode_only() {
        for keys in ["y", "Y", "e", "l a", "v y", "q"] {
            assert!(reaches_out(&after(false, keys)), "{keys} reaches out");
            assert!(!reaches_out(&after(true, keys)), "{keys} is held back");
        }
    }

    #[test]
    fn links_to_files_stay_unopened_and_all_is_told() {
        assert_eq!(after(false, "l s").app.documents().len(), 2);
        let script = after(true, "l s");
        assert_eq!(script.app.documents().len(), 1);
        assert!(script.message().contains("secure mode"), "{}", script.message());
        assert!(after(true, "y").message().contains("secure mode"));
    }
}
