//! How often each rule was used, so that nobody believes in a shape that never came up.

use std::collections::BTreeMap;

use crate::rules;

#[derive(Default)]
pub struct Coverage(BTreeMap<&'static str, usize>);

impl Coverage {
    pub fn add(&mut self, labels: &[&'static str]) {
        for label in labels {
            *self.0.entry(label).or_default() += 1;
        }
    }

    pub fn print(&self, in_full: bool) {
        let labels: Vec<_> = rules::all().map(|rule| rule.label).collect();
        let missing: Vec<_> = labels
            .iter()
            .filter(|label| !self.0.contains_key(*label))
            .collect();
        let sites: usize = self
            .0
            .iter()
            .filter(|(label, _)| label.starts_with("site "))
            .map(|(_, n)| n)
            .sum();
        let all: usize = self.0.values().sum();
        println!(
            "coverage: {} of {} rules, {sites} sites, {all} uses of rules",
            labels.len() - missing.len(),
            labels.len()
        );
        if in_full {
            for (label, count) in &self.0 {
                println!("  {count:>7} {label}");
            }
        }
        if !missing.is_empty() {
            println!("  never: {missing:?}");
        }
    }
}
