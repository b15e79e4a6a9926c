//! Tables.

use super::compositor::Compositor;
use super::settle::is_empty;
use super::tree::Id;
use html5ever::local_name;
use newsprint::edition::{Block, Inline, TableCell, TableRow};

/// How many columns or rows a cell may span: what is more is a slip or an attack.
const WIDEST: usize = 100;

/// How many cells of a text may stay empty because others span them: a few letters make a hundred
/// of them in each of a hundred rows.
pub(super) const MOST_SPANNED: usize = 100_000;

impl Compositor<'_> {
    pub(super) fn table(&mut self, id: Id, depth: usize, out: &mut Vec<Block>) {
        let mut caption = Vec::new();
        let mut head = Vec::new();
        let mut rows = Vec::new();
        // For each column, in how many more rows a cell from above takes the place.
        let mut hanging: Vec<usize> = Vec::new();
        for (row, in_head) in self.rows(id, &mut caption) {
            let is_head = (in_head || self.is_head(row)) && head.is_empty() && rows.is_empty();
            let mut cells = self.cells(row, depth, &mut hanging);
            if is_head {
                cells.iter_mut().for_each(|cell| cell.header = false);
                head = cells;
            } else if !cells.is_empty() {
                rows.push(TableRow(cells));
            }
        }
        name_rows(&head, &mut rows);
        let widest = rows.iter().map(|row| row.0.len()).max().unwrap_or_default();
        while !head.is_empty() && head.len() < widest {
            head.push(TableCell::default());
        }
        if !head.is_empty() || !rows.is_empty() {
            out.push(Block::Table { caption, head, rows });
        }
    }

    /// The rows of a table, each with whether it stands in the head.
    fn rows(&mut self, id: Id, caption: &mut Vec<Inline>) -> Vec<(Id, bool)> {
        let mut rows = Vec::new();
        for &part in self.tree.children(id) {
            match self.tree.name(part).map_or("", |name| name) {
                "caption" => caption.extend(self.line(self.tree.children(part))),
                "tr" => rows.push((part, false)),
                name @ ("thead" | "tbody" | "tfoot") => {
                    let children = self.tree.children(part).iter();
                    let is_row = |id: &&Id| self.tree.name(**id).is_some_and(|n| **n == *"tr");
                    rows.extend(children.filter(is_row).map(|row| (*row, name == "thead")));
                }
                _ => {}
            }
        }
        rows
    }

    /// Whether a row holds nothing but heading cells, besides an empty corner.
    fn is_head(&self, row: Id) -> bool {
        let children = self.tree.children(row).iter();
        let mut cells = children.filter(|id| self.tree.name(**id).is_some()).peekable();
        let is_corner = |id: &&Id| {
            self.tree.name(**id).is_some_and(|name| **name == *"td")
                && self.tree.children(**id).is_empty()
        };
        cells.next_if(|id| is_corner(id));
        let mut names = cells.filter_map(|id| self.tree.name(*id)).peekable();
        names.peek().is_some() && names.all(|name| **name == *"th")
    }

    fn cells(&mut self, row: Id, depth: usize, hanging: &mut Vec<usize>) -> Vec<TableCell> {
        let mut cells: Vec<TableCell> = Vec::new();
        for &cell in self.tree.children(row) {
            let header = match self.tree.name(cell).map_or("", |name| name) {
                "th" => true,
                "td" => false,
                _ => continue,
            };
            fill(&mut cells, hanging);
            let (columns, rows) = self.spanned(cell);
            let align =
                self.tree.attribute(cell, &local_name!("align")).and_then(|align| match align {
                    "left" => Some("start"),
                    "center" => Some("center"),
                    "right" => Some("end"),
                    _ => None,
                });
            let align = align.map(str::to_owned);
            let content = self.cell(cell, depth);
            for column in 0..columns {
                let content = if column == 0 { content.clone() } else { Vec::new() };
                hang(hanging, cells.len(), rows - 1);
                let header = header && column == 0;
                cells.push(TableCell { align: align.clone(), header, content });
            }
        }
        fill(&mut cells, hanging);
        cells
    }

    /// Over how many columns and rows a cell goes.
    fn spanned(&mut self, cell: Id) -> (usize, usize) {
        let (columns, rows) = (self.spans(cell, "colspan"), self.spans(cell, "rowspan"));
        let others = columns * rows - 1;
        if others == 0 {
            return (1, 1);
        }
        let is_much = others > self.spanned;
        let message = match is_much {
            true => "the cells of this text span more than 100,000 others, and this one spans none",
            false => "a cell that spans others is set once; the others stay empty",
        };
        self.reporter
            .warning("press::body::table_span", self.tree.span(cell), message)
            .help("Write the table so that every row has the same columns.");
        if is_much {
            return (1, 1);
        }
        self.spanned -= others;
        (columns, rows)
    }

    fn spans(&self, cell: Id, name: &str) -> usize {
        let name = if name == "colspan" { local_name!("colspan") } else { local_name!("rowspan") };
        let number = self.tree.attribute(cell, &name).and_then(|text| text.trim().parse().ok());
        number.unwrap_or(1).clamp(1, WIDEST)
    }

    /// A cell holds a line; blocks inside it become lines of it.
    fn cell(&mut self, id: Id, depth: usize) -> Vec<Inline> {
        let mut content = Vec::new();
        for block in self.blocks(self.tree.children(id), depth) {
            if !content.is_empty() {
                content.push(Inline::Break);
            }
            match block {
                Block::Paragraph { content: line } => content.extend(line),
                Block::Image { mut image } => {
                    image.caption.clear();
                    content.push(Inline::Image { image });
                }
                other => {
                    self.reporter
                        .warning(
                            "press::body::block_in_cell",
                            self.tree.span(id),
                            "a table's cell holds only text; the words of what is in it are set",
                        )
                        .help("Put lists and the like below the table.");
                    content.extend(words_of(&other));
                }
            }
        }
        content
    }
}

