//! The state core: `App`, `Action`, `update` → `Effect`s. No clock, file or terminal.
