//! Where state and configuration live.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// The directory of the configuration: `$GLEANER_CONFIG_DIR`, else `gleaner` in the
/// system's place for configuration (`$XDG_CONFIG_HOME`, `~/.config`). `None` where
/// there is no home directory.
pub fn configuration_directory() -> Option<PathBuf> {
    overridden("GLEANER_CONFIG_DIR").or_else(|| {
        let strategy = etcetera::choose_base_strategy().ok()?;
        Some(strategy.config_dir().join("gleaner"))
    })
}

/// The directory of the state: `$GLEANER_STATE_DIR`, else `gleaner` in the system's
/// place for state (`$XDG_STATE_HOME`, `~/.local/state`). `None` where there is no home
/// directory.
pub fn state_directory() -> Option<PathBuf> {
    overridden("GLEANER_STATE_DIR").or_else(|| {
        let strategy = etcetera::choose_base_strategy().ok()?;
        let directory = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
        Some(directory.join("gleaner"))
    })
}

fn overridden(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}
