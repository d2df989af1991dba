//! The verdicts: from what the walk found, which sites move to the arena and how.
//!
//! A site follows its own fate, or that of the binding it is put into; a binding follows all of its
//! uses. One doubtful use keeps the binding, and every site that feeds it, on the heap.

use std::collections::{HashMap, HashSet};

use syn::Type;

use super::bindings::{BindingId, Container, Holds};
use super::fate::{Fate, NameId, Reason};
use super::site::{Shape, Site, SiteKind};
use super::walk::{Findings, Subject};
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
    /// How an expression in the arena is changed where it is used.
    pub(crate) uses: HashMap<ExprId, PlannedUse>,
    /// Patterns whose type annotation names the std type their value no longer has.
    pub(crate) retyped: HashSet<PatId>,
    /// The `let`s of keys that are looked up, beside which a `String` may have to stand.
    pub(crate) keys: HashMap<PatId, BindingId>,
    /// What stays on the heap, and why.
    pub(crate) kept: HashMap<ExprId, Kept>,
    /// What the user's code calls things that reasons speak of.
    names: Vec<String>,
}

impl Plan {
    pub(crate) fn is_empty(&self) -> bool {
        self.sites.is_empty()
    }

    pub(crate) fn name(&self, id: NameId) -> &str {
        &self.names[id.0]
    }
}

/// A site that stays on the heap.
pub(crate) struct Kept {
    pub(crate) reason: Reason,
    /// The variable whose uses keep it there, if it is put into one.
    pub(crate) binding: Option<String>,
    pub(crate) shape: Shape,
    /// A `format!` that is worth writing out on the heap too: it runs again and again, and the user has not
    /// asked for it to stay as it is.
    pub(crate) is_written_out: bool,
}

/// A site that moves to the arena.
pub(crate) struct PlannedSite {
    pub(crate) kind: SiteKind,
    pub(crate) route: Route,
    /// The std type written at the binding the site feeds.
    pub(crate) written_type: Option<Type>,
    /// Its items are in the arena as well, so that a written type is wrong about them.
    pub(crate) items_move: bool,
    /// Other sites give values to the same place, which must all be of one type.
    pub(crate) meets_others: bool,
}

/// What is written in place of a use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlannedUse {
    /// The value as the answer has it at its place.
    Answered,
    /// `&*value`, or `*value` behind a `&`.
    Lent { behind_reference: bool },
    /// `a == b`, of which one side cannot be seen.
    Equality { text_first: bool },
    /// `a < b`, likewise.
    Ordering,
    /// `map.get(&key)`, where `map` cannot be seen.
    LookedUp(LookedUp),
    /// `value.clone()`, which leaves the arena.
    Cloned,
    /// `value.unwrap_or_default()`, where the default is made in the arena.
    Defaulted,
}

/// A key that is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LookedUp {
    /// It has a name.
    Binding(BindingId),
    /// It is made where it is lent.
    Site,
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

