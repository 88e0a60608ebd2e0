//! Fuzzy matching of labels, find in a document, full-text queries over many.
