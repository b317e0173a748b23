"""A chart as a file: SVG, PNG and PDF, and HTML that works without network, in one step each."""

from __future__ import annotations

import functools
import html
import json
import os
import re
from typing import Any, Final

from cstoevents.errors import ArgumentError, ExtraMissingError
from cstoevents.formats.files import path_of, write_bytes

_FORMATS: Final = ("svg", "png", "pdf", "html", "json")
_BINARY: Final = ("png", "pdf")


def altair() -> Any:
    """Return the library that draws, or raise `ExtraMissingError`.

    It is imported when a chart is drawn: that takes longer than anything else here.
    """
    try:
        import altair as alt
        import vl_convert  # noqa: F401 - without it a chart could be made and not be saved
    except ImportError as missing:
        library = "altair" if missing.name == "altair" else "vl-convert-python"
        raise ExtraMissingError(library, "charts") from missing
    return alt


@functools.cache
def picture_class() -> Any:
    """Return the class of our charts: Altair's own, which is imported when one is drawn."""
    base: Any = altair().LayerChart

    class Picture(base):  # type: ignore[misc]  # it is imported when it is needed
        """A layered chart of Altair whose HTML needs no network and whose files are whole."""

        def save(self, fp: Any, format: str | None = None, **how: Any) -> None:
            """Write the chart to a path or an open file: SVG, PNG, PDF, HTML, or its JSON.

            Other options are those of Altair, which then writes the file itself.
            """
            chosen = _format_of(fp, format)
            if how:
                super().save(fp, format=chosen, **how)
            else:
                write_bytes(fp, _written(self.to_dict(), chosen), is_text=chosen not in _BINARY)

    return Picture


def _format_of(target: Any, stated: str | None) -> str:
    """Return the format of a file, as stated or by the ending of its name."""
    chosen = stated
    if chosen is None and isinstance(target, (str, os.PathLike)):
        chosen = path_of(target).suffix.removeprefix(".").lower()
    if chosen not in _FORMATS:
        raise ArgumentError("format", chosen or target, f"one of {', '.join(_FORMATS)}")
    return chosen


def _written(spec: dict[str, Any], chosen: str) -> bytes:
    """Return the bytes of a chart; nothing is fetched to make them, whatever it refers to."""
    import vl_convert

    convert: Any = vl_convert
    if chosen == "json":
        return json.dumps(spec, ensure_ascii=False, indent=1).encode()
    if chosen == "html":
        return _page(spec, _library()).encode()
    if chosen == "svg":
        # What it says for itself is enough, and labels on every mark would double its size.
        plain = {**spec, "config": {**spec.get("config", {}), "aria": False}}
        return _explained(convert.vegalite_to_svg(plain, allowed_base_urls=[]), spec).encode()
    if chosen == "png":
        return bytes(convert.vegalite_to_png(spec, scale=2, allowed_base_urls=[]))
    return bytes(convert.vegalite_to_pdf(spec, allowed_base_urls=[]))


@functools.cache
def _library() -> str:
    """Return the scripts that draw a chart in a page; to put them together takes seconds."""
    import vl_convert

    convert: Any = vl_convert
    return str(convert.javascript_bundle())


def _title(spec: dict[str, Any]) -> str:
    title = spec["title"]["text"] if isinstance(spec.get("title"), dict) else spec.get("title", "")
    return " ".join(title) if isinstance(title, list) else str(title)


def _explained(svg: str, spec: dict[str, Any]) -> str:
    """Return an SVG with title and description, for those who don't see it."""
    start, rest = svg.split(">", 1)
    # What every text of it repeats is said once.
    font = f' font-family="{spec["config"]["font"]}"' if "font" in spec.get("config", {}) else ""
    rest = _numbered_anew(rest.replace(font, "") if font else rest)
    words = html.escape(_title(spec)), html.escape(spec.get("description", ""))
    lang = html.escape(spec.get("usermeta", {}).get("lang", "en"))
    return (
        f'{start} role="img" xml:lang="{lang}"{font}>'
        f"<title>{words[0]}</title><desc>{words[1]}</desc>{rest}\n"
    )


def _numbered_anew(svg: str) -> str:
    """Number gradients and clips from 0, which the library counts on from chart to chart."""
    found = dict.fromkeys(_COUNTED.findall(svg))
    names = {name: f"{name.rstrip('0123456789')}{at}" for at, name in enumerate(found)}
    return _COUNTED.sub(lambda name: names[name[0]], svg)


_COUNTED: Final = re.compile(r"(?<=[\"#])(?:gradient_|clip)[0-9]+")


def _page(spec: dict[str, Any], library: str) -> str:
    """Return a page with the chart, its description as text, and the library that draws it."""
    # A script ends at the first such tag, wherever it stands, and never after "<!--" and "<script".
    data = json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c")
    script = library.replace("</script", "<\\/script")
    title, described = html.escape(_title(spec)), html.escape(spec.get("description", ""))
    lang = html.escape(spec.get("usermeta", {}).get("lang", "en"))
    background = html.escape(spec["config"]["background"])
    color = html.escape(spec["config"]["title"]["color"])
    return f"""<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
body {{ margin: 0; background: {background}; color: {color}; font-family: sans-serif; }}
.frame {{ overflow-x: auto; }}
h1 {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
p {{ padding: 0 12px 12px; max-width: 45em; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<div class="frame" tabindex="0" role="region" aria-label="{title}"><div id="chart"></div></div>
<p>{described}</p>
</main>
<script>{script}</script>
<script>
const spec = {data};
vegaEmbed("#chart", spec, {{ renderer: "svg", actions: false }});
</script>
</body>
</html>
"""
