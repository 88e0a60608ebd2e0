//! The catalogue of what a key can do: name, contexts, default keys, one line of help.
//!
//! Key map, `?` help, bottom hints, `:` palette, configuration errors and the key table
//! of the README all come from this one table.

/// Where a key is pressed; the same key may do different things in different places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The article and the facts, unless one of them says otherwise.
    Reader,
    /// The article pane.
    Article,
    /// The facts sidebar.
    Facts,
    /// While selecting text.
    Select,
    /// A fact's card.
    Card,
    /// A list with an input line: search, outline, help, palette.
    List,
    /// The find line.
    Find,
}

impl Context {
    /// All contexts in the order in which help shows them.
    pub const ALL: [Context; 7] = [
        Context::Reader,
        Context::Article,
        Context::Facts,
        Context::Select,
        Context::Card,
        Context::List,
        Context::Find,
    ];

    /// The context's name in help and in the configuration file.
    pub fn name(self) -> &'static str {
        match self {
            Context::Reader => "reader",
            Context::Article => "article",
            Context::Facts => "facts",
            Context::Select => "select",
            Context::Card => "card",
            Context::List => "list",
            Context::Find => "find",
        }
    }

    /// The context of that name.
    pub fn from_name(name: &str) -> Option<Context> {
        Context::ALL.into_iter().find(|context| context.name() == name)
    }

    /// The context whose keys also work here, after this one's own.
    pub fn parent(self) -> Option<Context> {
        match self {
            Context::Article | Context::Facts => Some(Context::Reader),
            Context::Select => Some(Context::Article),
            Context::Reader | Context::Card | Context::List | Context::Find => None,
        }
    }
}

/// One row of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it does.
    pub command: Command,
    /// Its name in the palette and in the configuration file.
    pub name: &'static str,
    /// Where its default keys work.
    pub context: Context,
    /// Default keys; each may be several presses (`g g`).
    pub keys: &'static [&'static str],
    /// One line of help.
    pub help: &'static str,
    /// A word for the hints at the bottom, for the few that are shown there.
    pub hint: Option<&'static str>,
}

macro_rules! catalogue {
    ($($context:ident { $($command:ident $name:literal [$($key:literal),*] $help:literal $(hint $hint:literal)?;)* })*) => {
        /// What a key can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[doc = $help] $command,)*)*
        }

        /// The one table.
        pub const CATALOGUE: &[Entry] = &[
            $($(Entry {
                command: Command::$command,
                name: $name,
                context: Context::$context,
                keys: &[$($key),*],
                help: $help,
                hint: catalogue!(@hint $($hint)?),
            },)*)*
        ];
    };
    (@hint) => { None };
    (@hint $hint:literal) => { Some($hint) };
}

