//! What is in scope while a body grows: the variables, what borrows them, and what may be done here.
//! Keeps to rules a little stricter than the compiler's, so that what grows always compiles.

/// What a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `String`.
    Text,
    /// `String` in plain, whatever the answer holds when annotated: known uses only.
    Answer,
    /// Texts, vectors or rows bound for the answer.
    Answers,
    Numbers,
    Rows,
    /// `&str`, and `&&str`.
    Str,
    RefStr,
    /// `&String` or `&&String`.
    RefText,
    /// `usize`, `i64`, `bool`, `char`.
    Count,
    Int,
    Bool,
    Char,
    /// `Vec<String>`, `Vec<usize>`, `Vec<&str>`.
    Texts,
    Counts,
    Strs,
    /// `Option<String>`.
    Maybe,
    /// `HashMap<String, usize>`, `BTreeMap<String, usize>`, `HashSet<String>`.
    Map,
    Sorted,
    Set,
    /// `stage::Record`.
    Record,
}

impl Kind {
    pub fn named(name: &str) -> Self {
        match name {
            "text" => Self::Text,
            "answer" => Self::Answer,
            "answers" => Self::Answers,
            "numbers" => Self::Numbers,
            "rows" => Self::Rows,
            "str" => Self::Str,
            "refstr" => Self::RefStr,
            "reftext" => Self::RefText,
            "count" => Self::Count,
            "int" => Self::Int,
            "bool" => Self::Bool,
            "char" => Self::Char,
            "texts" => Self::Texts,
            "counts" => Self::Counts,
            "strs" => Self::Strs,
            "maybe" => Self::Maybe,
            "map" => Self::Map,
            "sorted" => Self::Sorted,
            "set" => Self::Set,
            "record" => Self::Record,
            other => panic!("no kind of variable is called {other}"),
        }
    }

    fn is_for_answer(self) -> bool {
        matches!(
            self,
            Self::Answer | Self::Answers | Self::Numbers | Self::Rows
        )
    }

    /// A variable of this kind keeps what its value was made from borrowed.
    fn borrows(self) -> bool {
        matches!(self, Self::Str | Self::RefStr | Self::RefText | Self::Strs)
    }
}

/// What a place in a body is inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Around {
    Block,
    Loop,
    Closure,
    Async,
    /// Where no `break` means a loop further out, and nothing is awaited.
    Wall,
    /// A macro whose arguments cannot be read: what goes to the answer is not mentioned in it.
    Unseen,
}

#[derive(Clone)]
struct Variable {
    name: String,
    kind: Kind,
    mutable: bool,
    moved: bool,
    /// How many variables borrow this one.
    borrowed: usize,
    borrows: Vec<usize>,
}

#[derive(Clone)]
struct Level {
    around: Around,
    /// Variables from here on are its own.
    start: usize,
}

#[derive(Clone)]
pub struct Scope {
    variables: Vec<Variable>,
    levels: Vec<Level>,
    /// Variables mentioned by the statements that are being written.
    mentioned: Vec<usize>,
    /// Variables that are borrowed mutably by the statements that are being written.
    exclusive: Vec<usize>,
}

impl Scope {
    pub fn new() -> Self {
        Self {
            variables: Vec::new(),
            levels: Vec::new(),
            mentioned: Vec::new(),
            exclusive: Vec::new(),
        }
    }

    pub fn open(&mut self, around: Around) {
        self.levels.push(Level {
            around,
            start: self.variables.len(),
        });
    }

    pub fn close(&mut self) {
        let level = self.levels.pop().expect("as many closed as opened");
        for gone in self.variables.split_off(level.start) {
            for index in gone.borrows {
                if let Some(lender) = self.variables.get_mut(index) {
                    lender.borrowed -= 1;
                }
            }
        }
        let left = self.variables.len();
        self.mentioned.retain(|index| *index < left);
        self.exclusive.retain(|index| *index < left);
    }

    pub fn is_inside(&self, around: Around) -> bool {
        self.levels.iter().any(|level| level.around == around)
    }

