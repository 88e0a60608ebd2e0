//! What must last: reading places, marks, configuration.
//!
//! State is one small file a document under the state directory, so that two readers
//! at once cannot harm each other's documents, and a damaged file costs one document's
//! place and nothing else. The configuration is the reader's own file: it is read and
//! never written.

mod configuration;
mod directories;
mod place;
mod store;

pub use configuration::{Configuration, ConfigurationError, KeyBinding, Sidebar, Theme};
pub use directories::{configuration_directory, state_directory};
pub use place::Place;
pub use store::{DocumentState, Store, StoreError};
