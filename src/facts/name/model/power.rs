//! Powers of two and their logarithms in plain sums and products: many at once where the
//! processor can, and the same bits on every machine.

/// Terms of the series of 2^x around 0: powers of ln 2 over factorials.
const TERMS: [f32; 7] = [
    1.0,
    std::f32::consts::LN_2,
    0.240_226_5,
    0.055_504_11,
    0.009_618_129,
    0.001_333_355_8,
    0.000_154_035_3,
];

/// No smaller powers are made: 10⁻¹⁸.
const LEAST: f32 = -60.0;

/// Where a float's fraction is next to its whole part: added, it rounds to a whole number.
const ROUNDING: f32 = 12_582_912.0;

/// 2^x for x up to 100, with an error of a few parts in 10⁷.
#[inline(always)]
pub fn exp2(x: f32) -> f32 {
    let x = x.max(LEAST);
    let shifted = x + ROUNDING;
    let part = x - (shifted - ROUNDING);
    let [a, b, c, d, e, f, g] = TERMS;
    let power = a + part * (b + part * (c + part * (d + part * (e + part * (f + part * g)))));
    // The whole part goes into the exponent.
    f32::from_bits(power.to_bits().wrapping_add(shifted.to_bits() << 23))
}

/// The bits of √½, from which on fractions are taken, so that they lie around 1.
const MIDDLE: u32 = 0x3f35_04f3;

/// The logarithm to base 2 of a normal positive number, with an error of a few parts in 10⁷.
#[inline(always)]
pub fn log2(x: f32) -> f32 {
    let above = x.to_bits().wrapping_sub(MIDDLE).cast_signed() >> 23;
    let fraction = f32::from_bits(x.to_bits().wrapping_sub((above << 23).cast_unsigned()));
    // The series of the inverse hyperbolic tangent.
    let part = (fraction - 1.0) / (fraction + 1.0);
    let square = part * part;
    let series = 1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0)));
    above as f32 + part * series * (2.0 * std::f32::consts::LOG2_E)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_those_of_the_library() {
        for step in -5_900..600 {
            let x = step as f32 / 100.0;
            let apart = exp2(x) / x.exp2() - 1.0;
            assert!(apart.abs() < 1e-6, "{x}: {apart}");
        }
        assert!(exp2(-1e30) < 1e-17 && exp2(-1e30) > 0.0);
    }

    #[test]
    fn logarithms_are_those_of_the_library() {
        for step in 1..20_000 {
            let x = step as f32 / 1_000.0;
            assert!((log2(x) - x.log2()).abs() < 2e-6, "{x}");
        }
        assert!((log2(1e-6) - 1e-6f32.log2()).abs() < 1e-5);
    }
}
