//! What must last: reading places, marks, configuration.
