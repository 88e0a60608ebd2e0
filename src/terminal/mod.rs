//! crossterm: raw mode, the event loop, the workers that run effects.
