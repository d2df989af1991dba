//! The verdicts: from what the walk found, which sites move to the arena and how.
//!
//! A site follows its own fate, or that of the binding it is put into; a binding follows all of its
//! uses. One doubtful use keeps the binding, and every site that feeds it, on the heap.

use std::collections::{HashMap, HashSet};

use syn::Type;

use super::bindings::BindingId;
use super::fate::{Fate, Reason};
use super::site::{Site, SiteKind};
use super::walk::Findings;
use super::{ExprId, PatId};

/// How a site that moves to the arena gives its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// As an arena string or vector.
    Temporary,
    /// As whatever type the answer has at its place, owned or borrowed from the arena.
    Answered,
}

/// What the rewriting has to do.
#[derive(Default)]
pub(crate) struct Plan {
    /// The sites that move to the arena.
    pub(crate) sites: HashMap<ExprId, PlannedSite>,
    /// Mentions of bindings in the arena whose value goes to the answer there.
    pub(crate) answered_moves: HashSet<ExprId>,
    /// Patterns whose type annotation names the std type their value no longer has.
    pub(crate) retyped: HashSet<PatId>,
    /// What stays on the heap, and why.
    pub(crate) kept: HashMap<ExprId, Reason>,
}

impl Plan {
    pub(crate) fn is_empty(&self) -> bool {
        self.sites.is_empty()
    }
}

/// A site that moves to the arena.
pub(crate) struct PlannedSite {
    pub(crate) kind: SiteKind,
    pub(crate) route: Route,
    /// The std type written at the binding the site feeds.
    pub(crate) written_type: Option<Type>,
}

/// What all uses of a binding allow for its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// It never leaves: references are taken of it until it dies.
    Borrowed,
    /// It goes to the answer.
    Answered,
    Heap(Reason),
}

pub(super) fn decide(findings: &Findings) -> Plan {
    let mut standings = Standings {
        findings,
        known: HashMap::new(),
    };
    let mut plan = Plan::default();
    for site in &findings.sites {
        match standings.of_site(site) {
            Ok((route, written_type)) => {
                let planned = PlannedSite {
                    kind: site.kind,
                    route,
                    written_type,
                };
                plan.sites.insert(site.expr, planned);
            }
            Err(reason) => {
                plan.kept.insert(site.expr, reason);
            }
        }
    }
    for id in findings.bindings.ids() {
        let binding = findings.bindings.get(id);
        let standing = standings.of(id);
        if binding.shape.is_none() || matches!(standing, Standing::Heap(_)) {
            continue;
        }
        if binding.written_type.is_some() {
            plan.retyped.insert(binding.pat);
        }
        let answered = binding
            .uses
            .iter()
            .filter(|used| standings.is_answered(used.fate))
            .filter_map(|used| used.expr);
        plan.answered_moves.extend(answered);
    }
    plan
}

struct Standings<'f> {
    findings: &'f Findings,
    known: HashMap<BindingId, Standing>,
}

impl Standings<'_> {
    fn of_site(&mut self, site: &Site) -> Result<(Route, Option<Type>), Reason> {
        if site.in_closure {
            return Err(Reason::InClosure);
        }
        match site.fate {
            Fate::Dropped | Fate::Borrowed => Ok((Route::Temporary, None)),
            Fate::Answered => Ok((Route::Answered, None)),
            Fate::Bound(id) => match self.of(id) {
                Standing::Borrowed | Standing::Answered => {
                    let written = self.findings.bindings.get(id).written_type.clone();
                    Ok((Route::Temporary, written))
                }
                Standing::Heap(reason) => Err(reason),
            },
            Fate::PartOf(id) => match self.of(id) {
                Standing::Answered => Ok((Route::Answered, None)),
                Standing::Borrowed => Err(Reason::InAggregate),
                Standing::Heap(reason) => Err(reason),
            },
            Fate::Escapes(reason) => Err(reason),
        }
    }

    fn is_answered(&mut self, fate: Fate) -> bool {
        match fate {
            Fate::Answered => true,
            Fate::PartOf(id) => self.of(id) == Standing::Answered,
            _ => false,
        }
    }

    fn of(&mut self, id: BindingId) -> Standing {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        // While it is worked out, a binding that flows into itself is no reason against it.
        self.known.insert(id, Standing::Borrowed);
        let standing = self.work_out(id);
        self.known.insert(id, standing);
        standing
    }

    fn work_out(&mut self, id: BindingId) -> Standing {
        let findings = self.findings;
        let binding = findings.bindings.get(id);
        if let Some(reason) = binding.pinned {
            return Standing::Heap(reason);
        }
        if binding.shape.is_some() && binding.has_other_source {
            return Standing::Heap(Reason::MustUnify);
        }
        let mut answered = false;
        for used in &binding.uses {
            match used.fate {
                Fate::Dropped | Fate::Borrowed => {}
                Fate::Answered => answered = true,
                Fate::Bound(next) => match self.of(next) {
                    Standing::Borrowed => {}
                    Standing::Answered => answered = true,
                    heap @ Standing::Heap(_) => return heap,
                },
                Fate::PartOf(whole) => match self.of(whole) {
                    Standing::Answered => answered = true,
                    Standing::Borrowed => return Standing::Heap(Reason::InAggregate),
                    heap @ Standing::Heap(_) => return heap,
                },
                Fate::Escapes(reason) => return Standing::Heap(reason),
            }
        }
        if answered {
            Standing::Answered
        } else {
            Standing::Borrowed
        }
    }
}
