//! Makes a failing body smaller: all bodies with one statement less are one chunk, of which one that still
//! fails is taken, until none does or time is up.

use std::time::{Duration, Instant};
use std::{collections::BTreeMap, io, path::Path};

use crate::chunk::Chunk;
use crate::compiler::{Built, Compiler};
use crate::handler::Handler;

const MOST_TIME: Duration = Duration::from_mins(4);

/// How a body fails.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The annotated twin does not compile.
    Compiles,
    /// The twins answer differently.
    Answers,
}

pub fn shrink(
    mut handler: Handler,
    failure: Failure,
    compiler: &Compiler,
    package: &str,
    file: &Path,
    seed: u64,
) -> io::Result<Handler> {
    let started = Instant::now();
    while started.elapsed() < MOST_TIME {
        let body = &handler.body;
        let mut bodies: Vec<_> = [2, 4]
            .map(|part| body.without_first(body.statements.len() * (part - 1) / part))
            .into();
        bodies.extend((0..body.size()).map(|index| body.without(index)));
        let smaller: Vec<_> = bodies
            .into_iter()
            .enumerate()
            .filter(|(_, body)| body.size() < handler.body.size())
            .map(|(number, body)| {
                (
                    number,
                    Handler {
                        body,
                        ..handler.clone()
                    },
                )
            })
            .collect();
        let failing = failing(&smaller, failure, compiler, package, file, seed)?;
        let best = smaller
            .into_iter()
            .filter(|(number, _)| failing.contains(number))
            .min_by_key(|(_, handler)| handler.body.size());
        match best {
            Some((_, smaller)) => handler = smaller,
            None => break,
        }
    }
    Ok(handler)
}

/// The numbers of those that fail like the first one.
fn failing(
    handlers: &[(usize, Handler)],
    failure: Failure,
    compiler: &Compiler,
    package: &str,
    file: &Path,
    seed: u64,
) -> io::Result<Vec<usize>> {
    let mut left = handlers.to_vec();
    let mut found = Vec::new();
    while !left.is_empty() {
        let chunk = Chunk::write(file, &left, seed)?;
        match compiler.build(&chunk, package)? {
            Built::Failed(failed) => {
                let mut sides: BTreeMap<usize, (bool, bool)> = BTreeMap::new();
                for (number, is_annotated) in failed.keys() {
                    let (plain, annotated) = sides.entry(*number).or_default();
                    if *is_annotated {
                        *annotated = true;
                    } else {
                        *plain = true;
                    }
                }
                left.retain(|(number, _)| !sides.contains_key(number));
                if failure == Failure::Compiles {
                    found.extend(
                        sides
                            .iter()
                            .filter(|(_, sides)| **sides == (false, true))
                            .map(|(n, _)| *n),
                    );
                }
            }
            Built::Program(_) if failure == Failure::Compiles => break,
            Built::Program(program) => {
                let performed = Compiler::run(&program)?;
                found.extend(performed.differences.into_keys());
                match performed.slow {
                    Some((number, _)) => left.retain(|(left, _)| *left != number),
                    None => break,
                }
            }
            Built::Broken(_) => break,
        }
    }
    Ok(found)
}
