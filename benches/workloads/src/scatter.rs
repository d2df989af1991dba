//! Numbers that look random and are the same in every run.

/// `number` scattered over all of `u32` (a `SplitMix32` step).
pub(crate) fn scatter(number: u32) -> u32 {
    let mut scattered = number.wrapping_add(0x9e37_79b9);
    scattered = (scattered ^ (scattered >> 16)).wrapping_mul(0x21f0_aaad);
    scattered = (scattered ^ (scattered >> 15)).wrapping_mul(0x735a_2d97);
    scattered ^ (scattered >> 15)
}

/// One of `choices`, by `number`.
pub(crate) fn choose<T: Copy>(choices: &[T], number: u32) -> T {
    choices[scatter(number) as usize % choices.len()]
}
