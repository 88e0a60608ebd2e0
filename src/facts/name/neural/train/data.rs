//! Examples as pieces of training.

use super::network::{NO_FORM, Piece};
use crate::facts::name::model::Observations;
use crate::facts::name::neural::inputs::{is_shouted, may_name, place_rows, word_rows};
use crate::facts::name::training::Example;

/// The rows of a document; labels all zero.
pub fn piece_of(seen: &Observations<'_>) -> Piece {
    let mut piece = Piece::default();
    for sentence in seen.sentences() {
        let tokens = &seen.tokens()[sentence.clone()];
        let shouted = is_shouted(tokens);
        for (index, token) in tokens.iter().enumerate() {
            let at = sentence.start + index;
            word_rows(seen.word(at), token.kind, token.classes, &mut piece.rows);
            place_rows(token, index == 0, shouted, &mut piece.rows);
            piece.ends.push(piece.rows.len() as u32);
            let weighed = may_name(seen, sentence, at);
            let form = seen.word(at).bytes().fold(17u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
            piece.forms.push(if weighed { form >> 1 } else { NO_FORM });
        }
        if !sentence.is_empty() {
            piece.sentences.push(sentence.clone());
        }
    }
    piece.labels = vec![0; piece.ends.len()];
    piece
}

/// With its forms numbered from 0.
pub fn numbered(piece: &Piece) -> Piece {
    if piece.sentences.is_empty() { return piece.clone() }
    part(piece, 0, piece.sentences.len())
}

/// With the labels.
pub fn labelled(example: &Example<'_>) -> Piece {
    let mut piece = piece_of(&example.seen);
    piece.corpus = example.corpus as usize;
    for (token, labels) in piece.labels.iter_mut().enumerate() {
        *labels = example.allowed(token);
    }
    // A name with a token that is not weighed cannot be told: nothing is asked of the rest.
    for gold in example.gold {
        let tokens = example.seen.tokens_of(gold.span);
        if piece.forms[tokens.clone()].contains(&NO_FORM) {
            for token in tokens {
                piece.labels[token] = if piece.forms[token] == NO_FORM { 1 } else { u32::MAX };
            }
        }
    }
    piece
}

/// Cuts a piece into pieces of about `most` tokens at sentence ends.
pub fn cut(piece: &Piece, most: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < piece.sentences.len() {
        let first = piece.sentences[start].start;
        let mut end = start + 1;
        while end < piece.sentences.len() && piece.sentences[end].end - first <= most {
            end += 1;
        }
        pieces.push(part(piece, start, end));
        start = end;
    }
    pieces
}

fn part(piece: &Piece, start: usize, end: usize) -> Piece {
    let tokens = piece.sentences[start].start..piece.sentences[end - 1].end;
    let row_start = if tokens.start == 0 { 0 } else { piece.ends[tokens.start - 1] };
    let row_end = piece.ends[tokens.end - 1];
    // forms numbered afresh
    let mut map = std::collections::HashMap::new();
    let forms = piece.forms[tokens.clone()]
        .iter()
        .map(|form| {
            if *form == NO_FORM {
                return NO_FORM;
            }
            let next = map.len() as u32;
            *map.entry(*form).or_insert(next)
        })
        .collect();
    Piece {
        corpus: piece.corpus,
        rows: piece.rows[row_start as usize..row_end as usize].to_vec(),
        ends: piece.ends[tokens.clone()].iter().map(|end| end - row_start).collect(),
        sentences: piece.sentences[start..end]
            .iter()
            .map(|s| s.start - tokens.start..s.end - tokens.start)
            .collect(),
        forms,
        labels: piece.labels[tokens].to_vec(),
    }
}
