use super::*;
use crate::document::Span;
use crate::facts::name::model::NameKind;
use crate::facts::name::neural::Network;
use crate::facts::name::training::{Annotated, Corpus, Gold};
use crate::facts::testing::document;

fn annotated(text: &str, names: &[(&str, NameKind)]) -> Annotated {
    let gold = names.iter().map(|(name, kind)| {
        let start = text.find(name).expect(name);
        Gold { span: Span::new(start, start + name.len()), kind: *kind }
    });
    Annotated { id: String::new(), gold: gold.collect(), document: document(text) }
}

fn sample() -> Vec<Annotated> {
    use NameKind::{Organisation, Person, Place};
    vec![
        annotated(
            "Maria Vonk joined Halden Steel in Norway. Vonk had led a bank there.",
            &[("Maria Vonk", Person), ("Halden Steel", Organisation), ("Norway", Place)],
        ),
        annotated(
            "The council of Elverum met Per Aasen on Monday.",
            &[("Elverum", Place), ("Per Aasen", Person)],
        ),
    ]
}

fn read(annotated: &Annotated) -> Example<'_> {
    Example::read(Corpus::Gum, annotated).remove(0)
}

#[test]
fn the_gradient_is_that_of_the_loss() {
    let documents = sample();
    let piece = Piece::new(&read(&documents[0])).cut(300).remove(0);
    let rows: Vec<Vec<u32>> = (0..piece.len()).map(|token| piece.rows(token).to_vec()).collect();
    let decoder = Decoder::new(&Transitions::default());
    let mut parameters = Parameters::random(&mut Random::new(7));
    let learn = |parameters: &Parameters, gradient: &mut Gradient| {
        let mut random = Random::new(3);
        Pass::new(parameters, &piece, &rows, Dropout::default(), &mut random)
            .learn(&decoder, gradient)
    };
    let fresh = || Gradient { layers: Layers::zeros(), vectors: Vec::new() };
    let mut gradient = fresh();
    let loss = learn(&parameters, &mut gradient);
    assert!(loss > 0.0);
    let step = 2e-3;
    let mut checked = 0;
    for list in 0..gradient.layers.numbers().len() {
        let slopes = gradient.layers.numbers()[list].to_vec();
        for index in (0..slopes.len()).step_by(slopes.len() / 9 + 1) {
            let mut moved = |by: f32| {
                parameters.layers.numbers_mut()[list][index] += by;
                let loss = learn(&parameters, &mut fresh());
                parameters.layers.numbers_mut()[list][index] -= by;
                loss
            };
            let found = (moved(step) - moved(-step)) / (2.0 * step);
            let told = slopes[index];
            assert!(
                (found - told).abs() < 0.02 + 0.05 * told.abs(),
                "list {list}, number {index}: {found} is not {told}"
            );
            checked += usize::from(told.abs() > 0.05);
        }
    }
    assert!(checked > 5, "only {checked} slopes were steep enough to tell");
    // The slope at a row is the sum of those at the tokens that have it.
    let row = piece.rows(0)[0] as usize;
    let told: f32 = (0..piece.len())
        .filter(|token| piece.rows(*token).contains(&(row as u32)))
        .map(|token| gradient.vectors[token][0])
        .sum();
    let mut moved = |by: f32| {
        parameters.table[row][0] += by;
        let loss = learn(&parameters, &mut fresh());
        parameters.table[row][0] -= by;
        loss
    };
    let found = (moved(step) - moved(-step)) / (2.0 * step);
    assert!((found - told).abs() < 0.02 + 0.05 * told.abs(), "{found} is not {told}");
}

#[test]
fn what_is_learned_is_known_and_the_same_each_time() {
    let documents = sample();
    let examples: Vec<Example<'_>> = documents.iter().map(read).collect();
    let examples: Vec<&Example<'_>> = examples.iter().collect();
    let settings =
        Settings { passes: 40, dropout: Dropout::default(), step_tokens: 1, ..Settings::default() };
    let bytes = train(&examples, &settings, |_, _| ());
    assert_eq!(bytes, train(&examples, &settings, |_, _| ()));
    let network = Network::read(&bytes).expect("a stored network");
    let decoder = Decoder::new(&Transitions::default());
    for example in examples {
        let scores = network.scores(&example.seen);
        assert_eq!(decoder.best(&scores), example.labels);
    }
    let nameless = annotated("No name stands here.", &[]);
    let labels = decoder.best(&network.scores(&read(&nameless).seen));
    assert!(labels.iter().all(|label| label.kind().is_none()));
}

#[test]
fn rounding_to_bytes_changes_scores_little() {
    let documents = sample();
    let parameters = Parameters::random(&mut Random::new(11));
    let bytes = quantise::stored(&parameters);
    let network = Network::read(&bytes).expect("a stored network");
    for annotated in &documents {
        let example = read(annotated);
        let piece = Piece::new(&example).cut(usize::MAX).remove(0);
        let rows: Vec<Vec<u32>> =
            (0..piece.len()).map(|token| piece.rows(token).to_vec()).collect();
        let pass = Pass::new(&parameters, &piece, &rows, Dropout::default(), &mut Random::new(1));
        let exact = pass.scores.iter();
        let rounded = network.scores(&example.seen);
        let weighed = (0..piece.len()).filter(|token| piece.is_weighed(*token));
        for (token, exact) in weighed.zip(exact) {
            let apart = |label: usize| exact[label] - rounded[token][label];
            let spread = (1..exact.len()).map(|label| (apart(label) - apart(0)).abs());
            assert!(spread.fold(0.0, f32::max) < 0.1);
        }
    }
}
