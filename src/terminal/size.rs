//! How large the terminal is, for output that is no screen.

/// Columns of the terminal; `None` where there is none.
pub fn columns() -> Option<u16> {
    ratatui::crossterm::terminal::size()
        .ok()
        .map(|(columns, _)| columns)
        .filter(|&columns| columns > 0)
}
