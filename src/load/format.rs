//! Which format a text is in, by its name and, where the name tells nothing, its content.

use crate::document::Format;

/// Endings of Markdown files.
const MARKDOWN: &[&str] =
    &["md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext", "qmd", "rmd"];

/// Lines of the beginning that are looked at.
const LOOKED_AT: usize = 200;

/// The format of a text. A known ending decides; any other ending means plain text,
/// whose content is left as it is; only a text without an ending (a pipe, `README`) is
/// Markdown by its content, and then only where that is unmistakable.
pub(super) fn detect(extension: Option<&str>, beginning: &str) -> Format {
    match extension {
        Some(extension) if MARKDOWN.contains(&extension) => Format::Markdown,
        Some(_) => Format::Plain,
        None if is_markdown(beginning) => Format::Markdown,
        None => Format::Plain,
    }
}

/// Whether a text has two different signs of Markdown that plain text does not have.
fn is_markdown(text: &str) -> bool {
    let [mut heading, mut fence, mut link, mut strong, mut table] = [false; 5];
    for line in text.lines().take(LOOKED_AT) {
        let line = line.get(..line.len().min(2000)).unwrap_or_default();
        heading |= is_heading(line);
        fence |= line.starts_with("```");
        link |= line.contains("](http") || line.contains("](#") || line.contains("](./");
        strong |= is_strong(line);
        table |= line.starts_with("|--") || line.starts_with("| --") || line.starts_with("|:-");
    }
    [heading, fence, link, strong, table].iter().filter(|&&sign| sign).count() >= 2
}

fn is_heading(line: &str) -> bool {
    let level = line.bytes().take_while(|&byte| byte == b'#').count();
    (1..=6).contains(&level) && line.as_bytes().get(level) == Some(&b' ')
}

fn is_strong(line: &str) -> bool {
    let mut parts = line.split("**").skip(1).step_by(2);
    line.matches("**").count() >= 2
        && parts.any(|part| part.starts_with(char::is_alphanumeric) && part.len() < 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_decides_first() {
        assert_eq!(detect(Some("md"), "plain"), Format::Markdown);
        assert_eq!(detect(Some("txt"), "# Title\n\n**bold** [a](http://a)"), Format::Plain);
    }

    #[test]
    fn content_decides_only_where_unmistakable() {
        assert_eq!(detect(None, "# Title\n\nSee **this**.\n"), Format::Markdown);
        assert_eq!(detect(None, "# a comment\nrm -rf x\n"), Format::Plain);
        assert_eq!(detect(None, "2 ** 3 ** 4 is large"), Format::Plain);
    }
}
