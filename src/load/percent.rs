//! Addresses with percent signs.

/// An address with its `%20` and the like decoded.
pub(super) fn decode(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = match rest {
            [b'%', high, low, ..] => hexadecimal(*high).zip(hexadecimal(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = rest.get(3..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn signs_are_decoded_and_what_is_no_code_stays() {
        assert_eq!(decode("a%20b%C3%A9%"), "a bé%");
        assert_eq!(decode("100%zz%4"), "100%zz%4");
        assert_eq!(decode("%ff"), "\u{FFFD}");
    }
}
