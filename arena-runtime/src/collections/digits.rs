//! Decimal digits of integers, written where they are to stand.
//!
//! Other than a library's, these know how much room there is, and fill it: so no copy follows, and leading
//! zeros come of themselves.

use std::mem::{self, MaybeUninit};

/// The digits of the numbers below a hundred.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut at = 0;
    let (mut tens, mut ones) = (b'0', b'0');
    while at < pairs.len() {
        pairs[at] = [tens, ones];
        at += 1;
        ones += 1;
        if ones > b'9' {
            (tens, ones) = (tens + 1, b'0');
        }
    }
    pairs
};

/// As many of a `u128`'s digits as always fit in a `u64`.
const LOW_DIGITS: usize = 19;
const LOW: u128 = 10_u128.pow(19);

/// The powers of ten that fit in a `u64`.
const POWERS: [u64; 20] = {
    let mut powers = [1; 20];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

/// How many digits `number` has.
#[inline]
pub(crate) fn count(number: u128) -> usize {
    let Ok(number) = u64::try_from(number) else {
        return count_wide(number);
    };
    // As `ilog10` has it, but in few instructions: 1233 / 4096 is the logarithm of two, as exact as it takes for
    // 64 bits, and the estimate one too small or right. Zero has a digit too.
    let bits = u64::BITS - (number | 1).leading_zeros();
    let estimate = (bits as usize * 1233) >> 12;
    estimate + usize::from(number | 1 >= POWERS[estimate])
}

#[cold]
#[inline(never)]
fn count_wide(number: u128) -> usize {
    number.ilog10() as usize + 1
}

/// Fills all of `room`, which is not too small, with `number`, zeros before it, and a minus before these if it
/// is to be negative.
#[inline]
pub(crate) fn fill(room: &mut [MaybeUninit<u8>], number: u128, is_negative: bool) {
    match u64::try_from(number) {
        Ok(number) => fill_narrow(room, number, is_negative),
        Err(_) => fill_wide(room, number, is_negative),
    }
}

#[inline(never)]
fn fill_narrow(mut room: &mut [MaybeUninit<u8>], mut number: u64, is_negative: bool) {
    if is_negative {
        room = after_minus(room);
    }
    while room.len() >= 2 {
        let Some((before, pair)) = mem::take(&mut room).split_last_chunk_mut() else {
            return;
        };
        *pair = PAIRS[(number % 100) as usize].map(MaybeUninit::new);
        number /= 100;
        room = before;
    }
    if let [first] = room {
        let [_, ones] = PAIRS[number.min(99) as usize];
        first.write(ones);
    }
}

#[cold]
#[inline(never)]
fn fill_wide(mut room: &mut [MaybeUninit<u8>], number: u128, is_negative: bool) {
    if is_negative {
        room = after_minus(room);
    }
    let (before, low) = room.split_at_mut(room.len().saturating_sub(LOW_DIGITS));
    let rest = number % LOW;
    fill_narrow(low, u64::try_from(rest).unwrap_or_default(), false);
    fill(before, number / LOW, false);
}

fn after_minus(room: &mut [MaybeUninit<u8>]) -> &mut [MaybeUninit<u8>] {
    match room {
        [first, rest @ ..] => {
            first.write(b'-');
            rest
        }
        [] => room,
    }
}

#[cfg(test)]
mod tests {
    use super::{count, fill};
    use std::mem::MaybeUninit;

    #[test]
    fn digits_are_those_of_display() {
        let powers = (0..=38).map(|exponent| 10_u128.pow(exponent));
        let edges = [
            0,
            1,
            42,
            u64::MAX.into(),
            u128::from(u64::MAX) + 1,
            u128::MAX,
        ];
        let around = powers.flat_map(|power| [power - 1, power, power + 1]);
        for number in edges.into_iter().chain(around) {
            let plain = number.to_string();
            assert_eq!(count(number), plain.len(), "{number}");
            for zeros in 0..4 {
                let mut room = vec![MaybeUninit::new(b'?'); plain.len() + zeros];
                fill(&mut room, number, false);
                // SAFETY: written when it was made.
                let filled = room.iter().map(|byte| unsafe { byte.assume_init() });
                let text = String::from_utf8(filled.collect()).unwrap();
                assert_eq!(text, format!("{}{plain}", "0".repeat(zeros)));
                let mut room = vec![MaybeUninit::new(b'?'); plain.len() + zeros + 1];
                fill(&mut room, number, true);
                // SAFETY: as above.
                let filled = room.iter().map(|byte| unsafe { byte.assume_init() });
                assert_eq!(
                    String::from_utf8(filled.collect()).unwrap(),
                    format!("-{text}")
                );
            }
        }
    }
}
