//! Claims of instructions a request, which CI checks.

use arena_workloads::{Variant, Workload};

use super::{Claim, Limit, Measured};
use crate::case::Case;
use crate::figures::{Instructions, ratio_to};
use crate::table::grouped;

/// The claims of instructions.
#[must_use]
pub fn of_instructions(instructions: Option<&Instructions>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for workload in Workload::HOT {
        claims.push(Claim::new(
            format!(
                "instructions: {}, borrowed / bumpalo by hand",
                workload.name()
            ),
            Limit::AtMost([1.0; 3]),
            |allocator| {
                let case = Case::usual(workload, Variant::Borrowed);
                Some(ratio_to(instructions?, allocator, case, Variant::Bumpalo)?.into())
            },
        ));
    }
    claims.push(Claim::new(
        "instructions: temporaries, annotated / plain",
        Limit::AtMost([0.90; 3]),
        |allocator| {
            let case = Case::usual(Workload::Temporaries, Variant::Annotated);
            Some(ratio_to(instructions?, allocator, case, Variant::Plain)?.into())
        },
    ));
    claims.push(Claim::new(
        "instructions: annotated / plain, the worst of all workloads but ok",
        Limit::AtMost([1.02; 3]),
        |allocator| {
            let workloads = Workload::ALL.into_iter();
            let of_all = workloads
                .filter(|&workload| workload != Workload::Ok)
                .filter_map(|workload| {
                    let case = Case::usual(workload, Variant::Annotated);
                    let ratio = ratio_to(instructions?, allocator, case, Variant::Plain)?;
                    Some((ratio.median, workload))
                });
            let (worst, workload) = of_all.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
            Some(Measured {
                value: worst,
                shown: format!("{worst:.3} ({})", workload.name()),
            })
        },
    ));
    claims.push(more_than_plain(
        instructions,
        "instructions: ok, annotated − plain",
        Variant::Annotated,
        Limit::AtMost([100.0; 3]),
    ));
    claims.push(more_than_plain(
        instructions,
        "instructions: ok, with a context it does not use − plain",
        Variant::WithContext,
        Limit::None,
    ));
    claims
}

fn more_than_plain(
    instructions: Option<&Instructions>,
    text: &str,
    variant: Variant,
    limit: Limit,
) -> Claim {
    Claim::new(text, limit, |allocator| {
        let of_allocator = instructions?.get(&allocator)?;
        let case = Case::usual(Workload::Ok, variant);
        let more = of_allocator.get(&case)? - of_allocator.get(&case.written(Variant::Plain))?;
        Some(Measured {
            value: more,
            shown: grouped(more),
        })
    })
}
