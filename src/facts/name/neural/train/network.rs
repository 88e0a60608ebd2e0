//! The network in 32-bit floats, with its gradient.

use std::ops::Range;

use crate::facts::name::neural::shape::{FAR, HIDDEN, REACH, ROWS, SECOND, SLOTS, WIDTH, WINDOW};
use crate::facts::name::model::{Decoder, LABELS, Scores};
use crate::facts::name::neural::inputs::OUTSIDE;

/// Form of a token that is not weighed.
pub const NO_FORM: u32 = u32::MAX;

pub const CORPORA: usize = 8;

/// A pseudo-random sequence (SplitMix64).
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// A training piece: sentences of one document.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    pub corpus: usize,
    pub rows: Vec<u32>,
    pub ends: Vec<u32>,
    pub sentences: Vec<Range<usize>>,
    pub forms: Vec<u32>,
    /// Of each token the labels that are right, a bit each.
    pub labels: Vec<u32>,
}

impl Piece {
    pub fn rows(&self, token: usize) -> &[u32] {
        let start = if token == 0 { 0 } else { self.ends[token - 1] as usize };
        &self.rows[start..self.ends[token] as usize]
    }
}

/// Dense parameters.
#[derive(Clone, Debug)]
pub struct Dense {
    pub w1: Vec<f32>, // WINDOW*WIDTH x HIDDEN
    pub b1: Vec<f32>,
    pub corpus: Vec<f32>, // CORPORA x HIDDEN
    pub w2: Vec<f32>,     // 2*HIDDEN x SECOND
    pub b2: Vec<f32>,
    pub w3: Vec<f32>, // SECOND x labels
    pub b3: Vec<f32>,
}

impl Dense {
    pub fn zero(labels: usize) -> Self {
        Self {
            w1: vec![0.0; SLOTS * WIDTH * HIDDEN],
            b1: vec![0.0; HIDDEN],
            corpus: vec![0.0; CORPORA * HIDDEN],
            w2: vec![0.0; 2 * HIDDEN * SECOND],
            b2: vec![0.0; SECOND],
            w3: vec![0.0; SECOND * labels],
            b3: vec![0.0; labels],
        }
    }
    pub fn parts_mut(&mut self) -> [&mut Vec<f32>; 7] {
        [&mut self.w1, &mut self.b1, &mut self.corpus, &mut self.w2, &mut self.b2, &mut self.w3, &mut self.b3]
    }
    pub fn parts(&self) -> [&Vec<f32>; 7] {
        [&self.w1, &self.b1, &self.corpus, &self.w2, &self.b2, &self.w3, &self.b3]
    }
}

#[derive(Clone, Debug)]
pub struct Network {
    pub labels: usize,
    pub table: Vec<f32>,
    pub dense: Dense,
}

/// y += a * x
#[inline]
fn axpy(a: f32, x: &[f32], y: &mut [f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += a * x;
    }
}

#[inline]
fn dot(x: &[f32], y: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 16];
    let (xs, ys) = (x.chunks_exact(16), y.chunks_exact(16));
    let tail: f32 = xs.remainder().iter().zip(ys.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in xs.zip(ys) {
        for ((lane, x), y) in lanes.iter_mut().zip(x).zip(y) {
            *lane += x * y;
        }
    }
    lanes.iter().sum::<f32>() + tail
}

/// What dropping at random does in training.
#[derive(Clone, Copy, Debug)]
pub struct Noise {
    pub input: f32,
    pub hidden: f32,
    pub second: f32,
    pub corpus: f32,
}

impl Noise {
    pub const NONE: Self = Self { input: 0.0, hidden: 0.0, second: 0.0, corpus: 1.0 };
}

/// Gradient of one piece.
pub struct Gradient {
    pub dense: Dense,
    /// Of each token of the piece, and one more for what lies outside: of its vector.
    pub vectors: Vec<f32>,
    /// Whole sequences of labels are learned with this one; else single labels.
    pub decoder: Option<Decoder>,
}

impl Network {
    pub fn new(labels: usize, random: &mut Random) -> Self {
        let mut uniform = |n: usize, scale: f32| -> Vec<f32> {
            (0..n).map(|_| (random.unit() * 2.0 - 1.0) * scale).collect()
        };
        let mut dense = Dense::zero(labels);
        let table = uniform(ROWS * WIDTH, 0.08);
        dense.w1 = uniform(dense.w1.len(), (3.0 / (WINDOW * WIDTH) as f32).sqrt());
        dense.w2 = uniform(dense.w2.len(), (3.0 / (2 * HIDDEN) as f32).sqrt());
        dense.w3 = uniform(dense.w3.len(), (3.0 / SECOND as f32).sqrt());
        Self { labels, table, dense }
    }

