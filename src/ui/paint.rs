//! Putting text on the buffer. All text goes through the layout's glyphs, so that widths
//! agree with wrapping and no control character reaches the terminal.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::theme::Symbols;
use crate::app::areas::Area;
use crate::layout::{Glyph, Picture, glyphs, width};

/// A buffer to draw on.
pub(super) struct Canvas<'b> {
    buffer: &'b mut Buffer,
    symbols: Symbols,
}

impl<'b> Canvas<'b> {
    pub(super) fn new(buffer: &'b mut Buffer, symbols: Symbols) -> Self {
        Self { buffer, symbols }
    }

    /// Puts one glyph into its cells; what does not fit before `end` is left out.
    pub(super) fn glyph(
        &mut self,
        column: u16,
        row: u16,
        end: u16,
        glyph: &Glyph<'_>,
        style: Style,
    ) {
        let width = u16::from(glyph.width);
        if width == 0 || column.saturating_add(width) > end {
            return;
        }
        let mut letters = [0; 4];
        let shown = match glyph.picture {
            Picture::Text(text) => text,
            Picture::Symbol(symbol) => symbol.encode_utf8(&mut letters),
            Picture::Blank => " ",
            Picture::Nothing => return,
        };
        for offset in 0..width {
            let Some(cell) = self.buffer.cell_mut((column + offset, row)) else { return };
            if offset == 0 {
                cell.set_symbol(shown);
            } else {
                // The rest of a wide glyph belongs to its first cell.
                cell.reset();
                if matches!(glyph.picture, Picture::Blank) {
                    cell.set_symbol(" ");
                }
            }
            cell.set_style(style);
        }
    }

    /// Puts a text on one line of an area, from a column on; returns the column behind it.
    pub(super) fn text(&mut self, area: Area, column: u16, text: &str, style: Style) -> u16 {
        let end = area.column + area.width;
        let mut column = column;
        if area.height == 0 {
            return column;
        }
        for glyph in glyphs(text) {
            let next = column.saturating_add(u16::from(glyph.width));
            if next > end {
                break;
            }
            self.glyph(column, area.row, end, &glyph, style);
            column = next;
        }
        column
    }

    /// Like [`Canvas::text`], with a sign at the end where the text is cut.
    pub(super) fn fitted(&mut self, area: Area, column: u16, text: &str, style: Style) -> u16 {
        let room = (area.column + area.width).saturating_sub(column);
        if width(text) <= usize::from(room) {
            return self.text(area, column, text, style);
        }
        let cut =
            Area { width: (column + room.saturating_sub(1)).saturating_sub(area.column), ..area };
        let column = self.text(cut, column, text, style);
        self.text(area, column, self.symbols.ellipsis, style)
    }

    /// Fills a row of an area with a symbol.
    pub(super) fn rule(&mut self, area: Area, style: Style) {
        for column in area.column..area.column + area.width {
            self.symbol(column, area.row, self.symbols.horizontal, style);
        }
    }

    /// Puts a symbol of one column.
    pub(super) fn symbol(&mut self, column: u16, row: u16, symbol: &str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((column, row)) {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// Patches the style of an area.
    pub(super) fn style(&mut self, area: Area, style: Style) {
        for row in area.row..area.row + area.height {
            for column in area.column..area.column + area.width {
                if let Some(cell) = self.buffer.cell_mut((column, row)) {
                    cell.set_style(style);
                }
            }
        }
    }

    /// Empties an area.
    pub(super) fn clear(&mut self, area: Area) {
        for row in area.row..area.row + area.height {
            // A wide glyph that reaches into the area from the left is cut off there.
            if let Some(before) =
                area.column.checked_sub(1).and_then(|column| self.buffer.cell_mut((column, row)))
                && width(before.symbol()) > 1
            {
                before.set_symbol(" ");
            }
            for column in area.column..area.column + area.width {
                if let Some(cell) = self.buffer.cell_mut((column, row)) {
                    cell.reset();
                }
            }
        }
    }

    /// Empties an area and draws a frame around it, with words in its upper and lower edge.
    pub(super) fn frame(&mut self, area: Area, style: Style, upper: &str, lower: &str) {
        self.clear(area);
        if area.width < 2 || area.height < 2 {
            return;
        }
        let (right, bottom) = (area.column + area.width - 1, area.row + area.height - 1);
        let symbols = self.symbols;
        self.rule(Area { height: 1, ..area }, style);
        self.rule(Area { row: bottom, height: 1, ..area }, style);
        for row in area.row..=bottom {
            self.symbol(area.column, row, symbols.vertical, style);
            self.symbol(right, row, symbols.vertical, style);
        }
        let [upper_left, upper_right, lower_left, lower_right] = symbols.corners;
        self.symbol(area.column, area.row, upper_left, style);
        self.symbol(right, area.row, upper_right, style);
        self.symbol(area.column, bottom, lower_left, style);
        self.symbol(right, bottom, lower_right, style);
        for (row, words) in [(area.row, upper), (bottom, lower)] {
            if !words.is_empty() {
                let edge = Area { column: area.column + 1, row, width: area.width - 2, height: 1 };
                self.fitted(edge, edge.column, &format!(" {words} "), style);
            }
        }
    }
}

/// An area's row, counted from its top.
pub(super) fn line_of(area: Area, row: u16) -> Area {
    let inside = row < area.height;
    Area { row: area.row + row, height: u16::from(inside), ..area }
}
