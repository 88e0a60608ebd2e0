//! Training pieces with some names put in the place of others of their kind (Dai and Adel
//! 2020, "An analysis of simple data augmentation for named entity recognition").

use std::collections::HashMap;
use std::ops::Range;

use super::piece::Piece;
use super::random::Random;
use crate::facts::name::model::{Label, NameKind, OUTSIDE, spans_of};

/// A name that may stand in another's place.
#[derive(Clone, Debug)]
struct Donor {
    piece: usize,
    tokens: Range<usize>,
}

/// The names of the training pieces by kind.
pub struct Donors<'p> {
    pieces: &'p [Piece],
    kinds: Vec<Vec<Donor>>,
}

/// The label that is certain for a token; outside where several may be right.
fn label_of(bits: u32) -> Label {
    let certain = bits.count_ones() == 1;
    if certain { Label::from_index(bits.trailing_zeros() as usize) } else { OUTSIDE }
}

/// The names of a piece: their tokens and the index of their kind.
fn names(piece: &Piece) -> Vec<(Range<usize>, usize)> {
    let mut found = Vec::new();
    for sentence in &piece.sentences {
        let labels: Vec<Label> =
            piece.labels[sentence.clone()].iter().map(|bits| label_of(*bits)).collect();
        let start = sentence.start;
        found.extend(spans_of(&labels).map(|(a, b, kind)| (start + a..start + b, kind as usize)));
    }
    found
}

impl<'p> Donors<'p> {
    /// All names that are labelled in the pieces.
    pub fn new(pieces: &'p [Piece]) -> Self {
        let mut kinds = vec![Vec::new(); NameKind::ALL.len()];
        for (index, piece) in pieces.iter().enumerate() {
            for (tokens, kind) in names(piece) {
                kinds[kind].push(Donor { piece: index, tokens });
            }
        }
        Self { pieces, kinds }
    }

    /// A piece with each of its names replaced with probability `share`; all mentions that
    /// are written alike are replaced alike.
    pub fn replaced(&self, piece: &Piece, share: f32, random: &mut Random) -> Piece {
        let mut chosen: HashMap<(Vec<u32>, usize), Option<&Donor>> = HashMap::new();
        let names = names(piece);
        let mut out = Piece::default();
        let mut next = names.iter().peekable();
        for sentence in &piece.sentences {
            let start = out.len();
            let mut at = sentence.start;
            while at < sentence.end {
                let name = next.next_if(|(tokens, _)| tokens.start == at);
                let Some((tokens, kind)) = name else {
                    out.copy(piece, at);
                    at += 1;
                    continue;
                };
                let key = (piece.forms[tokens.clone()].to_vec(), *kind);
                let donor = *chosen.entry(key).or_insert_with(|| {
                    (random.unit() < share)
                        .then(|| self.kinds[*kind].get(random.below(self.kinds[*kind].len())))
                        .flatten()
                });
                match donor {
                    Some(donor) => donor
                        .tokens
                        .clone()
                        .for_each(|token| out.copy(&self.pieces[donor.piece], token)),
                    None => tokens.clone().for_each(|token| out.copy(piece, token)),
                }
                at = tokens.end;
            }
            out.sentences.push(start..out.len());
        }
        out
    }
}
