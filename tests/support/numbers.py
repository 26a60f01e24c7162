"""Test identity numbers from Skatteverket's series (birth numbers 238 and 239), with a valid check digit. Never any other."""


def personnummer(birth: str, number: str = "238") -> str:
    """`19400315` → twelve digits. Only the two official test birth numbers are accepted."""
    assert number in {"238", "239"}, "only Skatteverket's test series"
    body = birth + number
    return body + check_digit(body[2:])


def check_digit(nine: str) -> str:
    total = 0
    for place, digit in enumerate(nine):
        doubled = int(digit) * (2 - place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)
