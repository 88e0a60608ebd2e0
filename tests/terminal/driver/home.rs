//! What a run of the program may read and write, and how it is called.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use portable_pty::CommandBuilder;

use super::Terminal;

/// A folder with everything that a run may read or write, removed with its last user.
pub struct Home {
    folder: Arc<tempfile::TempDir>,
}

impl Home {
    /// An empty one.
    pub fn new() -> Self {
        let home = Self { folder: Arc::new(tempfile::tempdir().unwrap()) };
        for name in ["work", "state", "config", "home"] {
            std::fs::create_dir(home.folder.path().join(name)).unwrap();
        }
        home
    }

    /// The path of something in the folder that the program is started in.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("work").join(name)
    }

    /// Writes a file there, and the folders that it lies in.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Writes a program there.
    pub fn script(&self, name: &str, content: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = self.file(name, format!("#!/bin/sh\n{content}"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// What a file there holds; empty where there is none.
    pub fn content(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Writes the configuration.
    pub fn configure(&self, content: &str) -> PathBuf {
        let path = self.folder.path().join("config/config.toml");
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The program with these arguments, to be opened.
    pub fn reader(&self, arguments: &[&str]) -> Start {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_gleaner"));
        command.args(arguments);
        self.start(command)
    }

    /// A shell script that calls the program as `"$GLEANER"`, to be opened.
    pub fn shell(&self, script: &str) -> Start {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", script]);
        self.start(command)
    }

    fn start(&self, mut command: CommandBuilder) -> Start {
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("GLEANER", env!("CARGO_BIN_EXE_gleaner"));
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        let folder = self.folder.path();
        for (name, place) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "home/config"),
            ("XDG_STATE_HOME", "home/state"),
            ("XDG_DATA_HOME", "home/data"),
            ("XDG_CACHE_HOME", "home/cache"),
            ("GLEANER_CONFIG_DIR", "config"),
            ("GLEANER_STATE_DIR", "state"),
        ] {
            command.env(name, folder.join(place));
        }
        command.cwd(folder.join("work"));
        Start { command, columns: 80, rows: 24, home: Arc::clone(&self.folder) }
    }
}

/// A call of the program that is not made yet.
pub struct Start {
    command: CommandBuilder,
    columns: u16,
    rows: u16,
    home: Arc<tempfile::TempDir>,
}

impl Start {
    /// On a screen of this size instead of 80×24.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        (self.columns, self.rows) = (columns, rows);
        self
    }

    /// With this variable in its environment.
    pub fn variable(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Makes the call.
    pub fn open(self) -> Terminal {
        Terminal::open(self.command, self.columns, self.rows, self.home)
    }
}

/// A text of so many paragraphs, each of three sentences, that say which one they are.
pub fn paragraphs(count: usize) -> String {
    let mut text = String::new();
    for number in 1..=count {
        let _ = writeln!(
            text,
            "Paragraph {number} opens at the harbour. It then speaks of ships and of the \
             weather, so that it fills more than one line. It closes with number {number}.\n"
        );
    }
    text
}
