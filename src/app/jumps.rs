//! Where the reader was before: the list behind Ctrl-o and Ctrl-i.

use super::action::DocumentId;

/// A place to come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    /// Which document.
    pub id: DocumentId,
    /// Offset of the first word on the screen.
    pub place: u32,
    /// Offset of the sentence in focus.
    pub focus: u32,
}

/// Places left by jumping, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Jumps {
    places: Vec<Jump>,
    /// How many places lie behind; those after it lie ahead.
    behind: usize,
}

/// Vim keeps as many.
const MOST_JUMPS: usize = 100;

impl Jumps {
    /// Remembers a place that is left; what lay ahead is forgotten.
    pub fn leave(&mut self, from: Jump) {
        self.places.truncate(self.behind);
        if self.places.last() != Some(&from) {
            self.places.push(from);
        }
        if self.places.len() > MOST_JUMPS {
            self.places.remove(0);
        }
        self.behind = self.places.len();
    }

    /// The place before, given the present one.
    pub fn back(&mut self, present: Jump) -> Option<Jump> {
        let target = self.behind.checked_sub(1)?;
        let place = *self.places.get(target)?;
        if self.behind == self.places.len() {
            self.places.push(present);
        } else if let Some(here) = self.places.get_mut(self.behind) {
            *here = present;
        }
        self.behind = target;
        Some(place)
    }

    /// The place that `back` came from, given the present one.
    pub fn forward(&mut self, present: Jump) -> Option<Jump> {
        let place = *self.places.get(self.behind + 1)?;
        if let Some(here) = self.places.get_mut(self.behind) {
            *here = present;
        }
        self.behind += 1;
        if self.behind + 1 == self.places.len() {
            // The newest place is the present one again: nothing lies ahead of it.
            self.places.pop();
        }
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(place: u32) -> Jump {
        Jump { id: 0, place, focus: place }
    }

    #[test]
    fn back_and_forward_are_inverse() {
        let mut jumps = Jumps::default();
        jumps.leave(at(1));
        jumps.leave(at(2));
        assert_eq!(jumps.back(at(3)), Some(at(2)));
        assert_eq!(jumps.back(at(2)), Some(at(1)));
        assert_eq!(jumps.back(at(1)), None);
        assert_eq!(jumps.forward(at(1)), Some(at(2)));
        assert_eq!(jumps.forward(at(2)), Some(at(3)));
        assert_eq!(jumps.forward(at(3)), None);
        assert_eq!(jumps.back(at(3)), Some(at(2)));
    }

    #[test]
    fn a_new_jump_forgets_what_lay_ahead() {
        let mut jumps = Jumps::default();
        jumps.leave(at(1));
        jumps.leave(at(2));
        jumps.back(at(3));
        jumps.leave(at(2));
        assert_eq!(jumps.forward(at(9)), None);
        assert_eq!(jumps.back(at(9)), Some(at(2)));
    }
}
