//! Maps and sets: whether all that is asked of one that a site makes is asked by what std's and the arena's
//! have in common. What is put into it is followed as with any other container.

use syn::{Expr, ExprMethodCall};

use super::super::bindings::{BindingId, Container};
use super::super::fate::{Fate, Reason};
use super::super::known_methods;
use super::super::site::Shape;
use super::{Asked, Said, Walk};

impl Walk<'_> {
    /// What kind of table `expr` names, if it names one.
    pub(super) fn table_named_by(&self, expr: &Expr) -> Option<Shape> {
        match self.found.bindings.get(self.named_by(expr)?).container {
            Container::Table(shape) => Some(shape),
            _ => None,
        }
    }

    /// Walks a table of which something is asked that one in the arena does as well.
    pub(super) fn table(&mut self, table: &Expr) {
        self.said.asked = Asked::Agrees;
        self.expr(table, Fate::Borrowed);
    }

    /// Walks the receiver of a method that a table has on both sides. Returns `false` if it is not that.
    pub(super) fn table_is_asked(
        &mut self,
        call: &ExprMethodCall,
        method: &str,
        said: Said,
    ) -> bool {
        let Some(shape) = self.table_named_by(&call.receiver) else {
            return false;
        };
        let stays = known_methods::agrees(shape, method)
            || (shape == Shape::Map && method == "entry" && said.asked == Asked::UsesUp);
        if stays {
            self.table(&call.receiver);
        } else if let Some(id) = self.named_by(&call.receiver) {
            let name = self.name(&method);
            self.let_table_go(id, Fate::Escapes(Reason::UnknownMethod(name)));
        }
        stays
    }

    /// A use that may want std's table.
    pub(super) fn let_table_go(&mut self, id: BindingId, fate: Fate) {
        let reason = match fate {
            Fate::Escapes(reason) => reason,
            _ => Reason::OutOfSight,
        };
        self.found
            .bindings
            .get_mut(id)
            .table_leaves
            .get_or_insert(reason);
    }
}
