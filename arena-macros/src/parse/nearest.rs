//! Which known name somebody meant who wrote another.

/// The known name that is fewest mistakes away, if they are few.
pub(super) fn nearest<'n>(written: &str, known: &[&'n str]) -> Option<&'n str> {
    let limit = written.chars().count().div_ceil(3);
    known
        .iter()
        .map(|name| (distance(written, name), *name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// How many letters must be put in, taken out or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, known) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *known);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn a_slip_of_the_pen_is_seen_through() {
        let known = ["budget", "pool", "explain"];
        assert_eq!(nearest("buget", &known), Some("budget"));
        assert_eq!(nearest("explian", &known), Some("explain"));
        assert_eq!(nearest("pol", &known), Some("pool"));
        assert_eq!(nearest("colour", &known), None);
        assert_eq!(nearest("", &known), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