    /// Whether the innermost of loops, closures and `async` blocks is a loop.
    pub fn is_in_loop(&self) -> bool {
        let innermost = self
            .levels
            .iter()
            .rev()
            .find(|level| !matches!(level.around, Around::Block | Around::Unseen));
        innermost.is_some_and(|level| level.around == Around::Loop)
    }

    pub fn loops(&self) -> usize {
        self.levels
            .iter()
            .filter(|level| level.around == Around::Loop)
            .count()
    }

    /// Declares a variable; `since` is where the mentions of its value begin.
    pub fn declare(&mut self, name: String, kind: Kind, mutable: bool, since: usize) {
        let mut borrows = Vec::new();
        if kind.borrows() {
            borrows = self.mentioned[since.min(self.mentioned.len())..].to_vec();
            for index in &borrows {
                self.variables[*index].borrowed += 1;
                // What it borrows of others, it hands on.
            }
            let further: Vec<_> = borrows
                .iter()
                .flat_map(|index| self.variables[*index].borrows.clone())
                .collect();
            for index in &further {
                self.variables[*index].borrowed += 1;
            }
            borrows.extend(further);
        }
        self.variables.push(Variable {
            name,
            kind,
            mutable,
            moved: false,
            borrowed: 0,
            borrows,
        });
    }

    pub fn mentions(&self) -> usize {
        self.mentioned.len()
    }

    /// The mentions since `since` have done what they were for.
    pub fn forget_mentions(&mut self, since: usize) {
        self.mentioned.truncate(since);
    }

    pub fn exclusives(&self) -> usize {
        self.exclusive.len()
    }

    pub fn forget_exclusives(&mut self, since: usize) {
        self.exclusive.truncate(since);
    }

    fn is_hidden(&self, index: usize) -> bool {
        let name = &self.variables[index].name;
        self.variables[index + 1..]
            .iter()
            .any(|later| later.name == *name)
    }

    pub fn readable(&self, kinds: &[Kind]) -> Vec<usize> {
        let unseen = self.is_inside(Around::Unseen);
        (0..self.variables.len())
            .filter(|index| {
                let variable = &self.variables[*index];
                let is_out_of_reach = variable.moved
                    || (unseen && variable.kind.is_for_answer())
                    || self.is_hidden(*index)
                    || self.exclusive.contains(index);
                kinds.contains(&variable.kind) && !is_out_of_reach
            })
            .collect()
    }

    pub fn mutable(&self, kind: Kind) -> Vec<usize> {
        // An `async` block or a closure would keep what it changes borrowed.
        let own = self.start_of(&[Around::Closure, Around::Async]);
        let mut found = self.readable(&[kind]);
        found.retain(|index| {
            let variable = &self.variables[*index];
            variable.mutable
                && variable.borrowed == 0
                && *index >= own
                && !self.mentioned.contains(index)
        });
        found
    }

    pub fn movable(&self, kind: Kind) -> Vec<usize> {
        let own = self.start_of(&[Around::Loop, Around::Closure, Around::Async]);
        let mut found = self.readable(&[kind]);
        found.retain(|index| {
            self.variables[*index].borrowed == 0 && *index >= own && !self.mentioned.contains(index)
        });
        found
    }

    fn start_of(&self, around: &[Around]) -> usize {
        let innermost = self
            .levels
            .iter()
            .rev()
            .find(|level| around.contains(&level.around));
        innermost.map_or(0, |level| level.start)
    }

    pub fn read(&mut self, index: usize) -> String {
        self.mentioned.push(index);
        self.variables[index].name.clone()
    }

    pub fn change(&mut self, index: usize) -> String {
        self.exclusive.push(index);
        self.variables[index].name.clone()
    }

    /// To be given another value, which may be made of the old one.
    pub fn set(&mut self, index: usize) -> String {
        self.variables[index].name.clone()
    }

    pub fn take(&mut self, index: usize) -> String {
        self.variables[index].moved = true;
        self.variables[index].name.clone()
    }

    pub fn kind(&self, index: usize) -> Kind {
        self.variables[index].kind
    }

    pub fn name(&self, index: usize) -> &str {
        &self.variables[index].name
    }
}
