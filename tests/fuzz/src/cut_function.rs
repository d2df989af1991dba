//! A valid function, typed up to some token.

use arbitrary::{Arbitrary, Result, Unstructured};

use crate::cuts::{count, cut};
use crate::handlers::HANDLERS;
use crate::{Case, Function};

pub struct CutFunction(pub Case);

impl std::fmt::Debug for CutFunction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Arbitrary<'_> for CutFunction {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        let length: usize = u.arbitrary()?;
        let Case { options, item } = if u.ratio(1, 4)? {
            let (options, function) = u.choose(&HANDLERS)?;
            Case::read(options, function)
        } else {
            Function::arbitrary(u)?.0
        };
        let item = cut(&item, length % (count(&item) + 1));
        Ok(Self(Case { options, item }))
    }
}
