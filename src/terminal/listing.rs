//! Finding the documents that folders and lists name, while the first is already shown.

use crossbeam_channel::Sender;

use super::options::Listing;
use crate::app::Action;

/// Documents sent at a time: enough that a large folder is listed at once, few enough
/// that the first ones are read meanwhile.
const BATCH: usize = 256;

/// Sends a listing to the core.
pub(super) fn spawn(listing: Listing, actions: Sender<Action>) {
    std::thread::spawn(move || {
        let mut batch = Vec::new();
        for listed in listing {
            batch.push(listed);
            if batch.len() == BATCH
                && actions.send(Action::Listed(std::mem::take(&mut batch))).is_err()
            {
                return;
            }
        }
        // The loop may have ended; then nobody waits for the list.
        let _ = actions.send(Action::Listed(batch));
        let _ = actions.send(Action::ListingDone);
    });
}