/// Under a head, the first cell of a row says what the row is about: listeners are told it with
/// every other cell.
fn name_rows(head: &[TableCell], rows: &mut [TableRow]) {
    if head.len() < 2 || head.iter().all(|cell| cell.content.is_empty()) {
        return;
    }
    for first in rows.iter_mut().filter_map(|TableRow(cells)| cells.first_mut()) {
        first.header = !first.content.is_empty();
    }
}

/// Puts an empty cell under each cell from above.
fn fill(cells: &mut Vec<TableCell>, hanging: &mut [usize]) {
    while let Some(rows) = hanging.get_mut(cells.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        cells.push(TableCell::default());
    }
}

fn hang(hanging: &mut Vec<usize>, column: usize, rows: usize) {
    if hanging.len() <= column {
        hanging.resize(column + 1, 0);
    }
    hanging[column] = rows;
}

/// The lines of a block that cannot stand in a cell.
fn words_of(block: &Block) -> Vec<Inline> {
    let join = |lines: Vec<Vec<Inline>>| {
        let mut out: Vec<Inline> = Vec::new();
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            if !out.is_empty() {
                out.push(Inline::Break);
            }
            out.extend(line);
        }
        out
    };
    let of = |blocks: &[Block]| blocks.iter().map(words_of).collect::<Vec<_>>();
    let mut words = match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => content.clone(),
        Block::PullQuote { content, attribution, .. } => {
            join(vec![content.clone(), attribution.clone()])
        }
        Block::Image { image } => vec![Inline::Image { image: image.clone() }],
        Block::Gallery { images } => {
            images.iter().map(|image| Inline::Image { image: image.0.clone() }).collect()
        }
        Block::Quotation { content, attribution } => {
            let mut lines = of(content);
            lines.push(attribution.clone());
            join(lines)
        }
        Block::Note { content, .. } => join(of(content)),
        Block::Language { language, direction, block } => {
            let (language, direction) = (language.clone(), direction.clone());
            vec![Inline::Language { language, direction, content: words_of(block) }]
        }
        Block::List { items, .. } => {
            join(items.iter().flat_map(|item| of(&item.content)).collect())
        }
        Block::Code { text, .. } => vec![Inline::Code { text: text.clone() }],
        Block::Table { head, rows, .. } => {
            let rows = rows.iter().map(|row| row.0.as_slice());
            let lines = std::iter::once(head.as_slice()).chain(rows);
            join(lines.flatten().map(|cell| cell.content.clone()).collect())
        }
        Block::Embed { url, provider, title, .. } => {
            let title = if title.is_empty() { provider } else { title };
            vec![Inline::Link { href: url.clone(), content: vec![Inline::text(title)] }]
        }
        Block::Footnotes { .. } | Block::Separator | Block::Unknown => Vec::new(),
    };
    // A block may be empty, code for one; a line holds nothing that is.
    words.retain(|it| !is_empty(it));
    words
}
