//! How large a chunk is that goes from request to request: what they need, within its keeper's limit.
//!
//! An arena grows with the request it serves, and its reset keeps the largest chunk. Here it is decided when
//! to begin again with a smaller one. Requests that need about the same find their chunk as it was, so that
//! in a steady state nothing is allocated.

use super::Usage;

/// Requests in a row that must have needed little before the chunk is halved: 2 to the power of this.
const FIRST_PATIENCE: u8 = 6;
/// Halving that proves wrong doubles the patience, up to 2 to the power of this.
const MOST_PATIENCE: u8 = 16;
/// A request needs little when this many of it would fit.
const LITTLE: usize = 4;
/// A chunk is up to a page larger than what was asked for, in bytes.
const CHUNK_SLACK: usize = 4096;

/// The limits that a chunk is kept within, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ChunkLimits {
    /// What new chunks have; they are not made smaller than that.
    pub(crate) initial: usize,
    /// What may be kept.
    pub(crate) most: usize,
}

/// What is remembered of the requests that a chunk has served.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizing {
    /// What was kept after the last request, in bytes.
    chunk: usize,
    /// Requests in a row that needed little of it.
    idle: u32,
    /// How many of them it takes, as a power of 2. Small, for all this is moved to and fro with each request.
    patience: u8,
    halved: bool,
}

impl Sizing {
    pub(crate) fn new(chunk: usize) -> Self {
        Self {
            chunk,
            idle: 0,
            patience: FIRST_PATIENCE,
            halved: false,
        }
    }

    /// After a request that used `usage`, whose reset would keep `kept` bytes: the size to begin again with
    /// instead, if any.
    pub(crate) fn after(
        &mut self,
        usage: Usage,
        kept: usize,
        limits: ChunkLimits,
    ) -> Option<usize> {
        if kept > limits.most {
            let largest = limits.most.saturating_sub(CHUNK_SLACK);
            // What was used, if that may be kept; else back to what was enough before.
            let wanted = if usage.used <= largest {
                usage.used.next_power_of_two()
            } else {
                0
            };
            self.chunk = self.chunk.max(limits.initial).max(wanted).min(largest);
            self.idle = 0;
            return Some(self.chunk);
        }
        if usage.allocated > self.chunk {
            // What a loop of temporaries needs shows only in that the chunk was too small.
            if std::mem::take(&mut self.halved) {
                self.patience = (self.patience + 1).min(MOST_PATIENCE);
            }
            self.chunk = kept;
            self.idle = 0;
            return None;
        }
        let half = self.chunk / 2;
        if usage.used > self.chunk / LITTLE || half < limits.initial {
            self.idle = 0;
            return None;
        }
        self.idle += 1;
        if self.idle < 1 << self.patience {
            return None;
        }
        self.idle = 0;
        self.halved = true;
        self.chunk = half;
        Some(half)
    }

    /// Takes note of the chunk that there is now.
    pub(crate) fn settle(&mut self, chunk: usize) {
        self.chunk = chunk;
    }
}

#[cfg(test)]
mod tests {
    use super::{ChunkLimits, FIRST_PATIENCE, Sizing, Usage};

    const LIMITS: ChunkLimits = ChunkLimits {
        initial: 1 << 14,
        most: 1 << 20,
    };

    fn request(used: usize, allocated: usize) -> Usage {
        Usage { used, allocated }
    }

    #[test]
    fn a_giant_leaves_what_was_there_before() {
        let mut sizing = Sizing::new(1 << 15);
        let giant = request(100 << 20, 128 << 20);
        assert_eq!(sizing.after(giant, 64 << 20, LIMITS), Some(1 << 15));
    }

    #[test]
    fn what_is_used_is_had_in_one_chunk_next_time_if_it_may_be_kept() {
        // As the bump grows, the last chunk is up to twice as large as all that was used.
        let mut sizing = Sizing::new(1 << 14);
        let large = request(600 << 10, 1100 << 10);
        let kept = sizing.after(large, (1 << 20) + 4096, LIMITS).unwrap();
        assert!(large.used <= kept && kept <= LIMITS.most);
        sizing.settle(kept);
        assert_eq!(sizing.after(request(600 << 10, kept), kept, LIMITS), None);
    }

    #[test]
    fn limits_that_contradict_each_other_settle() {
        let limits = ChunkLimits {
            initial: 1 << 20,
            most: 1 << 12,
        };
        let mut sizing = Sizing::new(1 << 20);
        assert_eq!(sizing.after(request(0, 1 << 20), 1 << 20, limits), Some(0));
        assert_eq!(sizing.after(request(64, 448), 448, limits), None);
    }

    #[test]
    fn a_chunk_that_nobody_needs_is_halved_until_it_is_small() {
        let mut sizing = Sizing::new(1 << 19);
        let mut chunk = 1 << 19;
        for _ in 0..100 << FIRST_PATIENCE {
            if let Some(smaller) = sizing.after(request(100, chunk), chunk, LIMITS) {
                assert_eq!(smaller, chunk / 2);
                chunk = smaller;
            }
        }
        assert_eq!(chunk, LIMITS.initial);
    }

    #[test]
    fn what_is_used_stays() {
        let mut sizing = Sizing::new(1 << 19);
        for _ in 0..100 << FIRST_PATIENCE {
            assert_eq!(
                sizing.after(request(1 << 18, 1 << 19), 1 << 19, LIMITS),
                None
            );
        }
    }

    #[test]
    fn loops_of_temporaries_are_halved_less_and_less() {
        let mut sizing = Sizing::new(1 << 16);
        let (mut chunk, mut halvings) = (1 << 16, 0);
        for _ in 0..100_000 {
            // Each needs a chunk of 64 KiB for the moment, and little at its end.
            let allocated = if chunk < 1 << 16 {
                chunk + (1 << 16)
            } else {
                chunk
            };
            if let Some(smaller) = sizing.after(request(100, allocated), chunk.max(1 << 16), LIMITS)
            {
                halvings += 1;
                chunk = smaller;
            } else {
                chunk = 1 << 16;
            }
        }
        assert!(halvings < 15, "{halvings}");
    }
}