    /// Log-probabilities of the labels of each weighed token (all zeros for others); with
    /// `learn`, the loss's gradient too (summed over tokens), and the loss.
    pub fn run(
        &self,
        piece: &Piece,
        rows: &[Vec<u32>],
        noise: Noise,
        random: &mut Random,
        learn: Option<&mut Gradient>,
    ) -> (Vec<f32>, f32) {
        let n = piece.ends.len();
        let labels = self.labels;
        let d = &self.dense;
        // vectors
        let mut x = vec![0.0f32; (n + 1) * WIDTH];
        let mut needed = vec![false; n];
        for sentence in &piece.sentences {
            for t in sentence.clone() {
                if piece.forms[t] != NO_FORM {
                    let from = t.saturating_sub(REACH + FAR).max(sentence.start);
                    let to = (t + REACH + FAR + 1).min(sentence.end);
                    needed[from..to].fill(true);
                }
            }
        }
        for t in 0..n {
            if needed[t] {
                let v = &mut x[t * WIDTH..(t + 1) * WIDTH];
                for &row in &rows[t] {
                    axpy(1.0, &self.table[row as usize * WIDTH..(row as usize + 1) * WIDTH], v);
                }
            }
        }
        x[n * WIDTH..].copy_from_slice(&self.table[OUTSIDE as usize * WIDTH..(OUTSIDE as usize + 1) * WIDTH]);
        let mut xmask = Vec::new();
        if noise.input > 0.0 {
            xmask = mask(x.len(), noise.input, random);
            mul(&mut x, &xmask);
        }
        // first layer
        let weighed: Vec<usize> = (0..n).filter(|&t| piece.forms[t] != NO_FORM).collect();
        let k = weighed.len();
        let mut sentence_of = vec![0usize; n];
        for (i, s) in piece.sentences.iter().enumerate() {
            sentence_of[s.clone()].fill(i);
        }
        let with_corpus = random.unit() >= noise.corpus;
        let mut h = vec![0.0f32; k * HIDDEN];
        let at = |t: usize, o: usize| -> usize {
            let s = &piece.sentences[sentence_of[t]];
            let p = (t + o).wrapping_sub(REACH);
            if p >= s.start && p < s.end { p } else { n }
        };
        let far = |t: usize| -> [Range<usize>; 2] {
            let s = &piece.sentences[sentence_of[t]];
            let left_end = t.saturating_sub(REACH).max(s.start);
            let right_start = (t + REACH + 1).min(s.end);
            [
                left_end.saturating_sub(FAR).max(s.start)..left_end,
                right_start..(right_start + FAR).min(s.end),
            ]
        };
        let mut prefix = vec![0.0f32; (n + 1) * WIDTH];
        for t in 0..n {
            let (before, behind) = prefix.split_at_mut((t + 1) * WIDTH);
            behind[..WIDTH].copy_from_slice(&before[t * WIDTH..]);
            axpy(1.0, &x[t * WIDTH..(t + 1) * WIDTH], &mut behind[..WIDTH]);
        }
        let mean = |range: &Range<usize>| -> [f32; WIDTH] {
            let mut out = [0.0f32; WIDTH];
            let scale = 1.0 / (range.len() as f32).max(1.0);
            for (j, out) in out.iter_mut().enumerate() {
                *out = (prefix[range.end * WIDTH + j] - prefix[range.start * WIDTH + j]) * scale;
            }
            out
        };
        for (i, &t) in weighed.iter().enumerate() {
            let mut out = [0.0f32; HIDDEN];
            out.copy_from_slice(&d.b1);
            for (side, range) in far(t).iter().enumerate() {
                let o = WINDOW + side;
                let w = &d.w1[o * WIDTH * HIDDEN..(o + 1) * WIDTH * HIDDEN];
                for (v, w) in mean(range).iter().zip(w.chunks_exact(HIDDEN)) {
                    axpy(*v, w, &mut out);
                }
            }
            if with_corpus {
                axpy(1.0, &d.corpus[piece.corpus * HIDDEN..][..HIDDEN], &mut out);
            }
            for o in 0..WINDOW {
                let p = at(t, o);
                let v = &x[p * WIDTH..(p + 1) * WIDTH];
                let w = &d.w1[o * WIDTH * HIDDEN..(o + 1) * WIDTH * HIDDEN];
                for (v, w) in v.iter().zip(w.chunks_exact(HIDDEN)) {
                    axpy(*v, w, &mut out);
                }
            }
            for (h, o) in h[i * HIDDEN..(i + 1) * HIDDEN].iter_mut().zip(&out) {
                *h = o.max(0.0);
            }
        }
        let mut hmask = Vec::new();
        if noise.hidden > 0.0 {
            hmask = mask(h.len(), noise.hidden, random);
            mul(&mut h, &hmask);
        }
        // pooled over the document
        let most = weighed.iter().map(|&t| piece.forms[t] as usize + 1).max().unwrap_or(0);
        let mut pool = vec![0.0f32; most * HIDDEN];
        let mut count = vec![0.0f32; most];
        for (i, &t) in weighed.iter().enumerate() {
            let f = piece.forms[t] as usize;
            count[f] += 1.0;
            axpy(1.0, &h[i * HIDDEN..(i + 1) * HIDDEN], &mut pool[f * HIDDEN..(f + 1) * HIDDEN]);
        }
        for (f, c) in count.iter().enumerate() {
            pool[f * HIDDEN..(f + 1) * HIDDEN].iter_mut().for_each(|v| *v /= c.max(1.0));
        }
        // second layer
        let mut h2 = vec![0.0f32; k * SECOND];
        for (i, &t) in weighed.iter().enumerate() {
            let mut out = [0.0f32; SECOND];
            out.copy_from_slice(&d.b2);
            let f = piece.forms[t] as usize;
            for (v, w) in h[i * HIDDEN..(i + 1) * HIDDEN].iter().zip(d.w2.chunks_exact(SECOND)) {
                axpy(*v, w, &mut out);
            }
            for (v, w) in pool[f * HIDDEN..(f + 1) * HIDDEN]
                .iter()
                .zip(d.w2[HIDDEN * SECOND..].chunks_exact(SECOND))
            {
                axpy(*v, w, &mut out);
            }
            for (h, o) in h2[i * SECOND..(i + 1) * SECOND].iter_mut().zip(&out) {
                *h = o.max(0.0);
            }
        }
        let mut mask2 = Vec::new();
        if noise.second > 0.0 {
            mask2 = mask(h2.len(), noise.second, random);
            mul(&mut h2, &mask2);
        }
        // labels
        let mut scores = vec![0.0f32; n * labels];
        for (i, &t) in weighed.iter().enumerate() {
            let out = &mut scores[t * labels..(t + 1) * labels];
            out.copy_from_slice(&d.b3);
            for (v, w) in h2[i * SECOND..(i + 1) * SECOND].iter().zip(d.w3.chunks_exact(labels)) {
                axpy(*v, w, out);
            }
            let top = out.iter().copied().fold(f32::MIN, f32::max);
            let sum: f32 = out.iter().map(|s| (s - top).exp()).sum();
            let z = top + sum.ln();
            out.iter_mut().for_each(|s| *s -= z);
        }
        let mut loss = 0.0;
        let Some(gradient) = learn else { return (scores, loss) };
        let mut differences: Vec<Scores> = Vec::with_capacity(k);
        let mut losses = vec![0.0f32; k];
        let rows: Vec<Scores> =
            weighed.iter().map(|t| std::array::from_fn(|j| scores[t * labels + j])).collect();
        if let Some(decoder) = &gradient.decoder {
            let mut from = 0;
            while from < k {
                let mut to = from + 1;
                while to < k
                    && weighed[to] == weighed[to - 1] + 1
                    && sentence_of[weighed[to]] == sentence_of[weighed[from]]
                {
                    to += 1;
                }
                let (all, total) = decoder.marginals(&rows[from..to], |_| u32::MAX);
                let (right, good) =
                    decoder.marginals(&rows[from..to], |i| piece.labels[weighed[from + i]]);
                losses[from] = (total - good) as f32;
                for (a, r) in all.iter().zip(&right) {
                    let sane = good.is_finite();
                    differences.push(std::array::from_fn(|j| if sane { a[j] - r[j] } else { 0.0 }));
                }
                if !good.is_finite() {
                    losses[from] = 0.0;
                }
                from = to;
            }
        } else {
            for (i, &t) in weighed.iter().enumerate() {
                let right = |j: usize| piece.labels[t] & (1 << j) != 0;
                let p: [f32; LABELS] = rows[i].map(f32::exp);
                let sum: f32 = (0..LABELS).filter(|j| right(*j)).map(|j| p[j]).sum();
                let sum = sum.max(1e-12);
                losses[i] = -sum.ln();
                differences.push(std::array::from_fn(|j| {
                    if right(j) { p[j] - p[j] / sum } else { p[j] }
                }));
            }
        }
        // backwards
        let g = &mut gradient.dense;
        gradient.vectors.clear();
        gradient.vectors.resize((n + 1) * WIDTH, 0.0);
        let mut dh = vec![0.0f32; k * HIDDEN];
        let mut dpool = vec![0.0f32; most * HIDDEN];
        for (i, &t) in weighed.iter().enumerate() {
            let ds = &differences[i];
            loss += losses[i];
            axpy(1.0, ds, &mut g.b3);
            let mut d2 = [0.0f32; SECOND];
            for j in 0..SECOND {
                let v = h2[i * SECOND + j];
                if v > 0.0 {
                    axpy(v, ds, &mut g.w3[j * labels..(j + 1) * labels]);
                    let m = mask2.get(i * SECOND + j).copied().unwrap_or(1.0);
                    d2[j] = m * d.w3[j * labels..(j + 1) * labels].iter().zip(ds).map(|(w, d)| w * d).sum::<f32>();
                }
            }
            axpy(1.0, &d2, &mut g.b2);
            let f = piece.forms[t] as usize;
            for j in 0..HIDDEN {
                let v = h[i * HIDDEN + j];
                let r = j * SECOND..(j + 1) * SECOND;
                if v != 0.0 {
                    axpy(v, &d2, &mut g.w2[r.clone()]);
                    dh[i * HIDDEN + j] += dot(&d.w2[r], &d2);
                }
                let v = pool[f * HIDDEN + j];
                if v != 0.0 {
                    let r = (HIDDEN + j) * SECOND..(HIDDEN + j + 1) * SECOND;
                    axpy(v, &d2, &mut g.w2[r.clone()]);
                    dpool[f * HIDDEN + j] += dot(&d.w2[r], &d2);
                }
            }
        }
        let mut dprefix = vec![0.0f32; (n + 1) * WIDTH];
        for (i, &t) in weighed.iter().enumerate() {
            let f = piece.forms[t] as usize;
            let mut d1 = [0.0f32; HIDDEN];
            for j in 0..HIDDEN {
                if h[i * HIDDEN + j] > 0.0 {
                    let m = hmask.get(i * HIDDEN + j).copied().unwrap_or(1.0);
                    d1[j] = m * (dh[i * HIDDEN + j] + dpool[f * HIDDEN + j] / count[f].max(1.0));
                }
            }
            axpy(1.0, &d1, &mut g.b1);
            if with_corpus {
                axpy(1.0, &d1, &mut g.corpus[piece.corpus * HIDDEN..][..HIDDEN]);
            }
            for (side, range) in far(t).iter().enumerate() {
                if range.is_empty() {
                    continue;
                }
                let o = WINDOW + side;
                let m = mean(range);
                let scale = 1.0 / range.len() as f32;
                for j in 0..WIDTH {
                    let r = (o * WIDTH + j) * HIDDEN..(o * WIDTH + j + 1) * HIDDEN;
                    axpy(m[j], &d1, &mut g.w1[r.clone()]);
                    let v = dot(&d.w1[r], &d1) * scale;
                    dprefix[range.start * WIDTH + j] += v;
                    dprefix[range.end * WIDTH + j] -= v;
                }
            }
            for o in 0..WINDOW {
                let p = at(t, o);
                for j in 0..WIDTH {
                    let r = (o * WIDTH + j) * HIDDEN..(o * WIDTH + j + 1) * HIDDEN;
                    axpy(x[p * WIDTH + j], &d1, &mut g.w1[r.clone()]);
                    gradient.vectors[p * WIDTH + j] += dot(&d.w1[r], &d1);
                }
            }
        }
        let mut sum = [0.0f32; WIDTH];
        for t in 0..n {
            axpy(1.0, &dprefix[t * WIDTH..(t + 1) * WIDTH], &mut sum);
            axpy(1.0, &sum, &mut gradient.vectors[t * WIDTH..(t + 1) * WIDTH]);
        }
        if noise.input > 0.0 {
            mul(&mut gradient.vectors, &xmask);
        }
        (scores, loss)
    }
}

