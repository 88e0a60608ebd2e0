//! The greatest few of very many.

/// Keeps the greatest `limit` values of those pushed.
///
/// Cheaper than a heap where most values are too small: those cost one comparison,
/// and the rest are sorted out once in `limit` pushes.
#[derive(Clone, Debug)]
pub(super) struct Best<T> {
    limit: usize,
    kept: Vec<T>,
    /// No value at or below this can be among the greatest.
    floor: Option<T>,
}

impl<T: Ord + Clone> Best<T> {
    /// Keeps nothing yet.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, kept: Vec::new(), floor: None }
    }

    /// Whether a value may be among the greatest.
    pub(super) fn admits(&self, value: &T) -> bool {
        self.floor.as_ref().is_none_or(|floor| value > floor)
    }

    /// Takes a value into account.
    pub(super) fn push(&mut self, value: T) {
        if self.limit == 0 || !self.admits(&value) {
            return;
        }
        self.kept.push(value);
        if self.kept.len() >= self.limit.saturating_mul(2) {
            self.sort_out();
        }
    }

    fn sort_out(&mut self) {
        if self.kept.len() < self.limit {
            return;
        }
        let last = self.limit - 1;
        self.kept.select_nth_unstable_by(last, |a, b| b.cmp(a));
        self.kept.truncate(self.limit);
        self.floor = self.kept.last().cloned();
    }

    /// The greatest values, greatest first.
    pub(super) fn into_sorted(mut self) -> Vec<T> {
        self.kept.sort_unstable_by(|a, b| b.cmp(a));
        self.kept.truncate(self.limit);
        self.kept
    }

    /// The greatest values of several.
    pub(super) fn merged(parts: impl IntoIterator<Item = Self>, limit: usize) -> Vec<T> {
        let mut all = Self::new(limit);
        parts.into_iter().flat_map(|part| part.kept).for_each(|value| all.push(value));
        all.into_sorted()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_sorting(values in prop::collection::vec(0u16..500, 0..300), limit in 0usize..40) {
            let mut best = Best::new(limit);
            values.iter().for_each(|&value| best.push(value));
            let mut sorted = values;
            sorted.sort_unstable_by(|a, b| b.cmp(a));
            sorted.truncate(limit);
            prop_assert_eq!(best.into_sorted(), sorted);
        }
    }
}
