"""How values are worded for people: as in everything annals publishes."""

from annals.publish.wording import (
    COUNTED as COUNTED,
)
from annals.publish.wording import (
    NO_FIGURE as NO_FIGURE,
)
from annals.publish.wording import (
    UNKNOWN as UNKNOWN,
)
from annals.publish.wording import (
    count as count,
)
from annals.publish.wording import (
    dates as dates,
)
from annals.publish.wording import (
    names as names,
)
from annals.publish.wording import (
    parties as parties,
)
from annals.publish.wording import (
    plural as plural,
)
from annals.publish.wording import (
    side as side,
)
from annals.publish.wording import (
    toll as toll,
)
from annals.publish.wording import (
    tolls as tolls,
)