catalogue! {
    Reader {
        FindForward "find" ["/"] "Find in the text while you type" hint "find";
        SearchAll "search" ["ctrl-p"] "Search documents, headings, facts and text" hint "search";
        SwitchPane "switch-pane" ["tab"] "Go to the facts and back to the article" hint "facts";
        Outline "outline" ["o"] "Show the outline: headings to go to" hint "outline";
        Help "help" ["?", "f1"] "Show and search all keys" hint "keys";
        Quit "quit" ["q", "Z Z", "ctrl-c"] "Quit; the place is kept";
        SearchFacts "search-facts" ["f"] "Search the facts of all documents";
        SearchDocuments "search-documents" ["d"] "Choose a document by its title";
        SearchText "search-text" ["t"] "Search the text of all documents";
        Palette "palette" [":"] "Run any command by its name";
        NextMatch "next-match" ["n"] "Go to the next match";
        PreviousMatch "previous-match" ["N"] "Go to the previous match";
        NextFact "next-fact" ["] f"] "Go to the next mention of the chosen fact, or the next fact";
        PreviousFact "previous-fact" ["[ f"] "Go to the previous mention or fact";
        NextDocument "next-document" ["] d", "ctrl-n"] "Open the next document";
        PreviousDocument "previous-document" ["[ d"] "Open the previous document";
        Back "back" ["ctrl-o", "alt-left", "[ j"] "Go back to where you were";
        Forward "forward" ["ctrl-i", "alt-right", "] j"] "Go forward again";
        SetMark "set-mark" ["m"] "Set a mark: m and a letter";
        GoToMark "go-to-mark" ["'", "`"] "Go to a mark: ' and its letter";
        FollowLink "follow-link" ["l"] "Follow a link by its hint letters";
        CopyCitation "copy-citation" ["Y"] "Copy the sentence with its source as a citation";
        Edit "edit" ["e"] "Open the file in $EDITOR at this line";
        Reload "reload" ["R"] "Read the file again and keep the place";
        Wider "wider" ["+", "="] "Make the lines longer";
        Narrower "narrower" ["-"] "Make the lines shorter";
        ToggleSidebar "toggle-sidebar" ["z s"] "Show or hide the facts beside the article";
        ToggleLit "toggle-lit" ["z l"] "Light the facts in the text, or not";
        NextTheme "next-theme" ["z c"] "Change colours: dark, light, none";
        ToggleMouse "toggle-mouse" ["z m"] "Let gleaner have the mouse, or the terminal";
        ShowFailures "show-failures" ["z !"] "Show what could not be read, and why";
        Suspend "suspend" ["ctrl-z"] "Suspend; `fg` comes back";
        Redraw "redraw" ["ctrl-l"] "Draw the whole screen again";
    }
    Article {
        LineDown "line-down" ["j", "down", "ctrl-e"] "Scroll a line down";
        LineUp "line-up" ["k", "up", "ctrl-y"] "Scroll a line up";
        PageDown "page-down" ["space", "pagedown", "ctrl-f"] "Scroll a page down";
        PageUp "page-up" ["b", "pageup", "ctrl-b"] "Scroll a page up";
        HalfPageDown "half-page-down" ["ctrl-d"] "Scroll half a page down";
        HalfPageUp "half-page-up" ["ctrl-u"] "Scroll half a page up";
        Start "start" ["g g", "home", "<"] "Go to the start";
        End "end" ["G", "end", ">"] "Go to the end; with a count to that line of the file";
        Percent "percent" ["%"] "Go to a percentage: 50 %";
        NextSentence "next-sentence" [")"] "Go to the next sentence";
        PreviousSentence "previous-sentence" ["("] "Go to the previous sentence";
        NextParagraph "next-paragraph" ["}"] "Go to the next paragraph";
        PreviousParagraph "previous-paragraph" ["{"] "Go to the previous paragraph";
        NextHeading "next-heading" ["] ]"] "Go to the next heading";
        PreviousHeading "previous-heading" ["[ ["] "Go to the previous heading";
        FindBackward "find-backward" ["\\"] "Find backwards";
        ClearFind "clear-find" ["esc"] "Put out the lit matches";
        FactCard "fact-card" ["K", "enter"] "Show the card of a fact of this sentence";
        Select "select" ["v"] "Select text, to copy it";
        CopySentence "copy-sentence" ["y"] "Copy the sentence";
        ScrollLeft "scroll-left" ["left"] "Scroll a wide table to the left";
        ScrollRight "scroll-right" ["right"] "Scroll a wide table to the right";
        FocusCentre "focus-centre" ["z z"] "Put the sentence in the middle of the screen";
        FocusTop "focus-top" ["z t"] "Put the sentence at the top of the screen";
        FocusBottom "focus-bottom" ["z b"] "Put the sentence at the bottom of the screen";
    }
    Facts {
        RowDown "row-down" ["j", "down"] "Go to the next row";
        RowUp "row-up" ["k", "up"] "Go to the previous row";
        RowsPageDown "rows-page-down" ["space", "pagedown", "ctrl-f", "ctrl-d"] "Go a page of rows down";
        RowsPageUp "rows-page-up" ["b", "pageup", "ctrl-b", "ctrl-u"] "Go a page of rows up";
        FirstRow "first-row" ["g g", "home"] "Go to the first row";
        LastRow "last-row" ["G", "end"] "Go to the last row";
        NextGroup "next-group" ["}", "] ]"] "Go to the next group";
        PreviousGroup "previous-group" ["{", "[ ["] "Go to the previous group";
        GoToFact "go-to-fact" ["enter"] "Go to the fact in the article";
        RowCard "row-card" ["K"] "Show the card of the fact";
        ToggleFold "toggle-fold" ["z a", "h", "left", "right"] "Fold or unfold the group";
        FoldAll "fold-all" ["z M"] "Fold all groups";
        UnfoldAll "unfold-all" ["z R"] "Unfold all groups";
        FilterFacts "filter-facts" ["/"] "Narrow the facts while you type";
        HideKind "hide-kind" ["x"] "Hide this kind of fact";
        ShowKinds "show-kinds" ["X"] "Show all facts again, of all kinds and however sure";
        SurerFacts "surer-facts" ["c"] "Hide less sure facts: below 50, 70, then 90 %";
        LessSureFacts "less-sure-facts" ["C"] "Show less sure facts again, step by step";
        LeaveFacts "leave-facts" ["esc"] "Clear the filter, then go back to the article";
    }
    Select {
        CopySelection "copy-selection" ["y", "enter"] "Copy the selection" hint "copy";
        LeaveSelect "leave-select" ["esc", "v"] "Stop selecting" hint "leave";
        SelectByCharacter "select-by-character" ["c"] "Select by character" hint "character";
        SelectBySentence "select-by-sentence" ["s"] "Select whole sentences" hint "sentence";
        SelectByParagraph "select-by-paragraph" ["p"] "Select whole paragraphs" hint "paragraph";
        OtherEnd "other-end" ["o"] "Go to the other end of the selection";
        CursorLeft "cursor-left" ["h", "left"] "Move the selection's end left";
        CursorRight "cursor-right" ["l", "right"] "Move the selection's end right";
        CursorDown "cursor-down" ["j", "down"] "Move the selection's end down";
        CursorUp "cursor-up" ["k", "up"] "Move the selection's end up";
        CursorNextSentence "cursor-next-sentence" [")"] "Move the selection's end to the next sentence";
        CursorPreviousSentence "cursor-previous-sentence" ["("] "Move the selection's end to the sentence before";
        CursorWordRight "cursor-word-right" ["w", "e"] "Move the selection's end a word on";
        CursorWordLeft "cursor-word-left" ["b"] "Move the selection's end a word back";
    }
    Card {
        CardDown "card-down" ["j", "down"] "Go to the next mention" ;
        CardUp "card-up" ["k", "up"] "Go to the previous mention";
        CardGo "card-go" ["enter"] "Go to the mention in the article" hint "go";
        CardNextFact "card-next-fact" ["] f", "n"] "Step to the next mention in the article" hint "next mention";
        CardPreviousFact "card-previous-fact" ["[ f", "N"] "Step to the previous mention in the article";
        CardCite "card-cite" ["y", "Y"] "Copy the mention's sentence as a citation" hint "cite";
        CardOther "card-other" ["tab"] "Show the card of the sentence's next fact" hint "next fact";
        CardHide "card-hide" ["x"] "Hide this kind of fact" hint "hide kind";
        CardClose "card-close" ["esc", "q", "K"] "Close the card" hint "close";
    }
    List {
        ListDown "list-down" ["down", "ctrl-n", "ctrl-j"] "Go to the next entry";
        ListUp "list-up" ["up", "ctrl-p", "ctrl-k"] "Go to the previous entry";
        ListPageDown "list-page-down" ["pagedown", "ctrl-d"] "Go a page of entries down";
        ListPageUp "list-page-up" ["pageup", "ctrl-b"] "Go a page of entries up";
        ListChoose "list-choose" ["enter"] "Choose the entry" hint "go";
        ListScope "list-scope" ["tab"] "Search in the next scope" hint "scope";
        ListScopeBack "list-scope-back" ["shift-tab"] "Search in the scope before";
        ListClose "list-close" ["esc", "ctrl-c"] "Close, and be where you were" hint "close";
    }
    Find {
        FindAccept "find-accept" ["enter"] "Go to the match" hint "go";
        FindCancel "find-cancel" ["esc", "ctrl-c"] "Go back to where you were" hint "back";
        FindNext "find-next" ["down", "ctrl-n"] "Show the next match" hint "next";
        FindPrevious "find-previous" ["up", "ctrl-p"] "Show the previous match";
        FindCase "find-case" ["alt-c"] "Case: smart, exact, any" hint "case";
        FindWord "find-word" ["alt-w"] "Whole words only, or not" hint "word";
        FindRegex "find-regex" ["alt-r"] "As a regular expression, or not" hint "regex";
    }
}

impl Command {
    /// The command's row.
    pub fn entry(self) -> &'static Entry {
        CATALOGUE.iter().find(|entry| entry.command == self).unwrap_or(&CATALOGUE[0])
    }

    /// The command of that name.
    pub fn from_name(name: &str) -> Option<Command> {
        CATALOGUE.iter().find(|entry| entry.name == name).map(|entry| entry.command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_unique_and_every_command_has_its_row() {
        let names: HashSet<_> = CATALOGUE.iter().map(|entry| entry.name).collect();
        assert_eq!(names.len(), CATALOGUE.len());
        for entry in CATALOGUE {
            assert_eq!(entry.command.entry().name, entry.name);
            assert!(!entry.keys.is_empty(), "{} has no key", entry.name);
        }
    }
}
