//! Roman numerals, as reports print the number of a call.

/// Roman numerals, 1 to 3999.
#[must_use]
pub fn roman(number: i32) -> String {
    let steps = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in steps {
        while rest >= value {
            rest -= value;
            text.push_str(letters);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn ordinals_are_printed_in_roman_numerals() {
        let printed: Vec<String> = [1, 4, 7, 9, 14, 40, 1990].into_iter().map(roman).collect();
        assert_eq!(printed, ["I", "IV", "VII", "IX", "XIV", "XL", "MCMXC"]);
    }
}