fn mask(n: usize, rate: f32, random: &mut Random) -> Vec<f32> {
    let keep = 1.0 / (1.0 - rate);
    let limit = (rate * 65536.0) as u64;
    let mut out = Vec::with_capacity(n + 3);
    while out.len() < n {
        let bits = random.next();
        for i in 0..4 {
            out.push(if (bits >> (16 * i)) & 0xffff < limit { 0.0 } else { keep });
        }
    }
    out.truncate(n);
    out
}

fn mul(x: &mut [f32], m: &[f32]) {
    for (x, m) in x.iter_mut().zip(m) {
        *x *= m;
    }
}

/// Adam, lazily for the table.
pub struct Adam {
    step: i32,
    m: Dense,
    v: Dense,
    tm: Vec<f32>,
    tv: Vec<f32>,
    slot: Vec<u32>,
    touched: Vec<u32>,
    grads: Vec<f32>,
}

impl Adam {
    pub fn new(network: &Network) -> Self {
        Self {
            step: 0,
            m: Dense::zero(network.labels),
            v: Dense::zero(network.labels),
            tm: vec![0.0; network.table.len()],
            tv: vec![0.0; network.table.len()],
            slot: vec![u32::MAX; ROWS],
            touched: Vec::new(),
            grads: Vec::new(),
        }
    }

