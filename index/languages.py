"""Whether an encoder is multilingual, by what it does and not by its name."""

from __future__ import annotations

import numpy as np

from index.encoder import Encoder

ALIKE = 0.6
SAMPLES = (
    "Water is needed to grow food.",
    "Il faut de l'eau pour cultiver de la nourriture.",
    "Man braucht Wasser, um Nahrung anzubauen.",
    "Se necesita agua para cultivar alimentos.",
    "Для выращивания пищи нужна вода.",
    "种植粮食需要水。",
)


def is_multilingual(encoder: Encoder) -> bool:
    """Whether one sentence in several languages has nearly the same vector in all of them.

    The default model's cosines with the English sentence are from 0.0 to 0.4.
    """
    english, *others = encoder.encode(SAMPLES)
    return bool(np.min(np.array(others) @ english) >= ALIKE)
