//! A document and a width → lines. Pure; the one place that knows how wide a character is.
