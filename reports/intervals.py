"""How sure a share of people can be."""

from math import sqrt
from typing import Final

Z_95: Final = 1.96
Z_EIGHT_LOOKS: Final = 2.73  # 95 % for all eight questions together (R72)


def wilson(count: int, of: int, z: float = Z_95) -> tuple[float, float]:
    """Return the interval (low, high), each 0-1, for a share of `count` in `of` (Wilson 1927; R72).

    Raises ValueError unless 0 <= count <= of and of > 0.
    """
    if not 0 <= count <= of or of == 0:
        raise ValueError(f"{count} of {of} is not a share")
    share = count / of
    middle = share + z * z / (2 * of)
    reach = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    whole = 1 + z * z / of
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)
