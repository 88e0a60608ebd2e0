//! Steps against the gradient.

use super::dense::add_scaled;
use super::parameters::{Layers, Parameters, Vector};
use super::pass::Gradient;
use crate::facts::name::neural::inputs::OUTSIDE;
use crate::facts::name::neural::shape::{ROWS, WIDTH};

/// How much of the mean slope, and of the mean of its squares, a step keeps.
const KEPT: [f32; 2] = [0.9, 0.999];

/// Keeps the first steps small where slopes are next to nothing.
const LEAST: f32 = 1e-6;

/// Adam (Kingma and Ba 2015); a row of the table is changed only by steps that touch it.
pub struct Adam {
    steps: i32,
    means: Parameters,
    squares: Parameters,
    /// Of each row that was touched since the last step where its slope is.
    places: Vec<Option<usize>>,
    touched: Vec<usize>,
    slopes: Vec<Vector>,
}

impl Default for Adam {
    fn default() -> Self {
        let zeros = || Parameters { table: vec![[0.0; WIDTH]; ROWS], layers: Layers::zeros() };
        Self {
            steps: 0,
            means: zeros(),
            squares: zeros(),
            places: vec![None; ROWS],
            touched: Vec::new(),
            slopes: Vec::new(),
        }
    }
}

impl Adam {
    /// Adds the slopes at the tokens' vectors to those of their rows.
    pub fn gather(&mut self, rows: &[Vec<u32>], vectors: &[Vector]) {
        let outside = [OUTSIDE];
        let rows = rows.iter().map(Vec::as_slice).chain([outside.as_slice()]);
        for (rows, slope) in rows.zip(vectors) {
            if slope.iter().any(|slope| *slope != 0.0) {
                rows.iter().for_each(|row| self.add(*row as usize, slope));
            }
        }
    }

    fn add(&mut self, row: usize, slope: &Vector) {
        let place = *self.places[row].get_or_insert_with(|| {
            self.touched.push(row);
            self.slopes.push([0.0; WIDTH]);
            self.slopes.len() - 1
        });
        add_scaled(1.0, slope, &mut self.slopes[place]);
    }

    /// Takes a step and clears the gradient.
    pub fn step(&mut self, parameters: &mut Parameters, gradient: &mut Gradient, rate: f32) {
        self.steps += 1;
        let [first, second] = KEPT.map(|kept| 1.0 - kept.powi(self.steps));
        let rate = rate * second.sqrt() / first;
        let layers = parameters.layers.numbers_mut().into_iter().zip(gradient.layers.numbers_mut());
        let moments =
            self.means.layers.numbers_mut().into_iter().zip(self.squares.layers.numbers_mut());
        for ((numbers, slopes), (means, squares)) in layers.zip(moments) {
            update(numbers, slopes, means, squares, rate);
            slopes.fill(0.0);
        }
        for (row, slope) in self.touched.drain(..).zip(self.slopes.drain(..)) {
            let (means, squares) = (&mut self.means.table[row], &mut self.squares.table[row]);
            update(&mut parameters.table[row], &slope, means, squares, rate);
            self.places[row] = None;
        }
    }
}

fn update(numbers: &mut [f32], slopes: &[f32], means: &mut [f32], squares: &mut [f32], rate: f32) {
    let [first, second] = KEPT;
    let moments = means.iter_mut().zip(squares);
    for ((number, slope), (mean, square)) in numbers.iter_mut().zip(slopes).zip(moments) {
        *mean = first * *mean + (1.0 - first) * slope;
        *square = second * *square + (1.0 - second) * slope * slope;
        *number -= rate * *mean / (square.sqrt() + LEAST);
    }
}
