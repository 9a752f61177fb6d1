//! Drawing the lines of a conversation, changing only what differs.

use super::Perspective;
use super::bubble::{draw, progress};
use super::lines::{Block, Line};
use crate::Locale;
use crate::kit::Day;
use crate::kit::dom::element;
use kefu_client::Delivery;
use kefu_contract::ConversationId;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Everything besides the lines that decides how they look. When it changes, all is drawn anew.
#[derive(Clone, PartialEq)]
pub(super) struct Look {
    pub(super) conversation: Option<ConversationId>,
    pub(super) perspective: Perspective,
    pub(super) locale: Locale,
    pub(super) today: Day,
    pub(super) yesterday: Day,
}

/// What is drawn at the moment.
pub(super) struct Painter {
    root: Element,
    look: Option<Look>,
    blocks: Vec<PaintedBlock>,
}

struct PaintedBlock {
    key: u64,
    element: Element,
    lines: Vec<PaintedLine>,
}

struct PaintedLine {
    line: Line,
    element: Element,
}

impl Painter {
    /// Draws into `root`, which belongs to the painter from now on.
    pub(super) fn new(root: Element) -> Self {
        Self { root, look: None, blocks: Vec::new() }
    }

    /// Whether no message is drawn.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The first message that reaches below `edge` (in the coordinates of the window), and where it stands.
    pub(super) fn first_below(&self, edge: f64) -> Option<(String, f64)> {
        // Not asking every message: those of a block that is not laid out would have to be.
        let blocks = self.blocks.iter().filter(|b| b.element.get_bounding_client_rect().bottom() > edge);
        blocks.flat_map(|block| &block.lines).find_map(|line| {
            let place = line.bubble().get_bounding_client_rect();
            (place.bottom() > edge).then(|| (line.line.row.key.clone(), place.top()))
        })
    }

    /// Where a message stands now.
    pub(super) fn top_of(&self, key: &str) -> Option<f64> {
        let find = |block: &PaintedBlock| {
            block.lines.iter().find(|l| l.line.row.key == key).map(PaintedLine::bubble)
        };
        self.blocks.iter().find_map(find).map(|bubble| bubble.get_bounding_client_rect().top())
    }

    /// Brings the document in line with `blocks`, which are ordered by key. Tells `failed` why a
    /// message that was on screen has failed since.
    pub(super) fn paint(&mut self, look: Look, blocks: Vec<Block>, failed: &dyn Fn(&str)) {
        let mut heights = Vec::new();
        if self.look.as_ref() != Some(&look) {
            heights.extend(self.blocks.iter().map(PaintedBlock::height));
            self.root.set_text_content(None);
            self.blocks.clear();
            self.look = Some(look.clone());
        }
        let mut old = std::mem::take(&mut self.blocks);
        for block in blocks {
            let mut painted = match old.iter().position(|p| p.key == block.key) {
                Some(at) => {
                    old.drain(..at).for_each(|gone| gone.element.remove());
                    old.remove(0)
                }
                None => {
                    let element = element("div", "kefu-block");
                    let next = old.iter().find(|p| p.key > block.key).map(|p| &p.element);
                    let _ = self.root.insert_before(&element, next.map(AsRef::as_ref));
                    // Drawn anew, a block off screen is as high as before until it is laid out again; what is on
                    // screen would move otherwise.
                    if let Some((_, height)) = heights.iter().find(|(key, _)| *key == block.key) {
                        let height = ["auto ", &height.to_string(), "px"].concat();
                        set_style(&element, "contain-intrinsic-block-size", &height);
                    }
                    PaintedBlock { key: block.key, element, lines: Vec::new() }
                }
            };
            painted.take(&look, block.lines, failed);
            self.blocks.push(painted);
        }
        old.iter().for_each(|gone| gone.element.remove());
    }
}

/// Sets a property of an element; one that the browser does not know has no effect.
fn set_style(element: &Element, name: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.style().set_property(name, value);
    }
}

impl PaintedBlock {
    /// Its key, and how high it is in whole pixels.
    fn height(&self) -> (u64, i32) {
        (self.key, self.element.get_bounding_client_rect().height() as i32)
    }

    fn take(&mut self, look: &Look, lines: Vec<Line>, failed: &dyn Fn(&str)) {
        // What the style sheet estimates the height of a block by that is not laid out.
        if lines.len() != self.lines.len() {
            set_style(&self.element, "--k-lines", &lines.len().to_string());
        }
        let mut old = std::mem::take(&mut self.lines);
        let mut place = self.element.first_element_child();
        for line in lines {
            let known = old.iter().position(|p| p.line.row.key == line.row.key);
            let painted = match known.map(|at| old.remove(at)) {
                Some(mut painted) => {
                    let former = painted.element.clone();
                    painted.change(look, line, failed);
                    if painted.element != former {
                        if place.as_ref() == Some(&former) {
                            place = Some(painted.element.clone());
                        }
                        let _ = former.replace_with_with_node_1(&painted.element);
                    }
                    painted
                }
                None => PaintedLine { element: draw(look, &line), line },
            };
            if place.as_ref() == Some(&painted.element) {
                place = painted.element.next_element_sibling();
            } else {
                let _ = self.element.insert_before(&painted.element, place.as_ref().map(AsRef::as_ref));
            }
            self.lines.push(painted);
        }
        old.iter().for_each(|gone| gone.element.remove());
    }
}

impl PaintedLine {
    /// The bubble or notice, without the heading above and the time beneath, which come and go.
    fn bubble(&self) -> Element {
        self.element.query_selector("[data-message]").ok().flatten().unwrap_or_else(|| self.element.clone())
    }

    fn change(&mut self, look: &Look, line: Line, failed: &dyn Fn(&str)) {
        if self.line == line {
            return;
        }
        let only_progress = {
            let mut former = self.line.clone();
            former.row.delivery.clone_from(&line.row.delivery);
            former.row.id.clone_from(&line.row.id);
            former.row.position = line.row.position;
            former.row.at = line.row.at;
            former.time = line.time;
            former.tail = line.tail;
            former == line
        };
        match (failure_of(&self.line), failure_of(&line)) {
            (None, None) if only_progress => progress(look, &line, &self.element),
            (former, now) => {
                if let (None, Some(reason)) = (former, now) {
                    failed(reason);
                }
                self.element = draw(look, &line);
            }
        }
        self.line = line;
    }
}

fn failure_of(line: &Line) -> Option<&str> {
    match &line.row.delivery {
        Some(Delivery::Failed(reason)) => Some(reason),
        _ => None,
    }
}
