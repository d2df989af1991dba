//! A generated body as a tree of statements, so that it can be printed and statements taken out of it.
//! Knows nothing of what the statements say.

/// A piece of a statement: text, or statements in the middle of it.
#[derive(Clone)]
pub enum Part {
    Text(String),
    Statements(Vec<Statement>),
}

pub type Statement = Vec<Part>;

/// A handler without its signature.
#[derive(Clone)]
pub struct Body {
    pub statements: Vec<Statement>,
    pub answer: Vec<Part>,
}

impl Body {
    pub fn print(&self) -> String {
        let mut out = String::new();
        print_statements(&self.statements, 1, &mut out);
        out.push_str("    ");
        print_parts(&self.answer, 1, &mut out);
        out.push('\n');
        out
    }

    /// How many statements there are, nested ones included.
    pub fn size(&self) -> usize {
        size_of_all(&self.statements) + size_of_parts(&self.answer)
    }

    /// Without statement `index`, counted from the outside in.
    pub fn without(&self, index: usize) -> Self {
        let mut body = self.clone();
        let mut left = index;
        if !remove(&mut body.statements, &mut left) {
            remove_from_parts(&mut body.answer, &mut left);
        }
        body
    }

    /// Without the first `end` statements of the outermost block.
    pub fn without_first(&self, end: usize) -> Self {
        let mut body = self.clone();
        body.statements.drain(..end.min(self.statements.len()));
        body
    }
}

fn print_statements(statements: &[Statement], depth: usize, out: &mut String) {
    for statement in statements {
        out.push_str(&"    ".repeat(depth));
        print_parts(statement, depth, out);
        out.push('\n');
    }
}

fn print_parts(parts: &[Part], depth: usize, out: &mut String) {
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Statements(statements) => {
                out.push('\n');
                print_statements(statements, depth + 1, out);
                out.push_str(&"    ".repeat(depth));
            }
        }
    }
}

fn size_of_all(statements: &[Statement]) -> usize {
    statements.iter().map(|one| 1 + size_of_parts(one)).sum()
}

fn size_of_parts(parts: &[Part]) -> usize {
    parts
        .iter()
        .map(|part| match part {
            Part::Text(_) => 0,
            Part::Statements(statements) => size_of_all(statements),
        })
        .sum()
}

fn remove(statements: &mut Vec<Statement>, left: &mut usize) -> bool {
    for index in 0..statements.len() {
        if *left == 0 {
            statements.remove(index);
            return true;
        }
        *left -= 1;
        if remove_from_parts(&mut statements[index], left) {
            return true;
        }
    }
    false
}

fn remove_from_parts(parts: &mut [Part], left: &mut usize) -> bool {
    parts.iter_mut().any(|part| match part {
        Part::Text(_) => false,
        Part::Statements(statements) => remove(statements, left),
    })
}