pub(super) fn decide(findings: Findings) -> Plan {
    let mut standings = Standings {
        findings: &findings,
        known: HashMap::new(),
    };
    let mut plan = Plan::default();
    for site in &findings.sites {
        match standings.of_site(site) {
            Ok(planned) => {
                if let Fate::Lent { behind_reference } = site.fate {
                    let lent = PlannedUse::Lent { behind_reference };
                    plan.uses.insert(site.expr, lent);
                }
                plan.sites.insert(site.expr, planned);
            }
            Err(reason) => {
                let binding = match site.fate {
                    Fate::Bound(id) => findings.bindings.get(id).name.clone(),
                    _ => None,
                };
                let kept = Kept {
                    reason,
                    binding,
                    shape: site.shape,
                    is_written_out: site.kind == SiteKind::Format
                        && site.is_repeated
                        && !matches!(reason, Reason::KeptByUser | Reason::Skipped),
                };
                plan.kept.insert(site.expr, kept);
            }
        }
    }
    for id in findings.bindings.ids() {
        standings.plan_uses(id, &mut plan);
    }
    for (comparison, is_equality) in findings.comparisons() {
        if standings.subject_moves(comparison.subject, &plan) {
            let planned = if is_equality {
                PlannedUse::Equality {
                    text_first: comparison.text_first,
                }
            } else {
                PlannedUse::Ordering
            };
            plan.uses.insert(comparison.expr, planned);
        }
    }
    for lookup in &findings.lookups {
        if !standings.subject_moves(lookup.key, &plan) {
            continue;
        }
        let key = match lookup.key {
            Subject::Binding(id) => {
                let pat = findings.bindings.get(id).pat;
                plan.keys.extend(pat.map(|pat| (pat, id)));
                LookedUp::Binding(id)
            }
            Subject::Site(_) => LookedUp::Site,
        };
        plan.uses.insert(lookup.expr, PlannedUse::LookedUp(key));
    }
    for (asked, planned) in [
        (&findings.clones, PlannedUse::Cloned),
        (&findings.defaults, PlannedUse::Defaulted),
    ] {
        for (expr, id) in asked {
            if standings.moves(*id) {
                plan.uses.insert(*expr, planned);
            }
        }
    }
    plan.names = findings.names;
    plan
}

struct Standings<'f> {
    findings: &'f Findings,
    known: HashMap<BindingId, Standing>,
}

