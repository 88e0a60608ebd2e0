//! The bytes of the file, as the library asks for them.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::reader::{ChunkReader, Length};
use bytes::Bytes;

use crate::load::apart::Given;

/// A file that is read in any place.
pub(super) struct Input {
    given: Shared,
    length: u64,
}

#[derive(Clone)]
enum Shared {
    Whole(Bytes),
    File(Arc<Mutex<File>>),
}

impl Input {
    pub fn new(given: Given) -> io::Result<Self> {
        Ok(match given {
            Given::Whole(bytes) => {
                let length = bytes.len() as u64;
                Self { given: Shared::Whole(Bytes::from_owner(Owner(bytes))), length }
            }
            Given::File(file) => {
                let length = file.metadata()?.len();
                Self { given: Shared::File(Arc::new(Mutex::new(file))), length }
            }
        })
    }
}

struct Owner(Arc<Vec<u8>>);

impl AsRef<[u8]> for Owner {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Length for Input {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Input {
    type T = BufReader<From>;

    fn get_read(&self, start: u64) -> Result<BufReader<From>> {
        Ok(BufReader::new(From { given: self.given.clone(), at: start }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let end = start.checked_add(length as u64).filter(|end| *end <= self.length);
        if end.is_none() {
            return Err(ParquetError::EOF("a part of it lies behind its end".to_owned()));
        }
        let mut bytes = vec![0; length];
        From { given: self.given.clone(), at: start }.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

/// Reads from some place on. Each has its own place, though the file has but one.
pub(super) struct From {
    given: Shared,
    at: u64,
}

impl Read for From {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &self.given {
            Shared::Whole(bytes) => {
                let start = usize::try_from(self.at).unwrap_or(usize::MAX);
                bytes.get(start..).unwrap_or_default().read(buffer)?
            }
            Shared::File(file) => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(self.at))?;
                file.read(buffer)?
            }
        };
        self.at += count as u64;
        Ok(count)
    }
}