    /// Adds the gradient of a piece's vectors to that of the rows.
    pub fn gather(&mut self, rows: &[Vec<u32>], vectors: &[f32]) {
        let n = rows.len();
        let mut add = |row: u32, g: &[f32], touched: &mut Vec<u32>| {
            let slot = &mut self.slot[row as usize];
            if *slot == u32::MAX {
                *slot = touched.len() as u32;
                touched.push(row);
                self.grads.resize(touched.len() * WIDTH, 0.0);
            }
            let at = *slot as usize * WIDTH;
            axpy(1.0, g, &mut self.grads[at..at + WIDTH]);
        };
        for (t, rows) in rows.iter().enumerate() {
            let g = &vectors[t * WIDTH..(t + 1) * WIDTH];
            if g.iter().all(|g| *g == 0.0) {
                continue;
            }
            for &row in rows {
                add(row, g, &mut self.touched);
            }
        }
        add(OUTSIDE, &vectors[n * WIDTH..(n + 1) * WIDTH], &mut self.touched);
    }

    pub fn step(&mut self, network: &mut Network, gradient: &mut Gradient, rate: f32, decay: f32) {
        const B1: f32 = 0.9;
        const B2: f32 = 0.999;
        self.step += 1;
        let c1 = 1.0 - B1.powi(self.step);
        let c2 = 1.0 - B2.powi(self.step);
        let scale = rate * c2.sqrt() / c1;
        let update = |p: &mut [f32], g: &mut [f32], m: &mut [f32], v: &mut [f32], rate: f32, shrink: f32| {
            for (((p, g), m), v) in p.iter_mut().zip(g.iter_mut()).zip(m.iter_mut()).zip(v.iter_mut()) {
                *m = B1 * *m + (1.0 - B1) * *g;
                *v = B2 * *v + (1.0 - B2) * *g * *g;
                *p -= rate * *m / (v.sqrt() + 1e-6) + shrink * *p;
                *g = 0.0;
            }
        };
        let shrink = rate * decay;
        for (((p, g), m), v) in network
            .dense
            .parts_mut()
            .into_iter()
            .zip(gradient.dense.parts_mut())
            .zip(self.m.parts_mut())
            .zip(self.v.parts_mut())
        {
            update(p, g, m, v, scale, shrink);
        }
        for (i, &row) in self.touched.iter().enumerate() {
            let r = row as usize * WIDTH..(row as usize + 1) * WIDTH;
            update(
                &mut network.table[r.clone()],
                &mut self.grads[i * WIDTH..(i + 1) * WIDTH],
                &mut self.tm[r.clone()],
                &mut self.tv[r],
                scale,
                shrink,
            );
            self.slot[row as usize] = u32::MAX;
        }
        self.touched.clear();
        self.grads.clear();
    }
}
