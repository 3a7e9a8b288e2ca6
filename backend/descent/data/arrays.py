"""Names for the arrays of this package. N points, F features, K classes."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = NDArray[Any]