impl Standings<'_> {
    fn of_site(&mut self, site: &Site) -> Result<PlannedSite, Reason> {
        if let Some(reason) = site.kept {
            return Err(reason);
        }
        let mut written_type = None;
        let route = match site.fate {
            Fate::Bound(id) if site.shape.is_hashed() => {
                self.table_stays(id)?;
                let binding = self.findings.bindings.get(id);
                written_type.clone_from(&binding.written_type);
                Route::Temporary
            }
            Fate::Dropped | Fate::Borrowed | Fate::Lent { .. } => Route::Temporary,
            Fate::Answered => Route::Answered,
            Fate::Bound(id) if site.kind == SiteKind::OpenCollect => match self.of(id) {
                Standing::Answered if self.is_only_answered(id) => Route::Answered,
                Standing::Heap(reason) => return Err(reason),
                _ => return Err(Reason::FixedByDeclaration),
            },
            Fate::Bound(id) => match self.of(id) {
                Standing::Borrowed | Standing::Answered => {
                    let binding = self.findings.bindings.get(id);
                    written_type.clone_from(&binding.written_type);
                    Route::Temporary
                }
                Standing::Heap(reason) => return Err(reason),
            },
            Fate::PartOf(id) => match self.of(id) {
                // The field of a struct has its type from there.
                Standing::Answered if site.part_of.is_none() && self.items_are_looked_into(id) => {
                    return Err(Reason::LookedInto);
                }
                Standing::Answered => Route::Answered,
                Standing::Borrowed => {
                    let whole = self.findings.bindings.get(id);
                    let holds_items =
                        whole.shape == Some(Shape::Items) || whole.container == Container::Option;
                    let items = whole.items.filter(|_| holds_items);
                    match items.map(|items| self.of(items)) {
                        // Beside an answer that borrows there are structs that do, and an owned field gets an
                        // owned value.
                        _ if self.findings.answer_borrows
                            && matches!(site.part_of, Some(Reason::InStruct(_))) =>
                        {
                            Route::Answered
                        }
                        None => return Err(site.part_of.unwrap_or(Reason::InAggregate)),
                        Some(Standing::Borrowed) => Route::Temporary,
                        Some(Standing::Answered) => return Err(Reason::InAggregate),
                        Some(Standing::Heap(reason)) => return Err(reason),
                    }
                }
                // The innermost struct is the one to change first.
                Standing::Heap(Reason::InStruct(_) | Reason::ReturnedOwned)
                    if matches!(site.part_of, Some(Reason::InStruct(_))) =>
                {
                    return Err(site.part_of.unwrap_or(Reason::InAggregate));
                }
                Standing::Heap(reason) => return Err(reason),
            },
            Fate::Escapes(reason) => return Err(reason),
        };
        Ok(PlannedSite {
            kind: site.kind,
            route,
            written_type,
            items_move: site.items.is_some_and(|items| self.items_move(site, items)),
            meets_others: self.meets_others(site),
        })
    }

    /// Whether nothing else is done with the binding's value, which might need its type at once.
    fn is_only_answered(&mut self, id: BindingId) -> bool {
        let findings = self.findings;
        let mut uses = findings.bindings.get(id).uses.iter();
        uses.all(|used| self.is_answered(used.fate))
    }

    fn items_are_looked_into(&self, vector: BindingId) -> bool {
        let bindings = &self.findings.bindings;
        let items = bindings.get(vector).items;
        items.is_some_and(|items| bindings.get(items).is_looked_into)
    }

    fn meets_others(&self, site: &Site) -> bool {
        let place = match site.fate {
            Fate::Bound(_) | Fate::PartOf(_) => site.fate,
            _ => return false,
        };
        let sites = self.findings.sites.iter();
        sites.filter(|other| other.fate == place).count() > 1
    }

    /// Whether the items of a vector that stays a temporary are made in the arena too.
    fn items_move(&mut self, site: &Site, items: BindingId) -> bool {
        let stays = match site.fate {
            Fate::Bound(vector) => self.of(vector) == Standing::Borrowed,
            _ => false,
        };
        stays && self.moves(items)
    }

    /// Whether a map or set may be in the arena.
    fn table_stays(&mut self, id: BindingId) -> Result<(), Reason> {
        let binding = self.findings.bindings.get(id);
        if let Some(reason) = binding.table_leaves {
            return Err(reason);
        }
        if binding.has_other_source {
            return Err(Reason::MustUnify);
        }
        match self.of(id) {
            Standing::Borrowed => Ok(()),
            Standing::Answered => Err(Reason::OutOfSight),
            Standing::Heap(reason) => Err(reason),
        }
    }

    /// Whether the binding's value is in the arena.
    fn moves(&mut self, id: BindingId) -> bool {
        let is_shaped = self.findings.bindings.get(id).shape.is_some();
        is_shaped && !matches!(self.of(id), Standing::Heap(_))
    }

    fn subject_moves(&mut self, subject: Subject, plan: &Plan) -> bool {
        match subject {
            Subject::Binding(id) => self.moves(id),
            Subject::Site(expr) => plan.sites.contains_key(&expr),
        }
    }

    fn plan_uses(&mut self, id: BindingId, plan: &mut Plan) {
        let binding = self.findings.bindings.get(id);
        if matches!(binding.container, Container::Table(_)) && self.table_stays(id).is_ok() {
            if binding.written_type.is_some() {
                plan.retyped.extend(binding.pat);
            }
            return;
        }
        if !self.moves(id) || binding.holds == Holds::Items {
            return;
        }
        if binding.written_type.is_some() {
            plan.retyped.extend(binding.pat);
        }
        for used in &binding.uses {
            let planned = match used.fate {
                Fate::Lent { behind_reference } => PlannedUse::Lent { behind_reference },
                fate if self.is_answered(fate) => PlannedUse::Answered,
                _ => continue,
            };
            if let Some(expr) = used.expr {
                plan.uses.insert(expr, planned);
            }
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
        let must_be_sites = binding.shape.is_some()
            || binding.container == Container::Option
            || binding.holds == Holds::Items;
        if must_be_sites && binding.has_other_source {
            return Standing::Heap(Reason::MustUnify);
        }
        // Vectors of vectors are not followed to their innermost items.
        if binding.holds == Holds::Items && binding.shape != Some(Shape::Text) {
            return Standing::Heap(Reason::InAggregate);
        }
        let mut answered = false;
        for used in &binding.uses {
            match used.fate {
                Fate::Dropped | Fate::Borrowed | Fate::Lent { .. } => {}
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
