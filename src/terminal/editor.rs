//! The user's editor, at a line.

use std::path::Path;
use std::process::Command;

use thiserror::Error;

/// Why the editor could not do its work.
#[derive(Debug, Error)]
pub(super) enum EditorError {
    #[error("the editor command `{command}` cannot be read: {reason}")]
    Words { command: String, reason: String },
    #[error(
        "the editor `{command}` did not start: {reason}; set $EDITOR or `editor` in the configuration"
    )]
    Start { command: String, reason: String },
    #[error("the editor `{command}` ended with {status}")]
    Status { command: String, status: String },
}

/// Runs the editor of the configuration, else `$VISUAL`, else `$EDITOR`, else `vi`.
pub(super) fn run(configured: Option<&str>, path: &Path, line: usize) -> Result<(), EditorError> {
    let from = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let command =
        configured.map(str::to_owned).or_else(|| from("VISUAL")).or_else(|| from("EDITOR"));
    let command = command.unwrap_or_else(|| "vi".to_owned());
    let words = shell_words::split(&command).map_err(|error| EditorError::Words {
        command: command.clone(),
        reason: error.to_string(),
    })?;
    let Some((program, arguments)) = words.split_first() else { return Ok(()) };
    let status = Command::new(program)
        .args(arguments)
        .args(place_arguments(program, path, line))
        .status()
        .map_err(|error| EditorError::Start {
            command: command.clone(),
            reason: error.to_string(),
        })?;
    if status.success() {
        return Ok(());
    }
    Err(EditorError::Status { command, status: status.to_string() })
}

/// How an editor is told the line: `+LINE FILE` by custom, `FILE:LINE` for a few. A file
/// whose name begins like an option is named from here.
fn place_arguments(program: &str, path: &Path, line: usize) -> Vec<std::ffi::OsString> {
    let name = Path::new(program).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let path = if path.to_string_lossy().starts_with(['-', '+']) {
        Path::new(".").join(path)
    } else {
        path.to_owned()
    };
    match name.as_str() {
        "hx" | "helix" | "zed" | "subl" => {
            let mut place = path.into_os_string();
            place.push(format!(":{line}"));
            vec![place]
        }
        "code" | "codium" => {
            let mut place = path.into_os_string();
            place.push(format!(":{line}"));
            vec!["--wait".into(), "--goto".into(), place]
        }
        _ => vec![format!("+{line}").into(), path.into_os_string()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_told_the_line_in_their_way() {
        let place = |program| place_arguments(program, Path::new("a.md"), 7);
        assert_eq!(place("/usr/bin/vim"), ["+7", "a.md"]);
        assert_eq!(place("hx"), ["a.md:7"]);
        assert_eq!(place_arguments("vi", Path::new("-x"), 1), ["+1", "./-x"]);
    }
}
