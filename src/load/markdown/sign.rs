//! Telling Markdown from plain text by its content.

/// Lines of the beginning that are looked at.
const LOOKED_AT: usize = 200;

/// Whether a text has two different signs of Markdown that plain text does not have.
pub(super) fn is_markdown(text: &str) -> bool {
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
    fn only_what_is_unmistakable_is_markdown() {
        assert!(is_markdown("# Title\n\nSee **this**.\n"));
        assert!(!is_markdown("# a comment\nrm -rf x\n"));
        assert!(!is_markdown("2 ** 3 ** 4 is large"));
    }
}
