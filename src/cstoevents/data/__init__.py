"""The built-in CSTO chronicle: sourced records of the organisation, its bodies and meetings."""

from __future__ import annotations

import functools

from cstoevents.chronicle import Chronicle
from cstoevents.records.collector import collector_paused
from cstoevents.records.conversion import decode_proven

__all__ = ["load"]


@functools.cache
def load() -> Chronicle:
    """Return the built-in chronicle of the Collective Security Treaty Organization.

    It is read once and kept, which is safe because nothing can change it.

    >>> import cstoevents as cs
    >>> csto = cs.load()
    >>> str(csto.organisation("csto").name)
    'Collective Security Treaty Organization'
    """
    import pkgutil  # brings much that only this needs

    data = pkgutil.get_data(__name__, "csto.json")
    assert data is not None, "the package was installed without its data"
    # That the file keeps every rule is for the tests of the data to prove, not for each start.
    with collector_paused():
        return Chronicle._proven(*decode_proven(data))
