//! The built program in a pseudo-terminal: keys go in, and what a terminal makes of the
//! bytes that come out is looked at. Each test has its own home, so that they run side by
//! side, and waits for what it expects to see instead of for time to pass.
#![cfg(unix)]

mod driver;
#[cfg(feature = "parquet")]
#[path = "../support/parquet.rs"]
mod parquet_file;
#[path = "../support/pdf.rs"]
mod pdf;

mod finding;
mod formats;
mod leaving;
mod moving;
mod opening;
mod other_programs;
mod output;
mod reloading;
mod resuming;
mod suspending;
