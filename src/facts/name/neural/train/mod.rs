//! Training.
pub mod augment;
pub mod data;
pub mod network;
pub mod quantise;

use network::{Adam, Dense, Gradient, Network, Noise, Piece, Random};

use crate::facts::name::model::{Decoder, LABELS, Transitions};

#[derive(Clone, Debug)]
pub struct Settings {
    pub epochs: usize,
    pub rate: f32,
    pub decay: f32,
    pub noise: Noise,
    /// Share of words whose own row is dropped: `word / (word + count)` plus `flat`.
    pub word: f32,
    pub flat: f32,
    pub rule: f32,
    pub row: f32,
    pub replace: f32,
    pub chain: bool,
    pub piece: usize,
    pub batch: usize,
    pub average: f32,
    pub seed: u64,
}

pub fn train(pieces: &[Piece], settings: &Settings, mut report: impl FnMut(usize, f32, &Network)) -> Network {
    let mut random = Random(settings.seed);
    let mut network = Network::new(LABELS, &mut random);
    let mut adam = Adam::new(&network);
    let whole = pieces;
    let donors = augment::Donors::new(whole);
    let mut pieces: Vec<Piece> = whole.iter().flat_map(|p| data::cut(p, settings.piece)).collect();
    let mut counts = vec![0u32; super::shape::ROWS];
    for piece in &pieces {
        for t in 0..piece.ends.len() {
            if let Some(first) = piece.rows(t).first() {
                counts[*first as usize] += 1;
            }
        }
    }
    let mut gradient = Gradient { dense: Dense::zero(LABELS), vectors: Vec::new(), decoder: settings.chain.then(|| Decoder::new(&Transitions::default())) };
    let total: usize = pieces.iter().map(|p| p.ends.len()).sum();
    let steps = (total / settings.batch).max(1) * settings.epochs;
    let mut step = 0;
    let mut mean = network.clone();
    for epoch in 0..settings.epochs {
        if epoch > 0 && settings.replace > 0.0 {
            pieces = whole
                .iter()
                .map(|piece| donors.replaced(piece, settings.replace, &mut random))
                .flat_map(|p| data::cut(&p, settings.piece))
                .collect();
        }
        let mut order: Vec<usize> = (0..pieces.len()).collect();
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i + 1));
        }
        let (mut loss, mut weighed) = (0.0, 0);
        let mut tokens = 0;
        for &index in &order {
            let piece = &pieces[index];
            let rows: Vec<Vec<u32>> = (0..piece.ends.len())
                .map(|t| {
                    let all = piece.rows(t);
                    let mut rows = all.to_vec();
                    if let Some(&first) = all.first() {
                        let count = counts[first as usize] as f32;
                        let drop = settings.flat + settings.word / (settings.word + count);
                        if all.len() > 4 && random.unit() < drop {
                            rows.remove(0);
                        }
                    }
                    if settings.rule > 0.0 && random.unit() < settings.rule {
                        rows.retain(|r| !super::inputs::is_rule(*r));
                    }
                    if settings.row > 0.0 {
                        rows.retain(|_| random.unit() >= settings.row);
                    }
                    rows
                })
                .collect();
            let (_, l) = network.run(piece, &rows, settings.noise, &mut random, Some(&mut gradient));
            loss += l;
            weighed += piece.forms.iter().filter(|f| **f != network::NO_FORM).count();
            adam.gather(&rows, &gradient.vectors);
            tokens += piece.ends.len();
            if tokens >= settings.batch {
                tokens = 0;
                let rate = settings.rate * (1.0 - step as f32 / (steps + 1) as f32).max(0.02);
                adam.step(&mut network, &mut gradient, rate, settings.decay);
                step += 1;
            }
        }
        // the mean of the last epochs
        let from = (settings.epochs as f32 * (1.0 - settings.average)) as usize;
        if epoch >= from {
            let share = 1.0 / (epoch - from + 1) as f32;
            blend(&mut mean, &network, share);
        } else {
            mean = network.clone();
        }
        report(epoch, loss / weighed.max(1) as f32, &mean);
    }
    mean
}

fn blend(mean: &mut Network, network: &Network, share: f32) {
    let mix = |a: &mut [f32], b: &[f32]| {
        a.iter_mut().zip(b).for_each(|(a, b)| *a += share * (b - *a));
    };
    mix(&mut mean.table, &network.table);
    for (a, b) in mean.dense.parts_mut().into_iter().zip(network.dense.parts()) {
        mix(a, b);
    }
}
