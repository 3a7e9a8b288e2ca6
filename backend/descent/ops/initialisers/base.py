"""What an initialiser is."""

from typing import ClassVar

from descent.settings import Family


class Initialiser(Family):
    """`needs_matrix` says that it goes by the number of inputs and units, and so can't fill a bias."""

    needs_matrix: ClassVar[bool] = True
