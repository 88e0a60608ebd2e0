//! `&App` → one ratatui frame.
