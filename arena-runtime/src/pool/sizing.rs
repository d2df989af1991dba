//! How large the chunk is that a context keeps: what its requests need, within the pool's limit.
//!
//! An arena grows with the largest request it has seen, and its reset keeps the largest chunk. Here it is
//! decided when to begin again with a smaller one. Requests that need about the same find their chunk as it
//! was, so that in a steady state nothing is allocated.

use crate::arena::Usage;

/// Requests in a row that must have needed little before the chunk is halved.
const FIRST_PATIENCE: u32 = 64;
/// Halving that proves wrong doubles the patience, up to this.
const MOST_PATIENCE: u32 = 1 << 16;
/// A request needs little when this many of it would fit.
const LITTLE: usize = 4;
/// A chunk is up to a page larger than what was asked for, in bytes.
const CHUNK_SLACK: usize = 4096;

/// The limits that a context's chunk is kept within, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChunkLimits {
    /// What new contexts have; chunks are not made smaller than that.
    pub(super) initial: usize,
    /// What a context may keep.
    pub(super) most: usize,
}

/// What is remembered of a context's requests.
#[derive(Debug)]
pub(super) struct Sizing {
    /// The chunk that the context kept after the last request, in bytes.
    chunk: usize,
    /// Requests in a row that needed little of it.
    idle: u32,
    patience: u32,
    halved: bool,
    pub(super) limits: ChunkLimits,
}

impl Sizing {
    pub(super) fn new(chunk: usize, limits: ChunkLimits) -> Self {
        Self {
            limits,
            chunk,
            idle: 0,
            patience: FIRST_PATIENCE,
            halved: false,
        }
    }

    /// After a request that used `usage`, whose reset would keep `kept` bytes: the size to begin again with
    /// instead, if any.
    pub(super) fn after(&mut self, usage: Usage, kept: usize) -> Option<usize> {
        let limits = self.limits;
        if kept > limits.most {
            // Back to what was enough before.
            let largest = limits.most.saturating_sub(CHUNK_SLACK);
            self.chunk = self.chunk.max(limits.initial).min(largest);
            self.idle = 0;
            return Some(self.chunk);
        }
        if usage.allocated > self.chunk {
            // What a loop of temporaries needs shows only in that the chunk was too small.
            if std::mem::take(&mut self.halved) {
                self.patience = self.patience.saturating_mul(2).min(MOST_PATIENCE);
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
        if self.idle < self.patience {
            return None;
        }
        self.idle = 0;
        self.halved = true;
        self.chunk = half;
        Some(half)
    }

    /// Whether the chunk is as small as it gets, so that a request that needs none of it says nothing new.
    #[inline]
    pub(super) fn is_settled(&self) -> bool {
        self.chunk / 2 < self.limits.initial
    }

    /// The chunk that there is, in bytes.
    #[inline]
    pub(super) fn chunk(&self) -> usize {
        self.chunk
    }

    /// Takes note of the chunk that there is now.
    pub(super) fn settle(&mut self, chunk: usize) {
        self.chunk = chunk;
    }
}

#[cfg(test)]
mod tests {
    use super::{ChunkLimits, FIRST_PATIENCE, Sizing};
    use crate::arena::Usage;

    const LIMITS: ChunkLimits = ChunkLimits {
        initial: 1 << 14,
        most: 1 << 20,
    };

    fn request(used: usize, allocated: usize) -> Usage {
        Usage { used, allocated }
    }

    #[test]
    fn a_giant_leaves_what_was_there_before() {
        let mut sizing = Sizing::new(1 << 15, LIMITS);
        let giant = request(100 << 20, 128 << 20);
        assert_eq!(sizing.after(giant, 64 << 20), Some(1 << 15));
    }

    #[test]
    fn limits_that_contradict_each_other_settle() {
        let limits = ChunkLimits {
            initial: 1 << 20,
            most: 1 << 12,
        };
        let mut sizing = Sizing::new(1 << 20, limits);
        assert_eq!(sizing.after(request(0, 1 << 20), 1 << 20), Some(0));
        assert_eq!(sizing.after(request(64, 448), 448), None);
    }

    #[test]
    fn a_chunk_that_nobody_needs_is_halved_until_it_is_small() {
        let mut sizing = Sizing::new(1 << 19, LIMITS);
        let mut chunk = 1 << 19;
        for _ in 0..100 * FIRST_PATIENCE {
            if let Some(smaller) = sizing.after(request(100, chunk), chunk) {
                assert_eq!(smaller, chunk / 2);
                chunk = smaller;
            }
        }
        assert_eq!(chunk, LIMITS.initial);
    }

    #[test]
    fn what_is_used_stays() {
        let mut sizing = Sizing::new(1 << 19, LIMITS);
        for _ in 0..100 * FIRST_PATIENCE {
            assert_eq!(sizing.after(request(1 << 18, 1 << 19), 1 << 19), None);
        }
    }

    #[test]
    fn loops_of_temporaries_are_halved_less_and_less() {
        let mut sizing = Sizing::new(1 << 16, LIMITS);
        let (mut chunk, mut halvings) = (1 << 16, 0);
        for _ in 0..100_000 {
            // Each needs a chunk of 64 KiB for the moment, and little at its end.
            let allocated = if chunk < 1 << 16 {
                chunk + (1 << 16)
            } else {
                chunk
            };
            if let Some(smaller) = sizing.after(request(100, allocated), chunk.max(1 << 16)) {
                halvings += 1;
                chunk = smaller;
            } else {
                chunk = 1 << 16;
            }
        }
        assert!(halvings < 15, "{halvings}");
    }
}
