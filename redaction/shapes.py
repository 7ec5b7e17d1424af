"""What a value looked like, in words that give nothing of it away: the sorts of characters, and about how many."""

from redaction.pseudonyms import LOW_ENTROPY

_STEPS = (4, 8, 16, 32, 64, 128, 512, 2048, 8192)


def shape(category: str, value: str) -> str:
    """Such as `letters, digits; 17 to 32`. Of values that can be guessed nothing is said."""
    if category in LOW_ENTROPY:
        return ""
    sorts = (("letters", str.isalpha), ("digits", str.isdigit), ("blanks", str.isspace))
    there = [name for name, test in sorts if any(test(c) for c in value)]
    if any(not c.isalnum() and not c.isspace() for c in value):
        there.append("other signs")
    return f"{', '.join(there)}; {_length(len(value))}"


def _length(size: int) -> str:
    low = 1
    for high in _STEPS:
        if size <= high:
            return f"{low} to {high}"
        low = high + 1
    return f"more than {_STEPS[-1]}"
