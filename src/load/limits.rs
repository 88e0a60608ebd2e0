//! Every limit of loading, each with its reason.

/// Bytes of one document: offsets are 32 bits wide, and a reader's machine should
/// survive opening a disk image by mistake.
pub const MAX_DOCUMENT_BYTES: u64 = 2 << 30;
